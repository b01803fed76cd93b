"""Records validated and reduced to what is compared: features and block keys."""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from pipeline.merging.extra import require
from pipeline.merging.features import Features, block_keys, features, row
from pipeline.merging.fingerprints import fingerprint_keys
from pipeline.merging.inputs import Line
from schemas import Record
from schemas.work import Work

Reject = dict[str, str]


class Prepared(NamedTuple):
    """A batch of records, ready for the store."""

    records: list[tuple[Any, ...]]
    features: list[tuple[Any, ...]]
    keys: Any
    owners: Any
    rejects: list[Reject]


def prepare(lines: Sequence[Line]) -> Prepared:
    """Validates records (or takes works apart), and reduces them to features and block keys."""
    np = require("numpy")
    records: list[tuple[Any, ...]] = []
    found: list[Features] = []
    rejects: list[Reject] = []
    names: list[str] = []
    owners: list[int] = []
    for line in lines:
        try:
            read = _records(line)
        except (ValidationError, ValueError) as error:
            rejects.append({"where": line.where, "reason": _reason(error)})
            continue
        for record in read:
            # Parquet keeps the fields of a structure in an order of its own.
            ordered = dict(sorted(record.provenance.items()))
            text = record.model_copy(update={"provenance": ordered}).model_dump_json()
            digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
            one = features(record)
            own = block_keys(one)
            names += own
            owners += [len(records)] * len(own)
            records.append((record.record_id, digest, text))
            found.append(one)
    hashed = b"".join(hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest() for name in names)
    keys, index = fingerprint_keys([one.abstract for one in found])
    return Prepared(
        records,
        [row(one) for one in found],
        np.concatenate([np.frombuffer(hashed, "<u8"), keys]),
        np.concatenate([np.asarray(owners, np.int64), index]),
        rejects,
    )


def _records(line: Line) -> list[Record]:
    if line.error:
        raise ValueError(line.error)
    if line.text.lstrip().startswith('{"work_id"'):
        return Work.model_validate_json(line.text).records()
    return [Record.model_validate_json(line.text)]


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}".removeprefix(": ")
    return str(error)
