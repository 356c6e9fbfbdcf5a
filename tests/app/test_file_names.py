"""Names from outside: cleaned for showing, kept as they were, safe for writing."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.file_names import LONGEST, as_it_was, safe_name, shown_name


@pytest.mark.parametrize(
    ("original", "shown"),
    [
        ("報價單 2026.pdf", "報價單 2026.pdf"),
        (r"..\..\x", "x"),
        ("../../etc/passwd", "passwd"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\0b.pdf", "ab.pdf"),
        ("two\nlines.txt", "two lines.txt"),
        ("e\u0301.txt", "é.txt"),
        ("\ud800.pdf", "pdf"),
        ("...", "document"),
        ("", "document"),
        ("\u200b", "document"),
    ],
)
def test_a_name_is_shown_without_what_cannot_be_seen(original: str, shown: str) -> None:
    assert shown_name(original) == shown


def test_a_long_name_keeps_its_ending() -> None:
    shown = shown_name("報" * 300 + ".pdf")
    assert (len(shown), shown[-5:]) == (LONGEST, "….pdf")


@given(st.text(max_size=300))
def test_a_shown_name_is_one_line_that_hides_nothing(original: str) -> None:
    shown = shown_name(original)
    assert 0 < len(shown) <= LONGEST
    assert shown == shown_name(shown)
    assert not {unicodedata.category(one) for one in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not set("/\\") & set(shown)


@given(st.text(st.characters(), max_size=60))
def test_the_name_as_it_came_comes_back_whole(original: str) -> None:
    kept = as_it_was(original)
    if kept is None:
        assert shown_name(original) == original
    else:
        assert kept.isascii()
        assert json.loads(kept) == original


@pytest.mark.parametrize(
    ("name", "media", "safe"),
    [
        ("CON", "", "_CON"),
        ("con.txt", "text/plain", "_con.txt"),
        ("COM1.pdf", "", "_COM1.pdf"),
        ("a<b>:c?.pdf", "", "a-b--c-.pdf"),
        ("photo.jpg.exe", "image/jpeg", "photo.jpg.exe.jpg"),
        ("photo.jpeg", "image/jpeg", "photo.jpeg"),
        ("Scan.PDF", "application/pdf", "Scan.PDF"),
        ("ends with dot.", "", "ends with dot"),
    ],
)
def test_a_safe_name_is_taken_everywhere_and_ends_as_what_it_is(name: str, media: str, safe: str) -> None:
    assert safe_name(name, media) == safe
