from __future__ import annotations

from collections.abc import Generator

from app.pdf.summary import draw
from app.preview import page_count, pages
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
