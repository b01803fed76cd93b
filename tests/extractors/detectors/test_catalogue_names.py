"""Names as catalogues list them, with roles and dates of lives."""

import pytest

from extractors.detectors.catalogue_names import read_people
from extractors.page import Page


def people(printed, alone=False):
    spans = [(line.start, line.end) for line in Page.of(printed).lines]
    return [(name.family, name.given) for name in read_people(printed, spans, alone)]


@pytest.mark.parametrize(
    ("printed", "alone", "expected"),
    [
        ("Sun, Pengyuan, Yang, Dingtong", False, [("Sun", "Pengyuan"), ("Yang", "Dingtong")]),
        ("García Márquez, Gabriel José", True, [("García Márquez", "Gabriel José")]),
        ("Hanna Lindström, Rahel Bekele", False, [("Lindström", "Hanna"), ("Bekele", "Rahel")]),
        ("da Conceição, Núbia Ribeiro\nSouza, Ana", False, [("da Conceição", "Núbia Ribeiro"), ("Souza", "Ana")]),
        ("Melville, Herman, 1819-1891", True, [("Melville", "Herman")]),
        ("Doe, Jane (Author), Roe, Richard (Editor)", False, [("Doe", "Jane")]),
        ("Fournier, Luc, 1950- (Préfacier)", False, []),
    ],
)
def test_people(printed, alone, expected):
    assert people(printed, alone) == expected
