"""Files saved from databases and reference managers: recognised by their structure, read value by value, in place."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.formats import FORMATS, read_saved
from extractors.formats.bibtex import read_entries
from extractors.formats.building import read_date
from extractors.formats.latex import text_of
from tests.accounting import check

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
FILES = {format_.name: sorted((SEEDS / format_.name).glob("*.txt")) for format_ in FORMATS}
CASES = [(name, path) for name, paths in FILES.items() for path in paths]


def read(text: str) -> list[dict[str, object]]:
    saved = read_saved(text)
    records = saved.records if saved else []
    return [{name: value.value for name, value in record.values.items()} for record in records]


def people(values: dict[str, object]) -> list[str]:
    return [f"{name.family}|{name.given}" if name.family else name.literal for name in values["authors"]]


def test_every_format_has_seeds() -> None:
    assert all(FILES.values())


@pytest.mark.parametrize(("name", "path"), CASES, ids=lambda value: getattr(value, "stem", value))
def test_a_file_is_recognised_as_its_format_alone(name: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [format_.name for format_ in FORMATS if format_.recognise(text)] == [name]


@pytest.mark.parametrize(("name", "path"), CASES, ids=lambda value: getattr(value, "stem", value))
def test_every_value_points_at_its_place_and_records_keep_apart(name: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    saved = read_saved(text)
    assert saved is not None
    ends = 0
    for record in saved.records:
        assert ends <= record.start < record.end <= len(text)
        ends = record.end
        for value in record.values.values():
            assert value.spans
            for start, end in value.spans:
                assert record.start <= start < end <= record.end
        for field in ("volume", "issue", "first_page", "pmid"):
            if field in record.values and name != "coins":
                ((start, end),) = record.values[field].spans
                assert str(record.values[field].value) in text[start:end]


@pytest.mark.parametrize(("name", "path"), CASES, ids=lambda value: getattr(value, "stem", value))
def test_the_same_with_other_line_ends_and_a_byte_order_mark(name: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    other = "\ufeff" + text.replace("\r\n", "\n").replace("\n", "\r\n")
    assert [record.keys() for record in read(other)] == [record.keys() for record in read(text)]
    assert [record["title"] for record in read(other)] == [record["title"] for record in read(text)]


@pytest.mark.parametrize(("name", "path"), CASES, ids=lambda value: getattr(value, "stem", value))
def test_nothing_of_a_file_is_left_over(name: str, path: Path) -> None:
    result = check(path.read_bytes())
    assert {record.source.extractor for record in result.records} == {name}
    assert [record.source.position for record in result.records] == list(range(len(result.records)))
    left = [result.page_text[s.start : s.end] for s in result.segments if s.kind == "residue"]
    assert sum(map(len, left)) <= 150, left


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Slow water\n\nAnn Gray\n\nTY  - JOUR\nTI  - Slow water\nAU  - Gray, Ann\nER  - ",
        "A note: AU - stands for author, TI - for title and PY - for the year.\nMore of it.",
        "Abstract\n\n@gray wrote about slow water in 2019 = long ago.",
        "1. Small waters. 2019 was a dry year.\n\nSlow water.\n\nGray A.",
        "PMID: 27000021\nDOI: 10.5555/x",
        "Skip to main content\nSave\nEmail\nSend to\nHarb Lett\n. 2019 May;7(2):1-9.\nSlow water\n\nPMID: 27000021\n",
        "FN is a noun.\nPT is a place.\nAU is gold.\nTI is titanium.",
        "% of visits\n%A was higher than %B\n",
        "See https://resolver.example/?ctx_ver=Z39.88-2004&rft.atitle=Slow+water for more.",
    ],
)
def test_other_pages_are_no_files(text: str) -> None:
    assert read_saved(text) is None


@settings(deadline=None)
@given(st.sampled_from(CASES), st.data())
def test_damaged_files_are_read_or_left_alone(case: tuple[str, Path], data: st.DataObject) -> None:
    text = case[1].read_text(encoding="utf-8")
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    check(text[:start] + text[end:])


PUBMED = """1. Small Waters Q. 2016 Mar;14(2):101-19. doi: 10.5555/swq.2016.14.

Benches by the slow bend.

Vass E(1), Lind M(2).

Author information:
(1){}
(2){}

