"""The history on paper: one real table, head row and all, in three languages."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.pdf.lines import Name
from app.pdf.timeline import Done, TimelineSheet, draw
from app.refusal import MissingGlyph
from app.texts import LANGUAGES, Message, Words
from tests.app.pdf.seen import text_of
from tests.app.pdf.test_structure import tree
from tests.verapdf import faults

AT = datetime(2026, 11, 4, 1, 30, tzinfo=UTC)


def done(number: int, **changed: object) -> Done:
    made = Done(
        AT - timedelta(hours=number), "LKY", Message("Move a case"), "報價齊全",
        (Message("{field}: {before} → {after}", field=Message("Stage"), before="一", after="二"),),
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def sheet(count: int = 3, **changed: object) -> TimelineSheet:
    made = TimelineSheet(
        title=Message("History of case {reference}", reference="CP-26-0016"),
        reference=Message("{reference}", reference="CP-26-0016"),
        applicant=(Name("en", "Yau Kui Sofa Limited"), Name("zh_HK", "悠居梳化有限公司")),
        stage=Message("Vetting"),
        officers=(("LKY", Words("LAU Kit-ying (劉潔瑩)", "劉潔瑩（LAU Kit-ying）", "劉潔瑩（LAU Kit-ying）")),),
        done=tuple(done(number) for number in range(count)),
        total=count,
        made_at=AT,
        version="0.1.0",
        office=Message("Sample office"),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def test_each_act_is_a_row_of_a_real_table() -> None:
    found = tree(draw(sheet(), "en"))
    assert [one.text for one in found.all("H1")] == ["History of case CP-26-0016"]
    _facts, acts = found.all("Table")
    head, *rows = acts.all("TR")
    assert [(one.text, one.scope) for one in head.all("TH")] == [
        ("Time", "/Column"), ("Officer", "/Column"), ("What was done", "/Column"),
    ]  # fmt: skip
    assert [[one.scope for one in row.all("TH")] for row in rows] == [["/Row"]] * 3
    assert all("Move a case" in row.text and "報價齊全" in row.text for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_happened_and_keeps_every_character(language: str) -> None:
    pdf = draw(sheet(), language)
    text = text_of(pdf)
    for words in ("CP-26-0016", "悠居梳化有限公司", "報價齊全", "LKY", "→"):
        assert words in text
    assert not any("\u2e80" <= one <= "\u2fdf" for one in text)  # no radical stands for a character
    assert draw(sheet(), language) == pdf


def test_it_says_whether_it_is_the_whole_history() -> None:
    assert "All 3, newest first" in text_of(draw(sheet(), "en"))
    assert "3 of 20, newest first: those that match a filter" in text_of(draw(sheet(total=20), "en"))
    assert "What was done" not in text_of(draw(sheet(0, total=20), "en"))


def test_a_note_longer_than_a_page_is_parted_and_nothing_of_it_is_lost() -> None:
    long = " ".join(f"word{number}" for number in range(3000))
    pdf = draw(sheet(done=(done(0, changes=(Message("{note}", note=long),)),), total=1), "en")
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) > 2
    assert "word2999" in text_of(pdf)


def test_a_character_without_a_shape_stops_the_paper() -> None:
    with pytest.raises(MissingGlyph):
        draw(sheet(done=(done(0, why="\U0001f600"),), total=1), "en")


def test_it_lasts_and_can_be_heard(tmp_path: Path) -> None:
    files = []
    for language in LANGUAGES:
        files.append(tmp_path / f"{language}.pdf")
        files[-1].write_bytes(draw(sheet(40), language))
    assert faults(files) == []
