"""The section of the case page: lines are kept until saved, recording is the office's own sum, two officers agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app import calculations, cases, costs
from app.office import Office
from app.rules.request import Override, Supplied
from app.rules.working import Calculation
from models import Calculation as Kept
from models import Case, CostLine
from models.kinds import Origin, ProjectType, Role
from models.stages import Stage
from tests import make
from tests.ui.calculator.conftest import Show
from ui import words
from ui.calculator.dialogs import OverrideDialog, SupplyDialog
from ui.calculator.section import CalculatorSection
from ui.casefile.dialogs import ReasonDialog
from ui.widgets.basic import Button


def cell(section: CalculatorSection, at: int = 0, name: str = "amount") -> QLineEdit:
    control = section.lines.rows[at].fields[name].control
    assert isinstance(control, QLineEdit)
    return control


def texts(widget: QWidget) -> list[str]:
    QApplication.processEvents()  # what was just laid out is shown at the next turn
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def unsaved(section: CalculatorSection) -> bool:
    return section.dirty


def kept_costs(office: Office, made: make.Made) -> list[Decimal]:
    with office.reading() as session:
        case = session.get_one(Case, made.id)
        return [line.amount for line in calculations.request_of(session, case).lines]


def recorded(office: Office, made: make.Made) -> Kept | None:
    with office.reading() as session:
        found = calculations.latest_of(session, made.id)
        if found is not None:
            session.expunge(found)
        return found


def answer(kind: type[QWidget], fill: Callable[[Any], None]) -> None:
    """Fill the next dialog of a kind when it opens, and press its button."""

    def find() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        fill(dialog)

    QTimer.singleShot(0, find)


def test_a_total_without_an_unfinished_line_says_that_it_is_partial(ui_office: Office, shown: Show) -> None:
    section = shown(make.received(ui_office))
    assert "Eligible together" in texts(section)
    section.lines.add()
    cells = section.lines.rows[1].fields
    cells["amount"].put(Decimal(1000))
    cells["currency"].put("CNY")
    section.lines.rows[1].changed.emit()
    assert "Eligible so far, 1 unfinished left out" in texts(section)
    cells["rate"].put(Decimal("1.08"))
    cells["rate_source"].put("Bank")
    cells["rate_on"].put(date(2026, 4, 30))
    section.lines._edited()
    assert "Eligible together" in texts(section)


def test_typing_is_worked_but_not_kept_until_saved(ui_office: Office, shown: Show, qtbot: QtBot) -> None:
    made = make.received(ui_office)
    section = shown(made)
    assert not unsaved(section)
    cell(section).setFocus()
    cell(section).selectAll()
    qtbot.keyClicks(cell(section), "900000")
    assert isinstance(section.outcome.outcome, Calculation)
    assert section.outcome.outcome.subsidy == 450000
    assert unsaved(section)
    assert kept_costs(ui_office, made) == [1120000]
    section.save()
    assert kept_costs(ui_office, made) == [900000]
    assert not unsaved(section)


def test_all_lines_are_saved_together_or_none(ui_office: Office, shown: Show) -> None:
    made = make.received(ui_office)
    section = shown(made)
    cell(section).setText("900000")
    section.lines.add()
    cell(section, 1).setText("1000")
    section.lines.rows[1].fields["currency"].put("CNY")
    outcomes: list[bool] = []
    section.save(outcomes.append)
    assert outcomes == [False]
    assert kept_costs(ui_office, made) == [1120000]
    assert any("Enter the rate" in text for text in texts(section.lines))
    section.lines.rows[1].fields["currency"].put("HKD")
    section.save(outcomes.append)
    assert outcomes == [False, True]
    assert kept_costs(ui_office, made) == [900000, 1000]
    assert len(section.lines.rows) == 2


def test_a_saved_new_line_can_be_corrected_at_once(ui_office: Office, shown: Show) -> None:
    made = make.received(ui_office)
    section = shown(made)
    section.lines.add()
    cell(section, 1).setText("1000")
    section.save()
    cell(section, 1).setText("2000")
    section.save()
    assert kept_costs(ui_office, made) == [1120000, 2000]


def test_discarding_shows_what_is_saved(ui_office: Office, shown: Show) -> None:
    section = shown(make.received(ui_office))
    cell(section).setText("5")
    section.lines.add()
    section.discard()
    assert not unsaved(section)
    assert [row.fields["amount"].read() for row in section.lines.rows] == [1120000]


def test_a_line_changed_elsewhere_keeps_what_is_typed_and_says_so(ui_office: Office, shown: Show) -> None:
    made = make.received(ui_office)
    section = shown(made)
    cell(section).setText("900000")
    kept = section.lines.rows[0].kept
    assert kept is not None
    other = replace(kept.fields, amount=Decimal(700000))
    section.desk.do(costs.correct, kept.id, other, seen=kept.version)
    assert cell(section).text() == "900000"
    assert any("was changed elsewhere to HK$700,000" in text for text in texts(section.lines))
    section.save()
    assert kept_costs(ui_office, made) == [900000]


def test_a_line_struck_out_elsewhere_while_typing_is_not_lost(ui_office: Office, shown: Show) -> None:
    made = make.received(ui_office)
    section = shown(made)
    cell(section).setText("900000")
    kept = section.lines.rows[0].kept
    assert kept is not None
    section.desk.do(costs.strike_out, kept.id, seen=kept.version, reason="twice")
    assert cell(section).text() == "900000"
    section.save()
    assert kept_costs(ui_office, made) == [900000]


def test_striking_out_asks_why(ui_office: Office, shown: Show) -> None:
    made = make.received(ui_office)
    section = shown(made)

    def fill(dialog: Any) -> None:
        dialog.form.field("reason").put("quoted twice")
        dialog.ok.click()

    answer(ReasonDialog, fill)
    section.lines.rows[0].remove.click()
    assert kept_costs(ui_office, made) == []
    assert "No cost line yet. The sum needs at least one." in texts(section.lines)


def test_recording_saves_the_lines_and_works_again(ui_office: Office, shown: Show) -> None:
    made = make.received(ui_office)
    section = shown(made)
    cell(section).setText("900000")
    section.bar.record_button.click()
    kept = recorded(ui_office, made)
    assert kept is not None
    assert kept.subsidy == 450000
    assert not kept.second_needed
    assert make.read(ui_office, Case, made.id).calculated == 450000
    assert "Recorded as shown." in texts(section)
    assert "Counts" in texts(section.records)
    cell(section).setText("800000")
    assert "Differs from what is recorded: HK$450,000." in texts(section)


def test_the_higher_ceiling_without_evidence_is_a_what_if(ui_office: Office, shown: Show) -> None:
    section = shown(make.received(ui_office, origin=Origin.HK, origin_evidence="", cost="2000000"))
    assert not section.bar.record_button.isEnabled()
    (sentence,) = texts(section.warnings)[:1]
    assert "Under the ceiling of HK$650,000 the subsidy would be HK$650,000." in sentence
    asked: list[str] = []
    section.go.connect(asked.append)
    section.warnings.findChildren(Button)[0].click()
    assert asked == ["application"]


def test_a_case_in_a_gap_leads_to_its_edition(ui_office: Office, shown: Show) -> None:
    made = make.case(ui_office, type=ProjectType.DP, origin=None, origin_evidence="")
    make.do(ui_office, cases.receive, made.id, date(2013, 2, 1), seen=make.seen(ui_office, made.id))
    section = shown(made)
    assert any("belongs to neither" in text for text in texts(section.outcome.refused))
    assert not section.bar.record_button.isEnabled()


def phase_two(office: Office) -> make.Made:
    """A verification project of phase 2, whose rate was not published."""
    made = make.case(office, type=ProjectType.VP, origin=None, origin_evidence="", cost="30000")
    make.do(office, cases.receive, made.id, date(2014, 5, 5), seen=make.seen(office, made.id))
    return made


def test_a_figure_is_supplied_and_confirmed_by_the_officer_named(ui_office: Office, shown: Show, qtbot: QtBot) -> None:
    made = phase_two(ui_office)
    section = shown(made)
    assert "Figure: P2.VP.rate" in texts(section.outcome.refused)

    def fill(dialog: Any) -> None:
        dialog.form.field("value").put(Decimal(40))
        dialog.ok.click()
        assert dialog.isVisible()  # source, reason and second officer are missing
        dialog.form.field("source").put("Letter of 4 May 2014")
        dialog.form.field("reason").put("The guide is silent")
        assert [value for value, _words in dialog.form.field("second")._options] == [None, "KTH", "YSF"]
        dialog.form.field("second").put("YSF")
        dialog.ok.click()

    answer(SupplyDialog, fill)
    next(button for button in section.outcome.refused.findChildren(Button) if button.isVisible()).click()
    assert isinstance(section.outcome.outcome, Calculation)
    assert section.outcome.outcome.subsidy == 12000
    assert unsaved(section)
    section.bar.record_button.click()
    assert not unsaved(section)
    assert make.read(ui_office, Case, made.id).calculated is None
    assert not section.records.awaiting.button.isEnabled()
    assert any("Letter of 4 May 2014" in text for text in texts(section.records.awaiting))
    make.sign_in(ui_office, Role.SUPERVISOR)
    again = shown(made)
    again.records.awaiting.button.click()
    assert make.read(ui_office, Case, made.id).calculated == 12000
    assert not again.records.awaiting.isVisible()
    assert isinstance(again.outcome.outcome, Calculation)  # the supplied figure goes on to count
    assert not unsaved(again)


def test_an_override_only_lowers(ui_office: Office, shown: Show) -> None:
    made = make.received(ui_office)
    section = shown(made)

    def fill(dialog: Any) -> None:
        dialog.form.field("amount").put(Decimal(600000))
        dialog.form.field("reason").put("Budget of the year")
        dialog.ok.click()
        assert any("may lower that, not raise it" in text for text in texts(dialog))
        dialog.form.field("amount").put(Decimal(500000))
        dialog.ok.click()

    answer(OverrideDialog, fill)
    section.bar.lower_button.click()
    assert isinstance(section.outcome.outcome, Calculation)
    assert (section.outcome.outcome.subsidy, section.outcome.outcome.cap) == (Decimal(500000), "override")
    section.save()
    kept = recorded(ui_office, made)
    assert kept is not None
    assert kept.second_needed
    assert "Waits for the second officer" in texts(section.records)


def test_what_is_done_by_hand_can_be_taken_back(ui_office: Office, shown: Show) -> None:
    section = shown(phase_two(ui_office))
    section.by_hand.supply("P2.VP.rate", Supplied(Decimal("0.4"), "Letter", "silent", "YSF"))
    section.by_hand.lower_to(Override(Decimal(100), "less"))
    assert section.outcome.outcome.subsidy == 100  # type: ignore[union-attr]
    for button in section.by_hand.findChildren(Button):
        button.click()
    assert section.by_hand.empty
    assert not unsaved(section)


def test_once_before_the_committee_the_recorded_sum_stands(ui_office: Office, shown: Show) -> None:
    section = shown(make.at(ui_office, Stage.RECOMMENDED))
    assert not section.bar.record_button.isEnabled()
    assert "The case is past assessment: the recorded sum stands." in texts(section)


def test_what_was_recorded_by_hand_can_be_taken_back_by_recording_again(ui_office: Office, shown: Show) -> None:
    made = make.received(ui_office)
    make.do(
        ui_office, calculations.record, made.id, seen=make.seen(ui_office, made.id), override=Override(Decimal(5), "x")
    )
    section = shown(made)
    assert isinstance(section.outcome.outcome, Calculation)
    assert section.outcome.outcome.subsidy == 5
    section.by_hand.findChildren(Button)[0].click()
    assert unsaved(section)
    section.save()
    kept = recorded(ui_office, made)
    assert kept is not None
    assert (kept.subsidy, kept.second_needed) == (Decimal(560000), False)


def test_a_historic_case_shows_its_recorded_amount(ui_office: Office, shown: Show) -> None:
    id = make.historic(ui_office)
    section = shown(make.Made(id, id, None))
    assert any("not calculated: HK$250,000" in text for text in texts(section.warnings))
    assert not section.outcome.isVisible()


def test_an_auditor_only_looks(ui_office: Office, shown: Show) -> None:
    made = make.received(ui_office)
    make.officer(ui_office, "aud", Role.AUDITOR)
    make.sign_in(ui_office, Role.AUDITOR)
    section = shown(made)
    assert not cell(section).isEnabled()
    assert not section.lines.add_button.isEnabled()
    assert not section.bar.record_button.isEnabled()


def test_what_if_in_a_case_is_never_kept(ui_office: Office, shown: Show) -> None:
    made = make.received(ui_office)
    section = shown(made)
    lines = make.entries(ui_office)
    section.bar.what_if_button.click()
    section.what_if.trials[0].fields["cost"].control.setText("5000000")  # type: ignore[attr-defined]
    section.what_if.trials[0].fields["origin"].put(Origin.OTHER)
    assert not unsaved(section)
    section.save()
    assert make.entries(ui_office)[len(lines) :] == []
    assert kept_costs(ui_office, made) == [1120000]


def test_the_frozen_working_is_shown_on_demand_in_the_language_of_the_screen(ui_office: Office, shown: Show) -> None:
    section = shown(make.at(ui_office, Stage.RECOMMENDED))
    assert not section.records.working.isVisible()
    newest = section.sheet.calculations[0]  # type: ignore[union-attr]
    section.records.show_one(newest)
    assert section.records.working.isVisible()
    words.set_language("zh_CN")
    assert any("资助" in text for text in texts(section.records.working))
    section.records.show_one(newest)
    assert not section.records.working.isVisible()


@pytest.mark.parametrize("text", ["x" * 100_000, "a\u202eb"])
def test_a_text_that_cannot_be_kept_says_so_beside_its_cell(ui_office: Office, shown: Show, text: str) -> None:
    made = make.received(ui_office)
    section = shown(made)
    cell(section, name="text").setText(text)
    section.save()
    assert unsaved(section)
    assert cell(section, name="text").property("wrong") is True
    assert make.version(ui_office, CostLine, section.lines.rows[0].kept.id) == 1  # type: ignore[union-attr]
