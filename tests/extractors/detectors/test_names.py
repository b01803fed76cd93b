"""One name: its parts as printed, nothing invented, nothing of what stands round it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.detectors.name_boundaries import Order, is_initials
from extractors.detectors.names import is_organisation, parse_name

GIVEN_FIRST = [
    ("Benjamin Thomas Gray", "Gray", "Benjamin Thomas"),
    ("Simon Lawton-Smith", "Lawton-Smith", "Simon"),
    ("Johannes B. van Goudoever", "van Goudoever", "Johannes B."),
    ("Ursula von der Leyen", "von der Leyen", "Ursula"),
    ("Teven Le Scao", "Le Scao", "Teven"),
    ("Marwa S. Abu Bakr", "Abu Bakr", "Marwa S."),
    ("Monique G. M. de Sain-van der Velden", "de Sain-van der Velden", "Monique G. M."),
    ("J. C. ten Brummeler Andriesse", "ten Brummeler Andriesse", "J. C."),
    ("Aline dos Santos Moreira", "Moreira", "Aline dos Santos"),
    ("Wanderley de Souza", "de Souza", "Wanderley"),
    ("Paloma Schäfer Aguilar", "Aguilar", "Paloma Schäfer"),
    ("Santiago Ramón y Cajal", "Ramón y Cajal", "Santiago"),
    ("P. Roca i Cabarrocas", "Roca i Cabarrocas", "P."),
    ("Alexandre Dias Porto Chiavegatto Filho", "Chiavegatto Filho", "Alexandre Dias Porto"),
    ("Anh Van Nguyen", "Nguyen", "Anh Van"),
    ("M. J. O'BRIEN", "O'BRIEN", "M. J."),
    ("Dermot O’Reilly", "O’Reilly", "Dermot"),
    ("J.\u2009F. de Trocóniz", "de Trocóniz", "J. F."),
    ("J. P. F. Nunes", "Nunes", "J. P. F."),
    ("Hugh P.A. Sweatman", "Sweatman", "Hugh P.A."),
    ("D N Astrov", "Astrov", "D N"),
    ("JB Smith", "Smith", "JB"),
    ("AKM Rahman", "Rahman", "AKM"),
    ("Le Wang", "Wang", "Le"),
    ("HUNG‐FAT TSE", "TSE", "HUNG‐FAT"),
    ("Limin LIU", "LIU", "Limin"),
    ("BAO Yanhua", "BAO", "Yanhua"),
    ("Jean DE LA FONTAINE", "DE LA FONTAINE", "Jean"),
    ("Lena E.Hall", "Hall", "Lena E."),
    ("vishal sharma", "sharma", "vishal"),
    ("Plato", "Plato", None),
    ("Martin Luther King Jr.", "King Jr.", "Martin Luther"),
    ("Peter Roe III", "Roe III", "Peter"),
    ("B. PEARSON, JR.", "PEARSON JR.", "B."),
]
FAMILY_FIRST = [
    ("Faulkner Alison", "Faulkner", "Alison"),
    ("de Andrade Dominique", "de Andrade", "Dominique"),
    ("van der Berg Jan", "van der Berg", "Jan"),
    ("Di Stefano Mario", "Di Stefano", "Mario"),
    ("Du Xiao Ming", "Du", "Xiao Ming"),
    ("Le Van Anh", "Le", "Van Anh"),
    ("Weissinger G", "Weissinger", "G"),
    ("Faulkner Alison M", "Faulkner", "Alison M"),
    ("García López María", "García López", "María"),
    ("Souza Lima Ana Paula", "Souza Lima", "Ana Paula"),
    ("Silva Costa", "Silva", "Costa"),
    ("Müller Hans Peter", "Müller", "Hans Peter"),
    ("Smith Jr. John", "Smith Jr.", "John"),
]
ANY_ORDER = [
    ("Walker, Gill", "Walker", "Gill"),
    ("de Andrade, Dominique", "de Andrade", "Dominique"),
    ("Beethoven, Ludwig van", "van Beethoven", "Ludwig"),
    ("King, Martin Luther, Jr.", "King Jr.", "Martin Luther"),
    ("Graf, J E", "Graf", "J E"),
    ("Smith, MA", "Smith", "MA"),
    ("Puschner, B.", "Puschner", "B."),
    ("Голубев С.С.", "Голубев", "С.С."),
    ("Иванов Иван Иванович", "Иванов", "Иван Иванович"),
    ("孙伟", "孙", "伟"),
    ("欧阳娜娜", "欧阳", "娜娜"),
    ("董 慈", "董", "慈"),
    ("松浦 佳代", "松浦", "佳代"),
    ("山田太郎", None, None),
    ("이춘실", None, None),
    ("SPOON Study Group", None, None),
    ("World Health Organization", None, None),
    ("United Nations Children's Fund", None, None),
    ("北京大学", None, None),
]


@pytest.mark.parametrize(
    ("printed", "order", "family", "given"),
    [
        ("Ralf JOX", "given-first", "JOX", "Ralf"),
        ("Liam Mac Giolla Phádraig", "given-first", "Mac Giolla Phádraig", "Liam"),
        ("De Leone Renato", "family-first", "De Leone", "Renato"),
        ("Di Pietro Maria", "family-first", "Di Pietro", "Maria"),
        ("Le Van Anh", "family-first", "Le", "Van Anh"),
    ],
)
def test_short_capitals_and_capital_particles(printed: str, order: Order, family: str, given: str) -> None:
    name = parse_name(printed, order)
    assert name is not None
    assert (name.family, name.given) == (family, given)


@pytest.mark.parametrize(("printed", "family", "given"), GIVEN_FIRST)
def test_given_first(printed: str, family: str | None, given: str | None) -> None:
    name = parse_name(printed, "given-first")
    assert name is not None
    assert (name.family, name.given) == (family, given)
    assert name.literal == " ".join(printed.split())


@pytest.mark.parametrize(("printed", "family", "given"), FAMILY_FIRST)
def test_family_first(printed: str, family: str, given: str) -> None:
    name = parse_name(printed, "family-first")
    assert name is not None
    assert (name.family, name.given) == (family, given)


@pytest.mark.parametrize("order", ["auto", "given-first", "family-first"])
@pytest.mark.parametrize(("printed", "family", "given"), ANY_ORDER)
def test_what_tells_the_order_by_itself(printed: str, family: str | None, given: str | None, order: str) -> None:
    name = parse_name(printed, order)  # type: ignore[arg-type]
    assert name is not None
    assert (name.literal, name.family, name.given) == (printed, family, given)


@pytest.mark.parametrize(
    ("printed", "family", "given"),
    [
        ("Sanchez Moscona CM", "Sanchez Moscona", "CM"),
        ("van Goudoever JB", "van Goudoever", "JB"),
        ("Smith MA", "Smith", "MA"),
        ("Smith JB 3rd", "Smith 3rd", "JB"),
    ],
)
def test_vancouver(printed: str, family: str, given: str) -> None:
    name = parse_name(printed, "vancouver")
    assert name is not None
    assert (name.family, name.given) == (family, given)


@pytest.mark.parametrize(
    ("printed", "literal", "marks"),
    [
        ("Yanju Wei1,*", "Yanju Wei", ("1", "*")),
        ("Megan Wojick1,2,", "Megan Wojick", ("1", "2")),
        ("  1. Megan Wojick1,2,", "Megan Wojick", ("1", "2")),
        ("• Timm Betz", "Timm Betz", ()),
        ("Jon Aldaz1  *", "Jon Aldaz", ("1", "*")),
        ("杨立英,1,*", "杨立英", ("1", "*")),
        ("Walker, Gill [1 ]", "Walker, Gill", ("1",)),
        ("Walker, Gill [1,2]", "Walker, Gill", ("1", "2")),
        ("A. Smith (a1)", "A. Smith", ("a1",)),
        ("Ann Smith b", "Ann Smith", ("b",)),
        ("Ann Smith¹²", "Ann Smith", ("12",)),
        ("Ann Smith†✉", "Ann Smith", ("†", "✉")),
        ("Ann Smith<sup>1</sup>", "Ann Smith", ("1",)),
        ("Ann Smith$^{1,2}$", "Ann Smith", ("1", "2")),
        ("Голубев С.С.1", "Голубев С.С.", ("1",)),
    ],
)
def test_marks_are_no_part_of_the_name(printed: str, literal: str, marks: tuple[str, ...]) -> None:
    name = parse_name(printed)
    assert name is not None
    assert (name.literal, name.marks) == (literal, marks)
    assert printed[name.start : name.end] == literal


@pytest.mark.parametrize(
    ("printed", "family", "given", "literal"),
    [
        ("Helena Vošner PhD", "Vošner", "Helena", "Helena Vošner PhD"),
        ("Vošner, Helena MD, RN-BC", "Vošner", "Helena", "Vošner, Helena MD, RN-BC"),
        ("Jane Roe, RN, PhD", "Roe", "Jane", "Jane Roe, RN, PhD"),
        ("Jane Roe M.D. Ph.D.", "Roe", "Jane", "Jane Roe M.D. Ph.D."),
        ("Prof. Dr. Christoph Ohler LL.M. (Brügge)", "Ohler", "Christoph", "Prof. Dr. Christoph Ohler LL.M."),
        ("Smith, Lloyd E. (Lloyd Edwin), 1902-1971", "Smith", "Lloyd E.", "Smith, Lloyd E. (Lloyd Edwin), 1902-1971"),
    ],
)
def test_degrees_and_titles_stay_in_the_literal_only(printed: str, family: str, given: str, literal: str) -> None:
    name = parse_name(printed, "given-first")
    assert name is not None
    assert (name.family, name.given, name.literal) == (family, given, literal)


@pytest.mark.parametrize(
    "printed",
    [
        "Sandra BucciEmail author",
        "Sandra BucciORCID Icon",
        "Sandra Bucci s.bucci@example.org",
        "Sandra Bucci show all",
        "Sandra Bucci View ORCID Profile",
        "Sandra Bucci [email protected]",
        "\\nSandra Bucci",
        "Sandra Bucci&#x;",
    ],
)
def test_link_texts_and_addresses_are_dropped(printed: str) -> None:
    name = parse_name(printed)
    assert name is not None
    assert (name.literal, name.family, name.given) == ("Sandra Bucci", "Bucci", "Sandra")


def test_orcid_is_kept_where_its_check_digit_holds() -> None:
    good = parse_name("Jane Roe https://orcid.org/0000-0002-1825-0097")
    bad = parse_name("Jane Roe https://orcid.org/0000-0002-1825-0098")
    assert good is not None and bad is not None
    assert (good.orcid, good.literal) == ("0000-0002-1825-0097", "Jane Roe")
    assert (bad.orcid, bad.literal) == (None, "Jane Roe")


def test_an_organisation_in_parentheses_is_the_affiliation() -> None:
    name = parse_name("Kim, Gyoo-mi (Dept of Nursing, Hanyang University)")
    assert name is not None
    assert (name.literal, name.affiliations) == ("Kim, Gyoo-mi", ["Dept of Nursing, Hanyang University"])


@pytest.mark.parametrize(
    "printed", ["", "  ", "1,2", "***", "none", "&NA;", "Anonymous", "et al.", "x" * 301, "a " * 9000]
)
def test_no_name(printed: str) -> None:
    assert parse_name(printed) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [("B.", True), ("J.P.F.", True), ("J.-P.", True), ("Yu.", True), ("JB", True), ("Jr.", False), ("Prof.", False),
     ("Ho", False), ("", False), ("JOHN", False), ("С.С.", True)],
)  # fmt: skip
def test_initials(word: str, expected: bool) -> None:
    assert is_initials(word) is expected


@pytest.mark.parametrize("text", ["Jane Roe", "Institute", "William H. Press", "Maria Rede"])
def test_persons_are_no_organisations(text: str) -> None:
    assert not is_organisation(text)


@given(
    st.text(alphabet=st.characters(), max_size=80),
    st.sampled_from(["auto", "given-first", "family-first", "vancouver"]),
)
def test_any_text(text: str, order: str) -> None:
    name = parse_name(text, order, 7)  # type: ignore[arg-type]
    if name is None:
        return
    assert 7 <= name.start < name.end <= 7 + len(text)
    for part in (name.family, name.given):
        assert part is None or part.strip()
    assert name.family or not name.given


@given(
    st.lists(
        st.sampled_from(["Ann", "Roe", "B.", "van", "der", "O'Brien", "LI", "y", "Filho", "Jr.", "PhD", ",", "李"]),
        max_size=7,
    )
)
def test_every_word_of_the_parts_is_printed(words: list[str]) -> None:
    name = parse_name(" ".join(words))
    if name is not None:
        printed = name.literal.replace(",", " ").split()
        parts = f"{name.given or ''} {name.family or ''}".replace(",", " ").split()
        assert all(printed.count(w) >= parts.count(w) for w in parts if "李" not in w)
