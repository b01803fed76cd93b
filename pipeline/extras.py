"""Libraries that only some inputs, outputs and engines need, imported when first used."""

import importlib
from typing import Any

from pipeline.errors import MissingExtraError


def require(module: str, extra: str) -> Any:
    """The module, imported now. Raises MissingExtraError, which says what to install, where it is absent."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise MissingExtraError(
            f"{library} is not installed ({error}); install it with: pip install 'winnow-scholar[{extra}]'"
        ) from error
