"""Imprints and page counts, as catalogues print them."""

import pytest

from extractors.detectors.imprints import find_page_count
from extractors.values import read_imprint


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("New York\nSpringer US\n01-11-2021\nSpringer Nature B.V", ("New York", "Springer US", "2021-11-01")),
        ("New York Springer US 01-11-2021 Springer Nature B.V", ("New York", "Springer US", "2021-11-01")),
        ("England\n01-06-2019\nElsevier Science Ltd", ("England", "Elsevier Science Ltd", "2019-06-01")),
        ("Heidelberg\nSpringer Medizin\n01.12.2020", ("Heidelberg", "Springer Medizin", "2020-12-01")),
        ("Open Press 2021-05-01", (None, "Open Press", "2021-05-01")),
        ("Cambridge University Press 2019", (None, "Cambridge University Press", "2019")),
        ("London Mathematical Society\n2019", (None, "London Mathematical Society", "2019")),
        ("New York : Springer, 2020.", ("New York", "Springer", "2020")),
        ("[London] : Routledge, [2015]", ("London", "Routledge", "2015")),
        ("[S.l.] : Wiley, c2001", (None, "Wiley", "2001")),
        ("Berlin, Boston : De Gruyter, [2014], ©2014", ("Berlin, Boston", "De Gruyter", "2014")),
        ("Cham : Springer International : Imprint: Springer, 2018.", ("Cham", "Springer International", "2018")),
        ("November 2021", (None, None, "2021-11")),
        ("2019", (None, None, "2019")),
    ],
)
def test_publication(printed, expected):
    read = {field: found.value for field, found in read_imprint(printed, 0, len(printed)).items()}
    assert tuple(map(read.get, ("publisher_place", "publisher", "issued"))) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("xii, 300 p. : ill. ; 24 cm", 300), ("1 online resource (148 pages)", 148), ("312 S.", 312), ("3 DVDs", None)],
)
def test_page_count(printed, expected):
    read = find_page_count(printed, 0, len(printed))
    assert (read and read.value) == expected
