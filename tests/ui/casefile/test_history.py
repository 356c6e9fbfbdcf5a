"""The history of a case on its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from app import cases
from app.office import Office
from app.topics import Topic
from models import Case
from models.kinds import Role
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


def test_row_40_an_act_reads_as_a_sentence_with_before_and_after(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    make.do(office, cases.move, made.id, Stage.COMPLETENESS, seen=make.seen(office, made.id), reason="All here")
    said = lines(section(page_of(made.id)))
    assert "Move a case · LKY" in said
    assert "Reason: All here" in said
    assert "Stage: Received → Completeness check" in said


def test_what_was_empty_is_entered_and_taken_out(office: Office, page_of: PageOf) -> None:
    made = make.case(office)
    page = page_of(made.id)
    for day, what in ((date(2026, 5, 20), "Site visit"), (None, "")):
        make.do(office, cases.set_due, made.id, day, what, seen=make.seen(office, made.id))
    page.refresh()
    said = lines(section(page))
    assert "Due on: 20 May 2026 entered" in said
    assert "What is due: Site visit taken out" in said
    assert not any("Empty" in one for one in said)


def test_the_filter_keeps_what_has_all_the_words(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    make.do(office, cases.note, made.id, "Rang up about the quotation")
    found = section(page_of(made.id))
    found.box.setText("quotation lky")
    found.box.asked.emit("quotation lky")
    said = lines(found)
    assert "Add a note · LKY" in said
    assert "Receive an application · LKY" not in said


def test_row_40_it_narrows_to_what_was_done_and_by_whom(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    make.do(office, cases.note, made.id, "Rang up about the quotation")
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, cases.note, made.id, "Seen")
    found = section(page_of(made.id))
    assert len(found.found()) == 5
    found.topics.put(frozenset({Topic.NOTES}))
    assert [(str(one.what), one.who) for one in found.found()] == [("Add a note", "YSF"), ("Add a note", "LKY")]
    found.people.put(frozenset({"LKY"}))
    assert [one.who for one in found.found()] == ["LKY"]
    assert "Add a note · YSF" not in lines(found)
    found.topics.put(frozenset({Topic.MONEY, Topic.DOCUMENTS}))
    assert [str(one.what) for one in found.found()] == ["Add a cost line"]
    found.topics.put(frozenset({Topic.DOCUMENTS}))
    assert "No entry matches these filters." in lines(found)
    found.topics.put(frozenset())
    found.people.put(frozenset())
    assert len(found.found()) == 5


def test_a_filter_stays_when_the_case_changes(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    page = page_of(made.id)
    found = section(page)
    found.topics.put(frozenset({Topic.NOTES}))
    make.do(office, cases.note, made.id, "Later")
    page.refresh()
    assert [str(one.what) for one in found.found()] == ["Add a note"]


def test_ones_own_last_act_is_taken_back_here_only_if_it_was_on_this_case(office: Office, page_of: PageOf) -> None:
    made, other = make.received(office), make.received(office)
    make.do(office, cases.move, made.id, Stage.COMPLETENESS, seen=make.seen(office, made.id))
    assert section(page_of(other.id)).undo.isHidden()
    found = section(page_of(made.id))
    assert found.undo.text() == "Take back: Move a case"
    found.undo.click()
    assert make.read(office, Case, made.id).stage is Stage.RECEIVED
    assert found.undo.isHidden()
