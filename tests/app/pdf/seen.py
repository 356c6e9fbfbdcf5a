"""What a paper shows: its text layer, or the lines of its pages before a file is made of them."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from app.pdf import paper as papers
from app.pdf.flow import Words
from app.pdf.ink import Leaf
from app.pdf.sheet import SummarySheet
from app.pdf.summary import draw


def text_of(pdf: bytes) -> str:
    """The text layer in the order of its stream; lines of a paragraph joined as they are."""
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\n", "")


def pages_of(sheet: SummarySheet, language: str) -> list[list[str]]:
    """The lines of each page, without what is printed around them; no file is made."""
    found: list[list[str]] = []

    def note(leaves: list[Leaf], *_: object) -> bytes:
        for leaf in leaves:
            words = [mark for _, piece in leaf.page for mark in piece.marks if isinstance(mark, Words)]
            found.append(["".join(run.text for run in one.line.runs) for one in words])
        return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(papers, "draw", note)
        draw(sheet, language, {one.sha256: b"" for visit in sheet.visits for one in visit.photographs})
    return found


def lines_of(sheet: SummarySheet) -> str:
    """The lines of an English paper one after the other, a bar between two; what was broken is whole again."""
    return "|".join(line for page in pages_of(sheet, "en") for line in page).replace(" |", " ")