PMID: 31234567
"""


@pytest.mark.parametrize(
    ("first", "second", "homes"),
    [
        ("Norrby University. Electronic address: vass@norrby.example.", "Delf College.", ["Norrby University"]),
        ("Norrby University. v@norrby.example.; Port Clinic, Delf.", ".", ["Norrby University", "Port Clinic, Delf"]),
        ("Norrby University. Electronic address: vass@nor, Netherlands.", "", ["Norrby University", "Netherlands"]),
        ("vass@norrby.example", "vass@norrby.example", []),
        (".", ",;", []),
        ("Norrby\nUniversity,\n  Norrby", "x", ["Norrby University, Norrby"]),
    ],
)
def test_places_of_work_around_addresses(first: str, second: str, homes: list[str]) -> None:
    (record,) = check(PUBMED.format(first, second)).records
    assert record.authors[0].affiliations == homes


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        *(("2019/05/04/", "2019-05-04"), ("2019/05//", "2019-05"), ("2019///", "2019"), ("2019///Spring", "2019")),
        *(("2019", "2019"), ("2019 May 4", "2019-05-04"), ("2019 May", "2019-05"), ("2019 May-Jun", "2019")),
        *(("2019-05-04T00:00:00", "2019-05-04"), ("2019/00/12", "2019"), ("2019-13", "2019"), ("n.d.", None)),
    ],
)
def test_dates(printed: str, date: str | None) -> None:
    assert read_date(printed) == date


def ris(*lines: str) -> dict[str, object]:
    (record,) = read("\n".join(("TY  - JOUR", "TI  - Slow water", *lines, "ER  - ")))
    return record


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("DO  - https://doi.org/10.5555/ABC", "doi", "10.5555/abc"),
        ("UR  - https://doi.org/10.5555/abc", "doi", "10.5555/abc"),
        ("UR  - https://press.example/doi/full/10.5555/abc", "doi", "10.5555/abc"),
        ("N1  - doi: 10.5555/abc", "doi", "10.5555/abc"),
        ("SN  - 2049-3630 (online)", "issn", ["2049-3630"]),
        ("SN  - 2049-3631", "issn", None),
        ("SN  - 978-3-16-148410-0", "isbn", ["9783161484100"]),
        ("SP  - 101-19", "last_page", "119"),
        ("SP  - e17", "first_page", "e17"),
        ("C7  - 17", "article_number", "17"),
        ("Y2  - 2020/01/01/", "issued", None),
        ("KW  - slow; water", "keywords", ["slow", "water"]),
        ("AB  - <p>Slow &amp; steady water is rare.</p>", "abstract", "Slow & steady water is rare."),
        ("JO  - Harb Lett\nJF  - Harbour Letters", "container_title", "Harbour Letters"),
    ],
)
def test_tags_of_ris(line: str, field: str, value: object) -> None:
    found = ris(line, "AU  - Gray, Ann").get(field)
    assert (found.sections[0].text if field == "abstract" else found) == value


def test_an_accession_number_is_a_pmid_where_the_database_says_so() -> None:
    assert "pmid" not in ris("AN  - 27000021", "DB  - Everything")
    assert ris("AN  - 27000021", "DB  - PubMed")["pmid"] == "27000021"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        (r"{\"o}ffnen", "öffnen"),
        (r"\'{E}ve and \c{c}a", "Éve and ça"),
        (r"Na\"{\i}ve {\O}re {\ss}", "Naïve Øre ß"),
        (r"{DNA} \& {RNA}", "DNA & RNA"),
        (r"100\% of \emph{all}", "100% of all"),
        (r"pages 1--3", "pages 1–3"),
        (r"Kov{\'a}{\v{c}}", "Kováč"),
        (r"the ``slow'' water~here", "the “slow” water here"),
        (r"\alpha-rays", "α-rays"),
        (r"\H{o} \v{S}", "ő Š"),
    ],
)
def test_latex(printed: str, text: str) -> None:
    assert text_of(printed) == text


@pytest.mark.parametrize(
    "text",
    [
        "@article{k, title={Slow {W}ater}, author={Gray, Ann and Bo Lind and others}, year=2019}",
        '@Article(k,\n TITLE = "Slow Water",\n AUTHOR = "Ann Gray and Lind, Bo",\n YEAR = "2019"\n)',
        '@string{y = "2019"}\n@article{k, year = y, author = "Gray, Ann" # " and " # "Lind, Bo", title={Slow Water},}',
        "@article{k,title={Slow Water},author={Ann Gray and Bo Lind},date={2019}",
    ],
)
def test_bibtex_as_people_write_it(text: str) -> None:
    (record,) = read(text)
    assert (record["title"], record["issued"]) == ("Slow Water", "2019")
    assert people(record) == ["Gray|Ann", "Lind|Bo"]


@given(st.text(alphabet='@article{},=" \n#abc\\', max_size=80))
def test_bibtex_ends(text: str) -> None:
    list(read_entries(text))


def test_roles_and_order_of_medline() -> None:
    (record,) = read(
        "PMID- 27000021\nTI  - Slow water.\nFAU - Gray, Ann\nAU  - Gray A\nCN  - Harbour Group\nFAU - Lind, Bo\n"
        "AU  - Lind B\nPT  - Journal Article\nPST - ppublish\nPG  - e17\nDP  - 2019\n"
    )
    assert people(record) == ["Gray|Ann", "Harbour Group", "Lind|Bo"]
    assert record["first_page"] == "e17"


def test_ahead_of_print_has_no_volume() -> None:
    first, second = read((SEEDS / "medline" / "two_records.txt").read_text(encoding="utf-8"))
    assert (first["volume"], first.get("publication_stage")) == ("7", None)
    assert (second.get("volume"), second["publication_stage"]) == (None, "ahead-of-print")
