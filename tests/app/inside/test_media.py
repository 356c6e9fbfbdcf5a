"""What a file is, is found in its bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inside.media import MAIL, PDF, PROGRAM, READ, TEXT, UNKNOWN, decoded, media_of
from tests.app.inside import files

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (files.pdf(), PDF),
        (b"junk before\n" + files.pdf(), PDF),
        (files.picture("PNG"), "image/png"),
        (files.picture("JPEG"), "image/jpeg"),
        (files.picture("GIF"), "image/gif"),
        (files.picture("TIFF"), "image/tiff"),
        (files.picture("BMP"), "image/bmp"),
        (files.picture("WEBP"), "image/webp"),
        (files.bomb_docx(), WORD),
        (b"PK\x03\x04 anything", "application/zip"),
        (files.SVG, "image/svg+xml"),
        (b"<!DOCTYPE html><html><script>", "text/html"),
        (files.mail(), MAIL),
        (b"Dear Sir:\n\nabout this: that", TEXT),
        ("電費單".encode("big5hkscs"), TEXT),
        ("电费单".encode("gb18030"), TEXT),
        ("電費單".encode("utf-16"), TEXT),
        (b"BMW is a text", TEXT),
        (b"MZ is a text", TEXT),
        (b"MZ\x90\x00\x03", PROGRAM),
        (b"\x7fELF\x02", PROGRAM),
        (b"#!/bin/sh\n", PROGRAM),
        (b"\x00\x01\x02\x03", UNKNOWN),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_the_bytes_say_what_it_is(data: bytes, media: str) -> None:
    assert media_of(data) == media


def test_what_may_call_elsewhere_or_run_is_never_read() -> None:
    assert READ.isdisjoint({"image/svg+xml", "text/html", PROGRAM, UNKNOWN, "application/zip", WORD})


@given(st.binary(max_size=6000))
def test_any_bytes_are_something(data: bytes) -> None:
    assert "/" in media_of(data)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=2000))
def test_a_text_cut_in_the_middle_of_a_character_is_still_text(text: str) -> None:
    data = text.encode()
    assert decoded(data) is not None
    assert decoded(data[:-1], whole=False) is not None
