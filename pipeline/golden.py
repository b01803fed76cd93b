"""Golden files: the accepted output for each page under `seeds/`, held field by field against what comes out now."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.extracting import extract
from schemas import PageResult

SUFFIXES = (".txt", ".html")


@dataclass(frozen=True, slots=True)
class Case:
    """A seed and the place of its golden file."""

    family: str
    name: str
    seed: Path
    golden: Path
    families: Path | None = None  # a folder of descriptions

    def actual(self) -> dict[str, Any]:
        """What comes out for the seed now."""
        return summarise(
            extract(self.seed.read_bytes(), path=f"seeds/{self.family}/{self.seed.name}", families=self.families)
        )

    def expected(self) -> dict[str, Any] | None:
        """What was accepted for it; None where nothing was."""
        if not self.golden.exists():
            return None
        accepted: dict[str, Any] = json.loads(self.golden.read_text(encoding="utf-8"))
        return accepted


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is not what was accepted, by its place, such as `records[0].volume`."""

    where: str
    expected: Any
    actual: Any


def cases(root: Path, families: Collection[str] = (), descriptions: Path | None = None) -> list[Case]:
    """The seeds under `root`, in alphabetical order: all, or those of some families or named `family/case`."""
    seeds = sorted(path for path in (root / "seeds").glob("*/*") if path.suffix in SUFFIXES)
    return [
        Case(
            path.parent.name,
            path.stem,
            path,
            root / "golden" / path.parent.name / f"{_golden_name(path)}.json",
            descriptions,
        )
        for path in seeds
        if not families or {path.parent.name, f"{path.parent.name}/{_golden_name(path)}"} & set(families)
    ]


def no_seeds(root: Path, families: Collection[str] = ()) -> str:
    """The message where `cases` finds none."""
    wanted = f"for {', '.join(families)} " if families else ""
    return (
        f"no sample pages {wanted}in {root / 'seeds'}; run this in a clone of the repository, or name one with --root"
    )


def _golden_name(seed: Path) -> str:
    twin = seed.suffix != ".txt" and seed.with_suffix(".txt").exists()
    return f"{seed.stem}{seed.suffix}" if twin else seed.stem


def summarise(result: PageResult) -> dict[str, Any]:
    """A page's outcome as a golden file holds it: the records whole, the account with the start of each segment."""
    return {
        "status": result.status,
        "reason": result.reason,
        "extractor": result.extractor,
        "language": result.language,
        "records": [record.model_dump(mode="json") for record in result.records],
        "text": result.text.split("\n"),
        "account": [
            [segment.kind, segment.rule, excerpt(result.page_text[segment.start : segment.end])]
            for segment in result.segments
        ],
    }


def excerpt(text: str, longest: int = 60) -> str:
    """The text on one line, its middle left out where it is long."""
    folded = " ".join(text.split())
    return folded if len(folded) <= longest else f"{folded[: longest - 20]} … {folded[-17:]}"


def differences(expected: Any, actual: Any, where: str = "") -> Iterator[Difference]:
    """Each value in which two outcomes differ, down to single fields and list items."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in dict.fromkeys([*expected, *actual]):
            yield from differences(expected.get(key), actual.get(key), f"{where}.{key}" if where else key)
    elif isinstance(expected, list) and isinstance(actual, list) and len(expected) == len(actual):
        for n, (one, other) in enumerate(zip(expected, actual, strict=True)):
            yield from differences(one, other, f"{where}[{n}]")
    elif expected != actual:
        yield Difference(where, expected, actual)


def check(case: Case) -> list[Difference]:
    """The differences between what was accepted for a seed and what comes out."""
    expected = case.expected()
    if expected is None:
        return [Difference("", "an accepted golden file", "none yet; see `golden accept`")]
    return list(differences(expected, case.actual()))


def accept(case: Case) -> None:
    """Writes what comes out now as the golden file."""
    case.golden.parent.mkdir(parents=True, exist_ok=True)
    case.golden.write_text(json.dumps(case.actual(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
