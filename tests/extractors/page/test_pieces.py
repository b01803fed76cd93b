"""Whatever is cut of a piece stands where it stood."""

import re

import pytest

from extractors.page.pieces import Piece
from extractors.values import read_date

TEXT = "Names:  Lindqvist, Mara ; Okafor, Daniel;\n ; 新しい 名\nOn: 3 May 2019."
NAMES = Piece(TEXT, 6, TEXT.index("\nOn"))


def test_pieces_keep_their_places():
    pieces = NAMES.split(";")
    assert [str(piece) for piece in pieces] == ["Lindqvist, Mara", "Okafor, Daniel", "新しい 名"]
    assert all(TEXT[piece.start : piece.end] == str(piece) for piece in pieces)


@pytest.mark.parametrize(("characters", "left"), [(None, "a . b ."), (" .", "a . b"), ("x", "  a . b . ")])
def test_strip(characters, left):
    piece = Piece("--  a . b . --", 2, 12).strip(characters)
    assert (str(piece), piece.start) == (left, 2 if characters == "x" else 4)


def test_strip_of_nothing_but_white_space_is_empty():
    assert not Piece("a   b", 1, 4).strip()


def test_match_gives_groups_with_their_places():
    groups = Piece(TEXT, TEXT.index("On"), len(TEXT)).match(re.compile(r"On: (?P<date>[^.]+)(?P<none>x)?\."))
    assert {name: str(piece) for name, piece in groups.items()} == {"date": "3 May 2019"}
    assert groups["date"].read(read_date).value == "2019-05-03"
    assert groups["date"].found().start == TEXT.index("3 May")
    assert Piece(TEXT, 0, 5).match(re.compile("On")) is None


def test_lines_and_separators_that_are_expressions():
    assert [str(line) for line in Piece(TEXT, 0, len(TEXT)).lines()][2] == "On: 3 May 2019."
    assert [str(part) for part in NAMES.split(re.compile(r"[;,]\s*"))][:2] == ["Lindqvist", "Mara"]
