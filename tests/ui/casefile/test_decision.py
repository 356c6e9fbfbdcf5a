"""Recommendation, endorsement, decision and confirmation: who may do what, and why a button is grey."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import calculations, items
from app.case_sheet import CaseSheet
from app.office import Office
from models.kinds import ItemKind, ItemState, Outcome, Role, Verdict
from models.stages import Stage
from tests import make
from ui.casefile.decision import DecisionSection
from ui.casefile.decision_dialogs import ConfirmDialog, DecisionDialog, EndorseDialog, RecommendDialog
from ui.casefile.page import CaseFilePage
from ui.widgets.basic import Button, Label

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


def section(page: CaseFilePage) -> DecisionSection:
    found = page.sections["decision"]
    assert isinstance(found, DecisionSection)
    return found


def says(found: DecisionSection) -> str:
    return "\n".join(one.text() for one in found.findChildren(Label) if not one.isHidden())


def answered(monkeypatch: pytest.MonkeyPatch, kind: type, **values: object) -> None:
    """The next dialog of a kind is filled in and taken."""

    def answer(dialog: RecommendDialog) -> int:
        for name, value in values.items():
            dialog.form.field(name).put(value)
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(kind, "exec", answer)


def test_money_is_recommended_only_with_a_calculation(office: Office, page_of: PageOf) -> None:
    found = section(page_of(make.at(office, Stage.ASSESSMENT).id))
    assert not found.recommend.isEnabled()
    assert found.decline.isEnabled()
    assert "Record a calculation first." in says(found)


def test_the_road_from_recommendation_to_approval(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.at(office, Stage.ASSESSMENT)
    make.do(office, calculations.record, made.id, seen=make.seen(office, made.id))
    answered(monkeypatch, RecommendDialog, reason="Meets the rules", conditions="Report each quarter", declares=False)
    section(page_of(made.id)).recommend.click()
    assert sheet_of(made.id).stage is Stage.RECOMMENDED

    make.sign_in(office, Role.SUPERVISOR)
    answered(monkeypatch, EndorseDialog, read=True, declares=False)
    page = page_of(made.id)
    section(page).endorse.click()
    advice = sheet_of(made.id).recommendation
    assert advice is not None
    assert advice.endorsed_by is not None
    page.header.main.click()
    assert sheet_of(made.id).stage is Stage.SCHEDULED

    given = {"outcome": Outcome.APPROVED, "meeting": "12/2026", "decided_on": office.clock.today(), "paper": "PMC 3"}
    answered(monkeypatch, DecisionDialog, **given)
    section(page).decide.click()
    assert sheet_of(made.id).stage is Stage.DECISION
    assert not section(page).confirm.isEnabled()
    assert "You entered this decision. Another officer must confirm it." in says(section(page))

    make.sign_in(office, Role.ADMINISTRATOR)
    answered(monkeypatch, ConfirmDialog)
    section(page_of(made.id)).confirm.click()
    sheet = sheet_of(made.id)
    assert sheet.stage is Stage.APPROVED
    assert sheet.approved == sheet.calculated


def test_who_prepared_it_reads_why_the_button_is_grey(office: Office, page_of: PageOf) -> None:
    make.sign_in(office, Role.SUPERVISOR)
    found = section(page_of(make.at(office, Stage.RECOMMENDED).id))
    assert found.endorse.isVisible()
    assert not found.endorse.isEnabled()
    assert "You prepared this. Another officer must endorse it." in says(found)


def test_nobody_endorses_without_saying_that_it_was_read(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.at(office, Stage.RECOMMENDED)
    make.sign_in(office, Role.SUPERVISOR)
    answered(monkeypatch, EndorseDialog, read=False, declares=False)
    section(page_of(made.id)).endorse.click()
    advice = sheet_of(made.id).recommendation
    assert advice is not None
    assert advice.endorsed_by is None


def test_an_amount_above_the_calculated_subsidy_stays_in_the_dialog(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.at(office, Stage.SCHEDULED)
    problems: list[str] = []

    def answer(dialog: DecisionDialog) -> int:
        values = {"outcome": Outcome.APPROVED, "meeting": "1", "decided_on": office.clock.today(), "paper": "2"}
        for name, value in values.items():
            dialog.form.field(name).put(value)
        dialog.form.field("amount").put(sheet_of(made.id).calculated * 2)  # type: ignore[operator]
        dialog.take()
        problems.extend(dialog.form.problems())
        assert dialog.form.field("meeting").read() == "1"
        return dialog.result()

    monkeypatch.setattr(DecisionDialog, "exec", answer)
    section(page_of(made.id)).decide.click()
    assert problems == ["The approved amount cannot be above the calculated subsidy."]
    assert sheet_of(made.id).stage is Stage.SCHEDULED


def dialog_says(dialog: QWidget) -> list[str]:
    return [one.text() for one in dialog.findChildren(Label) if one.text()]


def test_the_dialogs_say_what_is_outstanding(
    office: Office, sheet_of: SheetOf, qapp: QApplication, qtbot: QtBot
) -> None:
    made = make.at(office, Stage.RECOMMENDED)
    sheet = sheet_of(made.id)
    assert sheet.recommendation is not None
    assert "Nothing is outstanding" in dialog_says(EndorseDialog(None, sheet.recommendation, sheet))
    make.do(office, items.ask, made.id, ItemKind.PERMITS)
    make.do(office, items.ask, made.id, ItemKind.OTHER, "Drawing " * 30)
    for _each in range(6):
        make.do(office, items.ask, made.id, ItemKind.QUOTATIONS)
    waived = make.do(office, items.ask, made.id, ItemKind.CAPITAL)
    make.do(office, items.settle, waived, ItemState.WAIVED, seen=1, reason="known")
    sheet = sheet_of(made.id)
    for dialog in (
        RecommendDialog(None, sheet, Verdict.RECOMMENDED),
        EndorseDialog(None, sheet.recommendation, sheet),  # type: ignore[arg-type]  # it has one
    ):
        qtbot.addWidget(dialog)
        said = dialog_says(dialog)
        assert "Outstanding items (8)" in said
        assert "Environmental permits" in said
        assert any(one.startswith("Drawing") and one.endswith("…") for one in said)
        assert "and 2 more" in said
        assert "Proof of foreign investment and capital" not in said


def test_the_way_to_the_committee_is_grey_until_the_summary_is_endorsed(office: Office, page_of: PageOf) -> None:
    page = page_of(make.at(office, Stage.RECOMMENDED).id)
    button = next(one for one in page.header.findChildren(Button) if one.text() == "Put before the committee")
    why = "A second officer must endorse the assessment summary first."
    assert button.isVisible()
    assert not button.isEnabled()
    assert why in button.toolTip()
    assert button.accessibleDescription() == why
    action = next(one for one in page.case_actions() if one.text() == "Put before the committee")
    assert not action.isEnabled()
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, page.case_id)
    page.refresh()
    assert page.header.main.text() == "Put before the committee"
    assert page.header.main.isEnabled()


def test_next_offers_no_recommendation_that_the_section_greys(office: Office, page_of: PageOf) -> None:
    made = make.at(office, Stage.ASSESSMENT)
    page = page_of(made.id)
    offered = [one for one in page.header.findChildren(Button) if one.text() == "Recommend…" and one.isVisible()]
    assert [one.isEnabled() for one in offered] == [False]
    make.do(office, calculations.record, made.id, seen=make.seen(office, made.id))
    page.refresh()
    assert [one.isEnabled() for one in offered] == [True]
    assert section(page).recommend.isEnabled()
    make.add_cost(office, made.id)
    page.refresh()
    assert not section(page).recommend.isEnabled()
    assert "The case has changed since the sum was recorded. Record it again, then recommend." in says(section(page))
    assert not any(one.isEnabled() for one in offered)
