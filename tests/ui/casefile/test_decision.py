"""Recommendation, endorsement, decision and confirmation: who may do what, and why a button is grey."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from app.case_sheet import CaseSheet
from app.office import Office
from models.kinds import Outcome, Role
from models.stages import Stage
from tests import make
from ui.casefile.decision import DecisionSection
from ui.casefile.decision_dialogs import ConfirmDialog, DecisionDialog, EndorseDialog, RecommendDialog
from ui.casefile.page import CaseFilePage
from ui.widgets.basic import Label

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
    from app import calculations

    make.do(office, calculations.record, made.id, seen=make.seen(office, made.id))
    answered(monkeypatch, RecommendDialog, reason="Meets the rules", conditions="Report each quarter")
    section(page_of(made.id)).recommend.click()
    assert sheet_of(made.id).stage is Stage.RECOMMENDED

    make.sign_in(office, Role.SUPERVISOR)
    answered(monkeypatch, EndorseDialog, read=True)
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
    answered(monkeypatch, EndorseDialog, read=False)
    section(page_of(made.id)).endorse.click()
    advice = sheet_of(made.id).recommendation
    assert advice is not None
    assert advice.endorsed_by is None


def test_an_amount_above_the_calculated_subsidy_stays_in_the_dialog(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.at(office, Stage.SCHEDULED)
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, made.id)
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
