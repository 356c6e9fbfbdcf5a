"""The case page: what it shows, what it never overwrites, how it is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from app import calculations, cases, factories
from app.case_sheet import CaseSheet
from app.cases import CaseFields
from app.factories import FactoryFields
from app.office import Office
from app.refusal import Refusal
from app.rules.request import Override
from models import Case
from models.kinds import ProjectType, Role, Sector
from models.stages import Stage
from tests import make
from ui import words
from ui.casefile import save_bar
from ui.casefile.application import ApplicationSection
from ui.casefile.page import CaseFilePage
from ui.desk import Desk
from ui.widgets.basic import Button
from ui.widgets.fields import ChoiceField, TextField

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


def application(page: CaseFilePage) -> ApplicationSection:
    section = page.sections["application"]
    assert isinstance(section, ApplicationSection)
    return section


def title_field(page: CaseFilePage) -> TextField:
    field = application(page).form.field("title_en")
    assert isinstance(field, TextField)
    return field


def correct_elsewhere(office: Office, id: UUID, sheet: CaseSheet, **fields: Any) -> None:
    make.do(office, cases.correct, id, replace(sheet.fields, **fields), seen=make.seen(office, id))


def test_the_title_has_the_number_and_the_applicant(office: Office, page_of: PageOf) -> None:
    page = page_of(make.received(office).id)
    assert page.title() == "CP-26-0001 Kwong Fat Dyeing Limited"


def test_a_case_that_is_gone_says_so(desk: Desk, page_of: PageOf) -> None:
    page = page_of(uuid4())
    assert page.sheet is None
    assert "no longer in the office" in page.shown_text()


def test_both_names_are_shown_the_one_of_the_language_first(office: Office, page_of: PageOf) -> None:
    page = page_of(make.received(office).id)
    assert page.header.names() == ("Kwong Fat Dyeing Limited", "廣發染整有限公司")
    words.set_language("zh_HK")
    assert page.header.names() == ("廣發染整有限公司", "Kwong Fat Dyeing Limited")


def test_typing_survives_a_change_of_something_else(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    page = page_of(made.id)
    title_field(page).line.setText("Heat pump")
    page.desk.do(cases.set_due, made.id, None, "Call back", seen=make.seen(office, made.id))
    assert title_field(page).line.text() == "Heat pump"
    assert application(page).clash.isHidden()
    page.save()
    assert make.read(office, Case, made.id).title_en == "Heat pump"
    assert not page.dirty


def test_typing_survives_a_change_of_the_same_fields_and_the_page_says_so(
    office: Office, page_of: PageOf, sheet_of: SheetOf
) -> None:
    made = make.received(office)
    page = page_of(made.id)
    title_field(page).line.setText("Mine")
    correct_elsewhere(office, made.id, sheet_of(made.id), technology="Theirs")
    page.refresh()
    assert title_field(page).line.text() == "Mine"
    assert application(page).clash.isVisible()
    page.save()
    assert make.read(office, Case, made.id).title_en == ""
    assert title_field(page).line.text() == "Mine"
    page.discard()
    assert title_field(page).line.text() == ""
    assert application(page).clash.isHidden()


def test_saving_an_unread_change_is_refused_and_nothing_is_lost(
    office: Office, page_of: PageOf, sheet_of: SheetOf
) -> None:
    made = make.received(office)
    page = page_of(made.id)
    title_field(page).line.setText("Mine")
    correct_elsewhere(office, made.id, sheet_of(made.id), title_en="Theirs")
    page.save()
    assert make.read(office, Case, made.id).title_en == "Theirs"
    assert title_field(page).line.text() == "Mine"
    assert application(page).clash.isVisible()


def test_an_untouched_form_follows_the_record(office: Office, page_of: PageOf, sheet_of: SheetOf) -> None:
    made = make.received(office)
    page = page_of(made.id)
    correct_elsewhere(office, made.id, sheet_of(made.id), title_en="Theirs")
    page.refresh()
    assert title_field(page).line.text() == "Theirs"


def test_a_refused_value_stands_beside_its_field(office: Office, page_of: PageOf) -> None:
    page = page_of(make.received(office).id)
    form = application(page).form
    form.field("starts_on").put(office.clock.today())
    form.field("ends_on").put(office.clock.today().replace(year=2025))
    page.save()
    assert page.dirty
    assert "The project ends before it starts." in form.problems()


def test_a_factory_registered_meanwhile_can_be_chosen(office: Office, page_of: PageOf) -> None:
    whose = make.applicant(office)
    draft = make.do(office, cases.open_case, CaseFields(applicant_id=whose, type=ProjectType.NT), stage=Stage.DRAFT)
    page = page_of(draft)
    chosen = application(page).form.field("factory_id")
    assert isinstance(chosen, ChoiceField)
    assert chosen.choices.count() == 1
    title_field(page).line.setText("Heat pump")
    page.hide()
    page.desk.do(factories.register, whose, FactoryFields(name_en="Dongguan Works", sector=Sector.METAL))
    page.show()
    assert [chosen.choices.itemText(n) for n in range(chosen.choices.count())] == ["No factory yet", "Dongguan Works"]
    assert title_field(page).line.text() == "Heat pump"


def test_dirty_is_told_once_each_way(office: Office, page_of: PageOf) -> None:
    page = page_of(make.received(office).id)
    told: list[bool] = []
    page.dirty_changed.connect(told.append)
    title_field(page).line.setText("A")
    title_field(page).line.setText("AB")
    page.discard()
    assert told == [True, False]
    assert page.bar.isHidden()


@pytest.mark.parametrize(
    ("answer", "leaves", "kept"),
    [
        (QMessageBox.StandardButton.Save, True, "Typed"),
        (QMessageBox.StandardButton.Discard, True, ""),
        (QMessageBox.StandardButton.Cancel, False, ""),
    ],
)
def test_leaving_unsaved_work_asks_first(
    office: Office, page_of: PageOf, monkeypatch: pytest.MonkeyPatch,
    answer: QMessageBox.StandardButton, leaves: bool, kept: str,
) -> None:  # fmt: skip
    made = make.received(office)
    page = page_of(made.id)
    monkeypatch.setattr(save_bar, "ask", lambda _parent, _titles: answer)
    title_field(page).line.setText("Typed")
    assert page.may_leave() is leaves
    assert make.read(office, Case, made.id).title_en == kept
    assert page.dirty is not leaves


def test_a_page_with_nothing_typed_is_left_unasked(
    office: Office, page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(save_bar, "ask", lambda *_given: pytest.fail("asked"))
    assert page_of(make.received(office).id).may_leave()


def test_a_hidden_page_reads_again_only_when_shown(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    page = page_of(made.id)
    page.hide()
    page.desk.do(cases.move, made.id, Stage.COMPLETENESS, seen=make.seen(office, made.id))
    assert stage_of(page) is Stage.RECEIVED
    page.show()
    page.shown()
    assert stage_of(page) is Stage.COMPLETENESS


def stage_of(page: CaseFilePage) -> Stage:
    assert page.sheet is not None
    return page.sheet.stage


def test_a_way_without_a_reason_is_taken_at_once(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    page = page_of(made.id)
    said: list[object] = []
    page.said.connect(said.append)
    page.header.main.click()
    assert make.read(office, Case, made.id).stage is Stage.COMPLETENESS
    assert [str(one) for one in said] == ["Moved to “Completeness check”."]


def test_the_ways_are_in_the_case_menu_and_grey_for_an_auditor(office: Office, page_of: PageOf) -> None:
    from models.kinds import Role

    made = make.received(office)
    assert [one.isEnabled() for one in page_of(made.id).case_actions()] == [True] * 5
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    page = page_of(made.id)
    assert not any(one.isEnabled() for one in page.case_actions())
    assert not page.header.main.isEnabled()


def test_a_confirmation_is_one_line_of_the_case_menu(office: Office, page_of: PageOf) -> None:
    words_of = [one.text() for one in page_of(make.at(office, Stage.DECISION).id).case_actions()]
    assert len([one for one in words_of if one.startswith("Confirm")]) == 1
    assert len(words_of) == len(set(words_of))


def test_refusals_nobody_took_go_to_the_window(office: Office, page_of: PageOf) -> None:
    made = make.received(office)
    page = page_of(made.id)
    heard: list[Refusal] = []
    page.desk.refused.connect(heard.append)
    make.do(office, cases.set_due, made.id, None, "Elsewhere", seen=make.seen(office, made.id))
    page.header.main.click()
    assert [one.kind for one in heard] == ["stale"]
    assert page.sheet is not None
    assert page.sheet.due_for == "Elsewhere"


def test_a_page_begins_at_the_button_that_signs(office: Office, page_of: PageOf) -> None:
    summary, decision = make.at(office, Stage.RECOMMENDED).id, make.at(office, Stage.DECISION).id
    lowered = make.received(office).id
    lower = Override(Decimal(400_000), "Less")
    make.do(office, calculations.record, lowered, seen=make.seen(office, lowered), override=lower)
    make.sign_in(office, Role.SUPERVISOR)
    for id, key, text in (
        (summary, "decision", "Endorse…"),
        (decision, "decision", "Confirm the decision…"),
        (lowered, "calculator", "Confirm as second officer"),
    ):
        page = page_of(id)
        page.activateWindow()
        page.begin(key)
        focused = page.focusWidget()
        assert isinstance(focused, Button)
        assert focused.text() == text
        assert not focused.visibleRegion().isEmpty()


def test_a_page_that_is_not_read_yet_begins_when_it_is(desk: Desk, office: Office, qtbot: QtBot) -> None:
    page = CaseFilePage(desk, make.at(office, Stage.RECOMMENDED).id)
    qtbot.addWidget(page)
    make.sign_in(office, Role.SUPERVISOR)
    page.begin("decision")
    page.show()
    page.shown()
    focused = page.focusWidget()
    assert isinstance(focused, Button)
    assert focused.text() == "Endorse…"


def test_enter_on_the_list_of_sections_takes_the_keyboard_into_the_section(
    office: Office, page_of: PageOf, qtbot: QtBot
) -> None:
    page = page_of(make.received(office).id)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.first().setFocus()
    qtbot.keyClick(page.first(), Qt.Key.Key_Down)
    line = page.focusWidget()
    assert isinstance(line, QToolButton)
    assert line.text() == "Tasks"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.sections["tasks"].isAncestorOf(page.focusWidget())
