"""What-if: up to three columns, differences with their sign, and nothing of it is kept."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from app.rules.working import Calculation
from models.kinds import Origin, ProjectType
from tests.ui.calculator.conftest import OpenPage
from ui.calculator.page import CalculatorPage
from ui.calculator.what_if import WhatIf


@pytest.fixture
def page(open_page: OpenPage) -> CalculatorPage:
    made = open_page()
    made.fields["origin"].put(Origin.OTHER)
    typed(made, "1600000")
    made.toggle_what_if()
    return made


def typed(page: CalculatorPage, amount: str) -> None:
    control = page.lines.rows[0].fields["amount"].control
    assert isinstance(control, QLineEdit)
    control.setText(amount)


def cell(what_if: WhatIf, key: str, at: int) -> list[str]:
    inside = what_if._cells[key][at]
    return [label.text() for label in inside.findChildren(QLabel) if label.isVisible()]


def test_a_column_starts_as_the_first_stands(page: CalculatorPage) -> None:
    assert cell(page.what_if, "subsidy", 0) == ["HK$650,000"]
    assert cell(page.what_if, "subsidy", 1) == ["HK$650,000", "as A"]


def test_another_origin_shows_the_difference_with_its_sign(page: CalculatorPage) -> None:
    page.what_if.trials[0].fields["origin"].put(Origin.HK)
    assert cell(page.what_if, "subsidy", 1) == ["HK$750,000", "+HK$100,000 against A"]
    assert cell(page.what_if, "not-paid", 1) == ["HK$850,000", "−HK$100,000 against A"]


def test_another_phase_and_type(page: CalculatorPage) -> None:
    trial = page.what_if.trials[0]
    trial.fields["edition"].put("P4")
    trial.fields["type"].put(ProjectType.DP1)
    assert cell(page.what_if, "subsidy", 1) == ["HK$450,000", "−HK$200,000 against A"]
    assert not trial.fields["origin"].isEnabled()


def test_another_cost_and_earlier_grants(page: CalculatorPage) -> None:
    trial = page.what_if.trials[0]
    trial.fields["cost"].control.setText("100萬")  # type: ignore[attr-defined]
    assert cell(page.what_if, "subsidy", 1) == ["HK$500,000", "−HK$150,000 against A"]
    trial.fields["edition"].put("P2")
    trial.fields["type"].put(ProjectType.OA)
    trial.fields["already_granted"].control.setText("20000")  # type: ignore[attr-defined]
    assert cell(page.what_if, "subsidy", 1)[0] == "HK$5,000"


def test_a_refusal_stands_in_its_column(page: CalculatorPage) -> None:
    page.what_if.trials[0].fields["type"].put(ProjectType.OA)
    assert cell(page.what_if, "subsidy", 1) == ["–"]
    assert "No rule on this type" in cell(page.what_if, "why", 1)[0]


def test_column_a_follows_each_keystroke_and_the_others_compare_with_it(page: CalculatorPage) -> None:
    typed(page, "1000000")
    assert cell(page.what_if, "subsidy", 0) == ["HK$500,000"]
    assert cell(page.what_if, "subsidy", 1) == ["HK$650,000", "+HK$150,000 against A"]


def test_there_are_at_most_three_columns(page: CalculatorPage) -> None:
    page.what_if.add_button.click()
    assert [trial.name for trial in page.what_if.trials] == ["B", "C"]
    assert not page.what_if.add_button.isEnabled()
    page.what_if.trials[0].fields["origin"].put(Origin.HK)
    page.what_if.remove()
    assert [trial.name for trial in page.what_if.trials] == ["B"]
    assert cell(page.what_if, "subsidy", 1)[0] == "HK$750,000"


def test_the_trials_stand_on_a_ground_of_their_own(page: CalculatorPage) -> None:
    grounds = {at: {cells[at].property("surface") for cells in page.what_if._cells.values()} for at in range(2)}
    assert grounds == {0: {"plain"}, 1: {"trial"}}
    assert "Nothing here is saved." in [label.text() for label in page.what_if.findChildren(QLabel)]


def test_trying_things_changes_nothing_outside(page: CalculatorPage) -> None:
    before = page.outcome.outcome
    trial = page.what_if.trials[0]
    trial.fields["origin"].put(Origin.HK)
    trial.fields["cost"].control.setText("5")  # type: ignore[attr-defined]
    assert page.outcome.outcome == before
    assert isinstance(before, Calculation)


def test_what_cannot_be_read_is_marked_in_its_column(page: CalculatorPage) -> None:
    field = page.what_if.trials[0].fields["cost"]
    field.control.setText("12x")  # type: ignore[attr-defined]
    assert field.control.property("wrong") is True
    assert "is not an amount" in cell(page.what_if, "why", 1)[0]
