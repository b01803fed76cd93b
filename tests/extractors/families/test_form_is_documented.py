"""Every key and slot of a description is in the guide for those who write one."""

from pathlib import Path

import pytest

from extractors.families.description import Description, SignOf
from extractors.families.templates import FIELDS

GUIDE = (Path(__file__).parents[3] / "docs" / "adding-a-family.md").read_text("utf-8")


@pytest.mark.parametrize("key", [*Description.model_fields, *SignOf.model_fields, *sorted(FIELDS)])
def test_key_is_told(key):
    assert f"`{key}`" in GUIDE or f"`[{key}]`" in GUIDE or f"`[[{key}]]`" in GUIDE or f"`{key} = " in GUIDE
