"""Reading a case again: only what changed is drawn, what lies in sight first, and nobody loses the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any, cast
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app import cases, items
from app.case_sheet import CaseSheet
from app.office import Office
from models import Case
from models.kinds import ItemKind
from models.stages import Stage
from tests import make
from ui.casefile.application import ApplicationSection
from ui.casefile.history import HistorySection
from ui.casefile.notes import NotesSection
from ui.casefile.page import CaseFilePage
from ui.casefile.section import Section
from ui.desk import Desk
from ui.lane import InlineLane
from ui.widgets.basic import Label

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


class Turns(InlineLane):
    """Answers at once; what can wait is done one by one when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Callable[[], object]] = []

    def soon(self, call: Callable[[], object]) -> None:
        self.waiting.append(call)

    def turn(self) -> bool:
        """One turn of the loop; whether there was something to do."""
        if self.waiting:
            self.waiting.pop(0)()
        return bool(self.waiting)

    def turn_all(self) -> None:
        while self.turn():
            pass


@pytest.fixture
def turns() -> Turns:
    return Turns()


@pytest.fixture
def desk(office: Office, turns: Turns) -> Desk:
    """A desk at which the test counts the turns."""
    return Desk(office, turns)


def filled(page: CaseFilePage, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts from now on how often each section is drawn."""
    found: Counter[str] = Counter()
    for key, section in page.sections.items():

        def fill(sheet: CaseSheet, key: str = key, before: Callable[[CaseSheet], None] = section.fill) -> None:
            found[key] += 1
            before(sheet)

        monkeypatch.setattr(section, "fill", fill)
    return found


def shown(section: Section) -> list[str]:
    return [one.text() for one in section.findChildren(Label)]


class Watched:
    """A sheet that notes what is asked of it."""

    def __init__(self, sheet: CaseSheet, asked: set[str]) -> None:
        self._sheet, self._asked = sheet, asked

    def __getattr__(self, name: str) -> Any:
        worked = getattr(CaseSheet, name, None)
        if isinstance(worked, property):
            assert worked.fget is not None
            return worked.fget(self)
        self._asked.add(name)
        return getattr(self._sheet, name)


@pytest.mark.parametrize("stage", [Stage.ASSESSMENT, Stage.DECISION, Stage.CLOSED])
def test_every_section_names_what_it_draws(office: Office, page_of: PageOf, sheet_of: SheetOf, stage: Stage) -> None:
    id = make.historic(office) if stage is Stage.CLOSED else make.at(office, stage).id
    page, sheet = page_of(id), sheet_of(id)
    page.view.finish()
    for key, section in page.sections.items():
        asked: set[str] = set()
        watched = cast(CaseSheet, Watched(sheet, asked))
        section.sheet = watched
        section.fill(watched)
        if section.shows:
            assert asked <= {*section.shows, "id"}, f"{key}: {sorted(asked - set(section.shows))}"
        section.put(sheet)


def test_a_name_that_no_sheet_has_is_in_no_section(office: Office, page_of: PageOf) -> None:
    page = page_of(make.received(office).id)
    for key, section in page.sections.items():
        assert set(section.shows) <= set(CaseSheet.__slots__), key


def test_a_case_is_opened_with_what_is_in_sight_and_the_rest_comes_turn_by_turn(
    office: Office, page_of: PageOf, turns: Turns
) -> None:
    page = page_of(make.received(office).id)
    drawn = [key for key, one in page.sections.items() if one.sheet is not None]
    assert drawn[0] == "overview"
    assert "history" not in drawn
    count = len(drawn)
    while turns.turn():
        now = len([one for one in page.sections.values() if one.sheet is not None])
        assert now == count + 1
        count = now
    assert all(one.sheet == page.sheet for one in page.sections.values())


def test_who_jumps_to_a_section_sees_it_filled(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    make.do(office, cases.note, made.id, "Rang up about the quotation")
    page = page_of(made.id)
    assert page.sections["notes"].sheet is None
    page.go_to("notes")
    assert "Rang up about the quotation" in shown(page.sections["notes"])
    assert not page.sections["notes"].visibleRegion().isEmpty()


def test_a_note_draws_the_notes_and_the_history_and_nothing_else(
    office: Office, page_of: PageOf, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.received(office)
    page = page_of(made.id)
    turns.turn_all()
    drawn = filled(page, monkeypatch)
    page.desk.do(cases.note, made.id, "Rang up")
    turns.turn_all()
    assert {key for key, count in drawn.items() if count and page.sections[key].shows} == {"notes"}
    assert drawn["history"] == 1
    assert "Rang up" in shown(page.sections["notes"])
    assert page.sections["eligibility"].sheet == page.sheet


def test_a_newer_sheet_takes_the_place_of_one_still_waiting(office: Office, page_of: PageOf, turns: Turns) -> None:
    made = make.received(office)
    page = page_of(made.id)
    for text in ("One", "Two"):
        page.desk.do(cases.note, made.id, text)
    turns.turn_all()
    assert {"One", "Two"} <= set(shown(page.sections["notes"]))
    assert not turns.waiting


def test_what_stands_in_the_history_is_not_made_anew(office: Office, page_of: PageOf, turns: Turns) -> None:
    made = make.received(office)
    page = page_of(made.id)
    turns.turn_all()
    history = page.sections["history"]
    assert isinstance(history, HistorySection)
    before = {one for one in history.findChildren(Label) if one.text().startswith("Receive an application")}
    page.desk.do(cases.note, made.id, "Rang up")
    turns.turn_all()
    assert before
    assert before <= set(history.findChildren(Label))
    tops = sorted((one for one in history.findChildren(Label) if " · LKY" in one.text()), key=_height)
    assert [one.text() for one in tops][:2] == ["Add a note · LKY", "Receive an application · LKY"]


def _height(label: Label) -> int:
    """How far down the page a label stands."""
    return label.mapTo(label.window(), label.rect().topLeft()).y()


def test_what_one_reads_stays_in_its_place_when_something_above_grows(
    office: Office, page_of: PageOf, turns: Turns
) -> None:
    made = make.received(office)
    page = page_of(made.id)
    turns.turn_all()
    page.go_to("notes")
    notes, bar = page.sections["notes"], page.view.area.verticalScrollBar()
    place, high = notes.y() - bar.value(), page.sections["items"].height()
    for kind in (ItemKind.QUOTATIONS, ItemKind.OTHER, ItemKind.BR_CERTIFICATE):
        page.desk.do(items.ask, made.id, kind, "")
    turns.turn_all()
    assert page.sections["items"].height() > high
    assert notes.y() - bar.value() == place


def test_what_is_typed_out_of_sight_stays_and_is_saved_on_the_newest_version(
    office: Office, page_of: PageOf, turns: Turns
) -> None:
    made = make.received(office)
    page = page_of(made.id)
    turns.turn_all()
    application, notes = page.sections["application"], page.sections["notes"]
    assert isinstance(application, ApplicationSection)
    assert isinstance(notes, NotesSection)
    application.form.field("technology").put("Heat pump")
    notes.form.field("text").put("Begun")
    page.go_to("history")
    page.desk.do(cases.set_due, made.id, date(2026, 11, 30), "Call", seen=make.seen(office, made.id))
    page.save()
    assert make.read(office, Case, made.id).technology == "Heat pump"
    assert page.sheet is not None
    assert [one.text for one in page.sheet.notes] == ["Begun"]


def test_the_keyboard_stays_in_a_section_that_was_scrolled_away(
    office: Office, page_of: PageOf, turns: Turns, qtbot: QtBot
) -> None:
    made = make.received(office)
    page = page_of(made.id)
    turns.turn_all()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.begin("notes")
    held = page.focusWidget()
    page.view.area.verticalScrollBar().setValue(0)
    page.desk.do(cases.note, made.id, "Rang up")
    assert page.sections["notes"].sheet == page.sheet  # drawn at once: the keyboard is in it
    turns.turn_all()
    assert page.focusWidget() is held
