"""Works put together from the rows of a merge: members, the matches between them, and links to later versions."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from pipeline.merging.grouping import Forest
from pipeline.merging.values import merge_values

Row = tuple[Any, ...]
Assembly = tuple[str, list[Row], list[Row], list[Row]]
"""A work by its id: its rows of each query of `store.WORKS`."""


def assemblies(members: Iterable[Row], edges: Iterable[Row], links: Iterable[Row]) -> Iterator[Assembly]:
    """The works of the rows of `store.WORKS`, each ordered by the id of the work."""
    matches, versions = _Aligned(edges), _Aligned(links)
    for work_id, inside in by_first(members):
        yield work_id, inside, matches.take(work_id), versions.take(work_id)


def assemble(work_id: str, members: list[Row], edges: list[Row], links: list[Row]) -> dict[str, Any]:
    """A work, as `schemas.Work` has it."""
    records = [(member, json.loads(text)) for _, member, text in members]
    chosen, choices, warnings = merge_values(records)
    return {
        "work_id": work_id,
        **chosen,
        "members": [
            {
                "id": member,
                "record_id": record["record_id"],
                "source": record["source"],
                "provenance": record["provenance"],
                "warnings": record["warnings"],
            }
            for member, record in records
        ],
        "choices": choices,
        "why": _spanning([member for member, _ in records], edges),
        "is_version_of": [{"work_id": target, "why": _match(*rest)} for _, target, *rest in links],
        "warnings": warnings,
    }


def _spanning(members: list[str], edges: list[Row]) -> list[dict[str, Any]]:
    """The strongest matches that hold the group together, one fewer than members; `edges` come by falling score."""
    places = {member: place for place, member in enumerate(members)}
    forest = Forest(len(members))
    found = []
    for _, a, b, score, evidence in edges:
        left, right = places[a], places[b]
        if forest.find(left) != forest.find(right):
            forest.union(left, right)
            found.append(_match(a, b, score, evidence))
    return found


def _match(a: str, b: str, score: float, evidence: str) -> dict[str, Any]:
    return {"a": a, "b": b, "score": score, "evidence": evidence.split()}


def by_first(rows: Iterable[Row]) -> Iterator[tuple[Any, list[Row]]]:
    """Rows grouped by their first column, by which they are ordered."""
    for key, found in groupby(rows, key=itemgetter(0)):
        yield key, list(found)


class _Aligned:
    """The rows of a key, from groups in the order of keys of which some have none."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._groups = by_first(rows)
        self._next = next(self._groups, None)

    def take(self, key: Any) -> list[Row]:
        if self._next is None or self._next[0] != key:
            return []
        rows = self._next[1]
        self._next = next(self._groups, None)
        return rows
