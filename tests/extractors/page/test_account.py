"""The account: every character belongs to exactly one segment, whoever claims what."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extractors.page.account import Account, cleaned

texts = st.text(alphabet=st.sampled_from("ab \n\t|é汉\u00a0"), max_size=60)
claims = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["field", "label", "boilerplate"])), max_size=12
)


@given(texts, claims)
def test_segments_tile_the_text_whatever_is_claimed(text, wanted):
    account = Account(text)
    for a, b, kind in wanted:
        account.claim(min(a, b, len(text)), min(max(a, b), len(text)), kind, "some.rule")
    segments = account.tile()
    assert "".join(text[s.start : s.end] for s in segments) == text
    assert all(a.end == b.start for a, b in pairwise(segments))
    assert all(s.start < s.end for s in segments)
    assert all((s.rule is None) == (s.kind == "residue") for s in segments)


@given(texts, claims)
def test_the_first_claim_holds(text, wanted):
    account = Account(text)
    owner = [None] * len(text)
    for n, (a, b, kind) in enumerate(wanted):
        start, end = min(a, b, len(text)), min(max(a, b), len(text))
        account.claim(start, end, kind, str(n))
        for at in range(start, end):
            owner[at] = owner[at] or str(n)
    for segment in account.tile():
        for at in range(segment.start, segment.end):
            if not text[at].isspace():
                assert segment.rule == owner[at]


def test_white_space_belongs_to_the_segment_before_it():
    account = Account("  Title \n\n rest  ")
    account.claim(2, 7, "field", "title")
    assert [(s.start, s.end, s.kind) for s in account.tile()] == [(0, 11, "field"), (11, 17, "residue")]


def test_free_names_the_gaps_between_claims():
    account = Account("0123456789")
    account.claim(2, 4, "field", "a")
    account.claim(6, 7, "field", "b")
    assert account.free(0, 10) == [(0, 2), (4, 6), (7, 10)]
    assert account.free(3, 7) == [(4, 6)]
    assert account.is_free(4, 6)
    assert not account.is_free(3, 5)


def test_cleaned_text_keeps_values_and_residue_only():
    text = "Label: value\nMENU\nleft over"
    account = Account(text)
    account.claim(0, 6, "label", "l")
    account.claim(7, 12, "field", "f")
    account.claim(13, 17, "boilerplate", "navigation")
    assert cleaned(text, account.tile()) == "value\nleft over"
