"""What reasons and warnings mean, from `codes.tsv`."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Code(NamedTuple):
    """A code: what it says of a page (`reason`) or a record (`warning`), and what can be done about it."""

    kind: str
    code: str
    meaning: str
    advice: str


@cache
def codes() -> tuple[Code, ...]:
    """All codes, reasons first. `conflict:FIELD` stands for the code of each field."""
    lines = files("schemas").joinpath("codes.tsv").read_text("utf-8").splitlines()
    return tuple(Code(*line.split("\t")) for line in lines if not line.startswith("#"))


def explained(code: str) -> Code | None:
    """What a code means: `no_record`, `conflict:issued`; None for one that is unknown."""
    prefix = code.partition(":")[0]
    named = {one.code.removesuffix(":FIELD"): one for one in codes()}
    return named.get(prefix)
