from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.pdf.flow import Box, Piece, Stroke, Words, paginate
from app.pdf.lines import Line

ROOM = 100.0

heights = st.floats(min_value=1, max_value=30)
chains = st.lists(
    st.builds(Piece, heights, st.just(()), above=st.floats(min_value=0, max_value=5), keep=st.booleans()), max_size=40
)


@given(chains)
def test_every_piece_is_on_one_page_in_order_and_within_it(pieces: list[Piece]) -> None:
    pages = paginate(pieces, ROOM)
    assert [id(piece) for page in pages for _, piece in page] == [id(piece) for piece in pieces]
    assert all(distance + piece.height <= ROOM + 0.02 for page in pages for distance, piece in page)
    for page in pages:
        assert all(upper[0] + upper[1].height <= lower[0] + 0.02 for upper, lower in pairwise(page))


@given(st.lists(st.tuples(heights, st.integers(0, 2)), min_size=1, max_size=20))
def test_no_page_ends_with_a_piece_bound_to_the_next(given: list[tuple[float, int]]) -> None:
    pieces = [
        part
        for height, bound in given
        for part in (*(Piece(10, (), keep=True) for _ in range(bound)), Piece(height, ()))
    ]
    assert not [page for page in paginate(pieces, ROOM) if page and page[-1][1].keep]


def test_the_head_of_a_table_is_repeated() -> None:
    head = Piece(10, (), keep=True)
    pages = paginate([head, *(Piece(30, (), header=head) for _ in range(7))], ROOM)
    assert [len(page) for page in pages] == [4, 4, 2]
    assert all(page[0] == (0.0, head) for page in pages)


def test_a_row_taller_than_a_page_is_cut_between_its_lines_under_its_heading() -> None:
    lines = tuple(Words(0, at * 10 + 8, at * 10, at * 10 + 10, Line((), 0)) for at in range(55))
    head = Piece(10, (), keep=True)
    tall = Piece(550, (Box(0, 0, 5, 550, "#000000"), *lines, Stroke(((0, 550), (9, 550)), "#000000")), header=head)
    pages = paginate([Piece(20, (), keep=True), head, tall], ROOM)
    found = [
        (distance + mark.top, distance + mark.bottom)
        for page in pages
        for distance, piece in page
        for mark in piece.marks
        if isinstance(mark, Words)
    ]
    assert len(found) == 55
    assert max(bottom for _, bottom in found) <= ROOM
    assert not [page for page in pages if page[-1][1].keep]
    strokes = [mark for page in pages for _, piece in page for mark in piece.marks if isinstance(mark, Stroke)]
    assert len(strokes) == 1
