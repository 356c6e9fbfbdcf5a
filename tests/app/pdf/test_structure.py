"""What a reader that cannot see the page is told: read back from the file by another program."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from app.clock import HONG_KONG
from app.pdf.lines import Name
from app.pdf.paper import Paper
from app.pdf.parts import Around, Column, Part, Row
from app.pdf.summary import draw
from app.texts import LANGUAGES, Message, say
from tests.app.pdf import sheets
from tests.verapdf import faults

AROUND = Around(
    title=Message("Assessment summary"),
    made_at=datetime(2026, 11, 4, 11, tzinfo=HONG_KONG),
    producer="CP Desk",
    head=Message("Eligibility"),
    marking=Message("DRAFT"),
    foot=Message("{reference} · Page {page} of {pages}", reference="CP-1", page=0, pages=0),
    imprint=Message("Signatures"),
)


@dataclass
class Node:
    """An element as it stands in the file."""

    kind: str
    language: str | None
    alt: str | None
    scope: str | None
    rows: int
    parts: list[Node] = field(default_factory=list)
    stretches: list[tuple[int, int]] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)

    def all(self, kind: str) -> list[Node]:
        found = [self] if self.kind == kind else []
        return found + [one for part in self.parts for one in part.all(kind)]

    @property
    def text(self) -> str:
        return "".join(self.texts[one] for one in self.stretches) + "".join(part.text for part in self.parts)


def tree(pdf: bytes) -> Node:
    """The structure of a file with the words of each element."""
    reader = PdfReader(io.BytesIO(pdf))
    texts: dict[tuple[int, int], str] = {}
    places = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages) if page.indirect_reference}
    for at, page in enumerate(reader.pages):
        texts |= {(at, number): text for number, text in _marked(reader, page)}
    catalog: Any = reader.trailer["/Root"]
    root = catalog["/StructTreeRoot"]["/K"][0].get_object()
    return _node(root, places, texts)


def _node(kept: Any, places: dict[int, int], texts: dict[tuple[int, int], str]) -> Node:
    said = kept.get("/A", {})
    made = Node(kept["/S"][1:], kept.get("/Lang"), kept.get("/Alt"), said.get("/Scope"), said.get("/RowSpan", 1))
    made.texts = texts
    for part in kept["/K"]:
        found = part.get_object()
        if found.get("/Type") == "/MCR":
            made.stretches.append((places[found.raw_get("/Pg").idnum], found["/MCID"]))
        else:
            made.parts.append(_node(found, places, texts))
    return made


def _marked(reader: PdfReader, page: Any) -> Iterator[tuple[int, str]]:
    """The words of each marked stretch: pypdf reads a page that holds nothing else."""
    operations = ContentStream(page.get_contents(), reader).operations
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    number, words, font = None, "", ""
    for values, operator in operations:
        if operator == b"BDC":
            number, words = values[1].get("/MCID") if hasattr(values[1], "get") else None, ""
        elif operator == b"Tf":
            font = values[0]
        elif operator == b"Tj" and number is not None:
            raw = values[0] if isinstance(values[0], bytes) else values[0].original_bytes
            words += "".join(fonts[font].get(byte, "?") for byte in raw)
        elif operator == b"EMC" and number is not None:
            yield int(number), words
            number = None


def _letters(font: Any) -> dict[int, str]:
    """What each byte of a font stands for, from its own table."""
    table = font["/ToUnicode"].get_data().decode("ascii")
    found: dict[int, str] = {}
    for start, _, body in re.findall(r"<(\w\w)> <(\w\w)> \[([^\]]*)\]", table):
        for at, code in enumerate(re.findall(r"<(\w+)>", body)):
            found[int(start, 16) + at] = bytes.fromhex(code).decode("utf-16-be")
    for one, code in re.findall(r"^<(\w\w)> <(\w{4,})>$", table, re.MULTILINE):
        found[int(one, 16)] = bytes.fromhex(code).decode("utf-16-be")
    return found


def paper_of(rows: int) -> bytes:
    paper = Paper("zh_HK")
    paper.heading(1, Message("Assessment summary"))
    paper.paragraph(Name("en", "Wing Fat Limited, 永發 and 1,000"))
    paper.items([Name("en", "first"), Name("en", "second")], numbered=True)
    columns = (Column(Name("en", "Question"), 20), Column(Name("en", "Result"), 22))
    paper.table(
        columns, [Row(((Part(Name("en", f"row {n}")),), (Part(Name("en", f"cell {n}")),))) for n in range(rows)]
    )
    return paper.pdf(AROUND)


def test_a_paper_is_told_in_its_own_kinds_of_parts_not_as_paragraphs() -> None:
    root = tree(paper_of(3))
    assert root.kind == "Document"
    assert [part.kind for part in root.parts] == ["H1", "P", "L", "Table"]
    assert [(item.parts[0].kind, item.parts[1].text) for item in root.parts[2].parts] == [
        ("Lbl", "first"),
        ("Lbl", "second"),
    ]
    head, *rows = root.parts[3].parts
    assert [(cell.kind, cell.scope, cell.text) for cell in head.parts] == [
        ("TH", "/Column", "Question"),
        ("TH", "/Column", "Result"),
    ]
    assert [[(cell.kind, cell.scope, cell.text) for cell in row.parts] for row in rows] == [
        [("TH", "/Row", f"row {n}"), ("TD", None, f"cell {n}")] for n in range(3)
    ]


def test_words_in_another_language_say_which() -> None:
    paragraph = tree(paper_of(1)).parts[1]
    assert paragraph.text.replace("\n", "") == "Wing Fat Limited, 永發 and 1,000"
    assert {part.language for part in paragraph.parts} == {"en-HK"}


def test_a_head_row_is_printed_on_each_page_and_read_once() -> None:
    made = paper_of(120)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert len(pages) > 1
    assert all("Question" in page for page in pages)
    assert tree(made).text.count("Question") == 1


def test_the_bookmarks_are_the_headings() -> None:
    reader = PdfReader(io.BytesIO(draw(sheets.ORDINARY, "zh_HK")))

    def titles(entries: Any) -> Iterator[str]:
        for entry in entries:
            yield from titles(entry) if isinstance(entry, list) else (entry["/Title"],)

    found = list(titles(reader.outline))
    root = tree(draw(sheets.ORDINARY, "zh_HK"))
    headings = [part.text for part in root.parts if part.kind in ("H1", "H2", "H3")]
    assert found == headings
    assert headings[0] == say(Message("Assessment summary"), "zh_HK")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_is_heard_as_it_is_seen(language: str) -> None:
    made = draw(sheets.ORDINARY, language)
    seen = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    root = tree(made)
    assert {part.kind for part in root.parts} >= {"H1", "H2", "P", "Table", "L"}
    assert all(cell.scope for cell in root.all("TH"))
    for row in root.all("TR"):
        assert row.parts, "a row without cells"
    squeezed = re.sub(r"\s+", "", seen)
    for part in root.all("P") + root.all("H2"):
        for stretch in part.stretches:
            assert re.sub(r"\s+", "", part.texts[stretch]) in squeezed


def test_a_level_of_headings_is_not_left_out() -> None:
    paper = Paper("en")
    with pytest.raises(ValueError, match="level 2"):
        paper.heading(2, Name("en", "Eligibility"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_verapdf_finds_no_fault_and_finds_one_that_was_made(language: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    made = draw(sheets.ORDINARY, language)
    good.write_bytes(made)
    bad.write_bytes(made.replace(b"/Scope /Column", b"/Skope /Column").replace(b"/MarkInfo", b"/MarkEnfo"))
    assert faults([good]) == []
    found = faults([bad])
    assert any("PDFA_2_A" in one for one in found)
    assert any("PDFUA_1" in one for one in found)
