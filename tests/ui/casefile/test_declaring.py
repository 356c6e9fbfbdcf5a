"""The declaration of interest in the dialogs of who recommends and who endorses, and on the page afterwards."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import calculations
from app.case_sheet import CaseSheet
from app.decisions import Declared
from app.office import Office
from models.kinds import Role, Verdict
from models.stages import Stage
from tests import make
from tests.ui.casefile.test_decision import answered, section
from ui.casefile.decision_dialogs import EndorseDialog, RecommendDialog
from ui.casefile.page import CaseFilePage
from ui.widgets.basic import Label

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]

BROTHER = "My brother works for the supplier"


def says(of: QWidget) -> list[str]:
    return [one.text() for one in of.findChildren(Label) if not one.isHidden()]


def summed(office: Office) -> UUID:
    made = make.at(office, Stage.ASSESSMENT)
    make.do(office, calculations.record, made.id, seen=make.seen(office, made.id))
    return made.id


def test_nobody_recommends_without_an_answer(office: Office, sheet_of: SheetOf, qtbot: QtBot) -> None:
    dialog = RecommendDialog(None, sheet_of(summed(office)), Verdict.RECOMMENDED)
    qtbot.addWidget(dialog)
    dialog.form.field("reason").put("Meets the rules")
    dialog.take()
    assert dialog.form.problems() == ("Say whether you have an interest in this case.",)
    assert dialog.form.field("nature").isHidden() or not dialog.form.field("nature").isVisibleTo(dialog)
    dialog.form.field("declares").put(True)
    dialog.take()
    assert dialog.form.problems() == ("Say of which nature the interest is.",)
    dialog.form.field("nature").put(BROTHER)
    values = dialog.form.read()
    assert values is not None
    assert dialog.answer(values).declares == Declared(interest=True, nature=BROTHER)


def test_no_interest_has_no_nature(office: Office, sheet_of: SheetOf, qtbot: QtBot) -> None:
    dialog = RecommendDialog(None, sheet_of(summed(office)), Verdict.RECOMMENDED)
    qtbot.addWidget(dialog)
    for name, value in {"reason": "Meets the rules", "declares": True, "nature": BROTHER}.items():
        dialog.form.field(name).put(value)
    dialog.form.field("declares").put(False)
    values = dialog.form.read()
    assert values is not None
    assert dialog.answer(values).declares == Declared(interest=False)


def test_an_interest_is_seen_by_who_endorses_and_kept_with_both(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    id = summed(office)
    answered(monkeypatch, RecommendDialog, reason="Meets the rules", declares=True, nature=BROTHER)
    section(page_of(id)).recommend.click()
    make.sign_in(office, Role.SUPERVISOR)
    sheet = sheet_of(id)
    assert sheet.recommendation is not None
    dialog = EndorseDialog(None, sheet.recommendation, sheet)
    qtbot.addWidget(dialog)
    assert f"An interest is declared: {BROTHER}" in says(dialog)
    answered(monkeypatch, EndorseDialog, read=True, declares=False)
    page = page_of(id)
    section(page).endorse.click()
    page.refresh()
    advice = sheet_of(id).recommendation
    assert advice is not None
    assert advice.prepared_declares == Declared(interest=True, nature=BROTHER)
    assert advice.endorsed_declares == Declared(interest=False)
    assert {f"An interest is declared: {BROTHER}", "No interest is declared"} <= set(says(section(page)))


def test_the_way_to_the_committee_says_that_another_officer_must_endorse(
    office: Office, page_of: PageOf, sheet_of: SheetOf
) -> None:
    made = make.at(office, Stage.ASSESSMENT)
    make.bring_on(office, made.id, declares=Declared(interest=True, nature=BROTHER))
    page = page_of(made.id)
    action = next(one for one in page.case_actions() if one.text() == "Put before the committee")
    assert not action.isEnabled()
    why = "The officer who recommends has declared an interest. Another officer must endorse the summary."
    assert any(why in one.toolTip() for one in page.header.findChildren(QWidget))
