from __future__ import annotations

from collections.abc import Generator

from app.pdf.summary import draw
from app.preview import page_count, pages, strips
from tests.app.pdf.sheets import UNDECIDED, long


def test_each_page_is_a_picture_of_its_size() -> None:
    pdf = draw(long(30), "en")
    found = list(pages(pdf, 1.37))
    assert len(found) == page_count(pdf) > 2
    for width, height, pixels in found:
        assert (width, height) == (816, 1154)
        assert len(pixels) == width * height * 3


def test_the_stripe_of_a_sample_is_seen_in_its_colour() -> None:
    width, _, pixels = next(pages(draw(UNDECIDED, "en"), 1))
    corner = (5 * width + 5) * 3
    assert pixels[corner : corner + 3] == bytes.fromhex("F6D98B")


def test_looking_may_stop_at_the_first_page() -> None:
    pdf = draw(long(30), "en")
    looking = pages(pdf, 0.5)
    assert isinstance(looking, Generator)  # so that it can be closed
    next(looking)
    looking.close()
    assert len(list(pages(pdf, 0.5))) > 2


def test_the_strips_of_a_page_are_the_page_and_each_reaches_into_the_next() -> None:
    pdf = draw(UNDECIDED, "zh_HK")
    found = [one for one in strips(pdf, (594, 842), 97) if one.page == 0]
    (width, height), page = found[0].size, bytearray()
    assert (width, height) in ((594, 841), (594, 840))  # as large as A4 is in there
    for one in found:
        assert one.rows == min(98, height - one.top)
        page[one.top * width * 3 :] = one.pixels
    shown = next(pages(pdf, (width - 0.5) / 595.276))
    assert shown[:2] == (width, height)
    assert max(abs(a - b) for a, b in zip(shown[2], page, strict=True)) <= 2


def test_strips_are_never_more_than_asked_for_and_may_be_left() -> None:
    pdf = draw(long(30), "en")
    looking = strips(pdf, (300, 425), 128)
    assert isinstance(looking, Generator)  # so that it can be closed
    first = next(looking)
    assert (first.page, first.pages, first.top, first.rows) == (0, page_count(pdf), 0, 129)
    looking.close()
    last = [one for one in strips(pdf, (300, 128), 128) if one.page == 0]
    assert [one.top + one.rows for one in last][-1] == last[0].size[1]
    assert len(last) == 1  # no strip of one row that was in the one before
