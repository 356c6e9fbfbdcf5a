"""The history of a case on its page."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from app import cases
from app.office import Office
from models import Case
from models.stages import Stage
from tests import make
from ui.casefile.history import HistorySection
from ui.casefile.page import CaseFilePage
from ui.widgets.basic import Label

PageOf = Callable[[UUID], CaseFilePage]


def section(page: CaseFilePage) -> HistorySection:
    found = page.sections["history"]
    assert isinstance(found, HistorySection)
    return found


def lines(found: HistorySection) -> list[str]:
    return [one.text() for one in found.findChildren(Label)]


def test_an_act_reads_as_a_sentence_with_before_and_after(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    make.do(office, cases.move, made.id, Stage.COMPLETENESS, seen=make.seen(office, made.id), reason="All here")
    said = lines(section(page_of(made.id)))
    assert "Move a case · LKY" in said
    assert "Reason: All here" in said
    assert "Stage: Received → Completeness check" in said


def test_the_filter_keeps_what_has_all_the_words(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    make.do(office, cases.note, made.id, "Rang up about the quotation")
    found = section(page_of(made.id))
    found.box.setText("quotation lky")
    found.box.asked.emit("quotation lky")
    said = lines(found)
    assert "Add a note · LKY" in said
    assert "Receive an application · LKY" not in said


def test_ones_own_last_act_is_taken_back_here_only_if_it_was_on_this_case(office: Office, page_of: PageOf) -> None:
    made, other = make.received(office), make.received(office)
    make.do(office, cases.move, made.id, Stage.COMPLETENESS, seen=make.seen(office, made.id))
    assert section(page_of(other.id)).undo.isHidden()
    found = section(page_of(made.id))
    assert found.undo.text() == "Take back: Move a case"
    found.undo.click()
    assert make.read(office, Case, made.id).stage is Stage.RECEIVED
    assert found.undo.isHidden()
