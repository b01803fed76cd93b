"""The records of a merge on disk, in DuckDB: numbering, blocking and the order of the output, out of core.

Records are numbered by id and content, so nothing that follows depends on the order of the input.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.merging.evidence import IDENTIFIERS
from pipeline.merging.extra import require
from pipeline.merging.features import COLUMNS
from pipeline.merging.normal import ABSTRACT_LETTERS, BEGINNING
from pipeline.merging.tables import TABLES, Queries, arrow_table, parquet_files, quoted

WINDOW = 24
"""Records of one block that each record is compared with; a block with more is sorted and compared to neighbours."""

COMMON = 3
"""A title or abstract that stands on so many works tells nothing of any."""

_SQL = {"int64": "BIGINT", "uint64": "UBIGINT", "int32": "INTEGER", "int16": "SMALLINT", "bool_": "BOOLEAN"}
_SQL |= {"string": "VARCHAR", "float64": "DOUBLE"}

_ONE_SIDE = ", ".join(f"{{0}}.{name} AS {{0}}_{name}" for name in COLUMNS)
# A work may have a DOI on one page and a PMID on another: two identifiers of one kind are two works.
_IDENTITIES = "greatest(" + ", ".join(f"count(DISTINCT nullif({name}, ''))" for name in IDENTIFIERS) + ")"
_TITLES = "count(DISTINCT left(replace(nullif(title, ''), ' ', ''), 12))"
_EARLY = "('preprint', 'report')"

_SCHEMA = tuple(
    f"CREATE TABLE {name} (" + ", ".join(f"{column} {_SQL[kind]}" for column, kind in columns.items()) + ")"
    for name, columns in TABLES.items()
)

_NUMBER = (
    """CREATE TABLE numbered AS
    SELECT min(row) AS row, row_number() OVER (ORDER BY record_id, digest) - 1 AS rec,
           CASE WHEN count(*) OVER (PARTITION BY record_id) > 1 THEN record_id || '~' || left(digest, 12)
                ELSE record_id END AS member
    FROM raw GROUP BY record_id, digest""",
    # Letters only: the titles and abstracts that stand on several works are counted whatever their layout.
    f"""CREATE TABLE common_title AS
    SELECT replace(title, ' ', '') AS letters FROM feature WHERE title <> '' GROUP BY letters
    HAVING {_IDENTITIES} >= {COMMON} OR count(DISTINCT nullif(year, 0)) > {COMMON}""",
    *(
        f"""CREATE TABLE common_{size} AS
        SELECT left(abstract, {size}) AS start FROM feature WHERE abstract <> '' GROUP BY start
        HAVING {_TITLES} >= {COMMON} OR {_TITLES} > 1 AND {_IDENTITIES} >= {COMMON}"""
        for size in (BEGINNING, ABSTRACT_LETTERS)
    ),
    f"""CREATE TABLE known AS
    SELECT rec, member, {", ".join(COLUMNS)},
           t.letters IS NOT NULL AS common_title,
           (h.start IS NOT NULL)::TINYINT + (w.start IS NOT NULL)::TINYINT AS common_abstract
    FROM numbered JOIN feature USING (row)
    LEFT JOIN common_title t ON t.letters = replace(title, ' ', '')
    LEFT JOIN common_{BEGINNING} h ON h.start = left(abstract, {BEGINNING})
    LEFT JOIN common_{ABSTRACT_LETTERS} w ON w.start = abstract
    ORDER BY rec""",
    "DROP TABLE feature",
    """CREATE TABLE block AS
    SELECT key, rec, size FROM blocked JOIN numbered USING (row)
    JOIN (SELECT key, count(*) AS size FROM blocked JOIN numbered USING (row)
          GROUP BY key HAVING count(*) > 1) USING (key)""",
    "DROP TABLE blocked",
)

_PAIRS = f"""CREATE TABLE pair AS
WITH large AS (
    SELECT key, rec, row_number() OVER (PARTITION BY key ORDER BY replace(title, ' ', ''), year, authors, rec) AS place
    FROM block JOIN known USING (rec) WHERE size > {WINDOW}
), met AS (
    SELECT x.rec AS one, y.rec AS two FROM block x JOIN block y USING (key)
    WHERE x.size <= {WINDOW} AND y.size <= {WINDOW} AND x.rec < y.rec
    UNION ALL
    SELECT x.rec, y.rec FROM (SELECT key, rec, place + unnest(range(1, {WINDOW // 2 + 1})) AS place FROM large) x
    JOIN large y USING (key, place)
), unique_pair AS (SELECT DISTINCT least(one, two) AS a, greatest(one, two) AS b FROM met WHERE one <> two)
SELECT a, b FROM unique_pair JOIN known x ON x.rec = a JOIN known y ON y.rec = b
WHERE (x.kind IN {_EARLY}) <> (y.kind IN {_EARLY})
   OR NOT ({" OR ".join(f"x.{n} <> '' AND y.{n} <> '' AND x.{n} <> y.{n}" for n in IDENTIFIERS)})"""

_WORKS = (
    # The strongest identifier names the work; where none is shown, or two groups show one, its first member does.
    f"""CREATE TABLE named AS
    SELECT grp, CASE WHEN identity IS NULL THEN 'record:' || first
                     WHEN count(*) OVER (PARTITION BY identity) > 1 THEN identity || '|record:' || first
                     ELSE identity END AS name
    FROM (SELECT grp, coalesce({", ".join(f"'{n}:' || nullif(max({n}), '')" for n in IDENTIFIERS)}) AS identity,
                 min(member) AS first
          FROM grouped JOIN known USING (rec) GROUP BY grp)""",
    """CREATE TABLE work AS
    SELECT rec, member, 'work:' || left(sha256(name), 32) AS work_id
    FROM grouped JOIN named USING (grp) JOIN known USING (rec)""",
    """CREATE TABLE link AS
    SELECT x.work_id AS work_id, y.work_id AS target, x.member AS one, y.member AS two, score, evidence
    FROM (SELECT CASE relation WHEN 'a_before_b' THEN a ELSE b END AS early,
                 CASE relation WHEN 'a_before_b' THEN b ELSE a END AS late, score, evidence
          FROM edge WHERE relation <> 'same')
    JOIN work x ON x.rec = early JOIN work y ON y.rec = late
    WHERE x.work_id <> y.work_id
    QUALIFY row_number() OVER (PARTITION BY x.work_id, y.work_id ORDER BY score DESC, x.member, y.member) = 1""",
)

_PAIR_ROWS = f"""SELECT a, b, x.common_title, greatest(x.common_abstract, y.common_abstract) AS common_abstract,
       {_ONE_SIDE.format("x")}, {_ONE_SIDE.format("y")}
FROM pair JOIN known x ON x.rec = a JOIN known y ON y.rec = b"""

CONTESTED = {
    "members": ("1, 2", f"SELECT component, k.rec, {_ONE_SIDE.format('k')} FROM component JOIN known k USING (rec)"),
    "edges": (
        "1, 2, 3",
        "SELECT component, a, b, score FROM edge JOIN component ON rec = a WHERE relation = 'same'",
    ),
}
"""The rows to settle components from, each with the columns to order by."""

WORKS = {
    "members": (
        "1, 2",
        "SELECT work_id, member, json FROM work JOIN numbered USING (rec, member) JOIN raw USING (row)",
    ),
    "edges": (
        "1, 4 DESC, 2, 3",
        """SELECT x.work_id, x.member AS one, y.member AS two, score, evidence FROM edge
        JOIN work x ON x.rec = a JOIN work y ON y.rec = b WHERE relation = 'same' AND x.work_id = y.work_id""",
    ),
    "links": ("1, 5 DESC, 2", "SELECT * FROM link"),
}
"""The rows to write works from: members, matches inside works, and links to later versions."""


class Store:
    """One merge on disk, in `directory`, which the caller removes."""

    def __init__(self, directory: Path, *, memory: str, threads: int) -> None:
        self._duckdb = require("duckdb").connect(str(directory / "merge.duckdb"))
        for setting in (
            f"memory_limit = '{memory}'",
            f"threads = {threads}",
            f"temp_directory = {quoted(directory)}",
            "preserve_insertion_order = false",
        ):
            self._duckdb.execute(f"SET {setting}")
        self._run(_SCHEMA)
        self.rows = 0

    def close(self) -> None:
        self._duckdb.close()

    def _run(self, statements: Sequence[str]) -> None:
        for statement in statements:
            self._duckdb.execute(statement)

    def adopt(self, directory: Path, names: Sequence[str]) -> None:
        """Takes the Parquet files of the tables `names` that tasks wrote to `directory`. Records are not copied: their
        files must stay."""
        for name in names:
            files = parquet_files(directory, f"{name}-*.parquet")
            if not files:
                continue
            rows = f"SELECT * FROM read_parquet({files})"
            if name == "raw":
                self._run(("DROP TABLE raw", f"CREATE VIEW raw AS {rows}"))
                self.rows = self._count("raw")
            else:
                self._run((f"INSERT INTO {name} {rows}",))

    def add_groups(self, groups: Sequence[int]) -> None:
        """Takes the group of every record, in the order of their numbers, and names the works."""
        self._create("grouped", ("rec", "grp"), range(len(groups)), groups)
        self._run(_WORKS)

    def add_components(self, records: Sequence[int], components: Sequence[int]) -> None:
        """Takes records and the component of each, to be settled."""
        self._create("component", ("rec", "component"), records, components)

    def _create(self, table: str, names: Sequence[str], *columns: Sequence[int]) -> None:
        self._run([f"CREATE TABLE {table} ({', '.join(f'{name} BIGINT' for name in names)})"])
        kinds = dict.fromkeys(names, "int64")
        for start in range(0, len(columns[0]), 1_000_000):
            rows = arrow_table(kinds, [column[start : start + 1_000_000] for column in columns])
            self._duckdb.register("batch", rows)
            self._run([f"INSERT INTO {table} SELECT * FROM batch"])
            self._duckdb.unregister("batch")

    def _count(self, name: str) -> int:
        return int(self._duckdb.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0])

    def number(self) -> int:
        """Numbers the records, drops exact duplicates, forms blocks and pairs; returns how many records there are."""
        self._run(_NUMBER)
        return self._count("numbered")

    def pair_up(self) -> int:
        """Forms the pairs to compare; returns how many."""
        self._run((_PAIRS, "DROP TABLE block"))
        return self._count("pair")

    def write_pairs(self, directory: Path) -> list[Path]:
        """Writes Parquet files to `directory`: a, b, whether title and abstract are common, the features of both."""
        return self._copy(_PAIR_ROWS, directory, "FILE_SIZE_BYTES '32MB', ROW_GROUP_SIZE 20000")

    def matches(self) -> Iterator[tuple[int, int]]:
        """The matches of one work: a, b."""
        found = self._duckdb.cursor().execute("SELECT a, b FROM edge WHERE relation = 'same'")
        while rows := found.fetchmany(100_000):
            yield from rows

    def write_parts(self, queries: Queries, part: str, directory: Path) -> list[str]:
        """Writes the rows of `CONTESTED` or `WORKS` to Parquet files in `directory`, divided by the value of the SQL
        expression `part`; returns its values, in order. `tables.read_part` reads one."""
        for name, (_, query) in queries.items():
            self._copy(f"SELECT {part} AS part, * FROM ({query})", directory / name, "PARTITION_BY (part)")
        return sorted(path.name.removeprefix("part=") for path in (directory / "members").glob("part=*"))

    def _copy(self, query: str, directory: Path, options: str) -> list[Path]:
        directory.parent.mkdir(parents=True, exist_ok=True)
        self._run((f"COPY ({query}) TO {quoted(directory)} (FORMAT parquet, {options})",))
        return sorted(directory.glob("*.parquet"))
