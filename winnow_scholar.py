"""The `winnow` command. It stands outside the packages to see that `pipeline` is ours before it imports it."""

import sys
from importlib.util import find_spec
from pathlib import Path


def main() -> None:
    """Runs the command line, unless a module of the same name hides ours."""
    own = Path(__file__).resolve().parent / "pipeline"
    found = find_spec("pipeline")
    origin = Path(found.origin).resolve() if found and found.origin else None
    if origin is None or origin.parent != own:
        print(
            f"error: {origin or 'another package'} hides the pipeline package of winnow-scholar; "
            "run winnow in another folder, or without that folder in PYTHONPATH",
            file=sys.stderr,
        )
        sys.exit(2)
    try:
        from pipeline.cli import main as run
    except KeyboardInterrupt:  # while the program loads
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
