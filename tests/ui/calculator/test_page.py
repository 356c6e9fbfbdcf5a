"""The calculator by itself follows each keystroke, explains itself in three languages, and saves nothing."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.refusal import NoEdition, NotPublished, NotSet, Refusal
from app.rules.book import CPPP, RuleBook
from app.rules.working import Calculation
from models.kinds import CostKind, Origin, ProjectType
from tests.ui.calculator.conftest import OpenPage
from ui import words
from ui.calculator.page import CalculatorPage
from ui.widgets.basic import Button


@pytest.fixture
def page(open_page: OpenPage) -> CalculatorPage:
    made = open_page()
    made.fields["origin"].put(Origin.OTHER)
    return made


def line(page: CalculatorPage, at: int = 0, cell: str = "amount") -> QLineEdit:
    control = page.lines.rows[at].fields[cell].control
    assert isinstance(control, QLineEdit)
    return control


def subsidy(page: CalculatorPage) -> Decimal:
    assert isinstance(page.outcome.outcome, Calculation)
    return page.outcome.outcome.subsidy


def refusal(page: CalculatorPage) -> Refusal:
    assert isinstance(page.outcome.outcome, Refusal)
    return page.outcome.outcome


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def test_each_keystroke_is_worked(page: CalculatorPage, qtbot: QtBot) -> None:
    seen = []
    for digit in "1200000":
        qtbot.keyClicks(line(page), digit)
        seen.append(subsidy(page))
    assert seen == [Decimal(0), 6, 60, 600, 6000, 60000, 600000]
    qtbot.keyClicks(line(page), "0")
    assert "HK$650,000" in texts(page.outcome.result)
    assert any("is above the ceiling of HK$650,000" in text for text in texts(page.outcome.result))


def test_the_keyboard_alone_enters_two_lines(page: CalculatorPage, qtbot: QtBot) -> None:
    line(page).setFocus()
    qtbot.keyClicks(line(page), "100000")
    for _stop in range(4):  # currency, eligible, strike out, then the button that adds a line
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is page.lines.add_button
    qtbot.keyClick(page.lines.add_button, Qt.Key.Key_Space)
    assert page.focusWidget() is page.lines.rows[1].fields["kind"].control
    for _stop in range(2):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(page.focusWidget(), "50,000")
    assert subsidy(page) == 75000


@pytest.mark.parametrize(
    ("typed", "written", "value"),
    [("１１２００００", "1,120,000", 560000), ("112萬", "1,120,000", 560000), ("1.5万", "15,000", 7500)],
)
def test_what_people_type_is_read_and_shown_back(
    page: CalculatorPage, qtbot: QtBot, typed: str, written: str, value: int
) -> None:
    line(page).setFocus()
    line(page).setText(typed)
    assert page.lines.rows[0].hkd.text() == f"HK${written}"
    assert subsidy(page) == value
    qtbot.keyClick(line(page), Qt.Key.Key_Tab)
    assert line(page).text() == written


@pytest.mark.parametrize("typed", ["-5", "0", "1e9", "1000000000001", "1.005", "abc"])
def test_what_is_no_amount_has_its_sentence_under_the_line(page: CalculatorPage, qtbot: QtBot, typed: str) -> None:
    line(page).setFocus()
    qtbot.keyClicks(line(page), typed)
    assert isinstance(page.outcome.outcome, Refusal)
    qtbot.keyClick(line(page), Qt.Key.Key_Tab)
    assert line(page).property("wrong") is True
    assert texts(page.lines.rows[0].trouble) == [str(page.outcome.outcome.message).removeprefix("Cost line 1: ")]
    assert line(page).text() == typed


def test_a_foreign_cost_asks_for_its_rate_source_and_day(page: CalculatorPage, qtbot: QtBot) -> None:
    line(page).setText("100000")
    row = page.lines.rows[0]
    assert not row.rate_line.isVisible()
    row.fields["currency"].put("CNY")
    assert row.rate_line.isVisible()
    assert refusal(page).field == "lines.1.rate"
    line(page, cell="rate").setText("１．０８１２")
    assert row.hkd.text() == "HK$108,120"
    line(page, cell="rate_source").setText("HKMA")
    line(page, cell="rate_on").setText("2026-11-03")
    assert subsidy(page) == 54060


def test_a_cost_that_does_not_count_says_why(page: CalculatorPage) -> None:
    line(page).setText("100000")
    page.lines.add()
    line(page, 1).setText("20000")
    page.lines.rows[1].fields["eligible"].put(False)
    assert refusal(page).field == "lines.2.why"
    line(page, 1, "why").setText("daily use")
    assert subsidy(page) == 50000
    assert any("HK$20,000" in text and "Not eligible" in text for text in texts(page.lines))


def test_the_day_chooses_the_rules(page: CalculatorPage) -> None:
    line(page).setText("100000")
    page.fields["type"].put(ProjectType.OA)
    assert isinstance(refusal(page), NotPublished)
    assert "Figure: P5.OA" in texts(page.outcome.refused)
    page.fields["received"].put(date(2021, 5, 4))
    assert subsidy(page) == 45000
    page.fields["received"].put(date(2013, 2, 1))
    assert isinstance(refusal(page), NoEdition)
    assert "belongs to neither" in " ".join(texts(page.outcome.refused))


def test_the_origin_is_asked_by_name_and_the_way_out_leads_to_it(page: CalculatorPage) -> None:
    line(page).setText("2000000")
    page.fields["origin"].put(None)
    assert refusal(page).figure == "P5.NT.origin"
    (way,) = [button for button in page.outcome.refused.findChildren(Button) if button.isVisible()]
    way.click()
    assert page.focusWidget() is page.fields["origin"].control
    page.fields["origin"].put(Origin.HK)
    assert subsidy(page) == 750000
    assert page.unproven.isVisible()


def test_a_figure_that_is_not_set_is_named(page: CalculatorPage) -> None:
    line(page).setText("40000")
    page.fields["type"].put(ProjectType.VP)
    page.fields["received"].put(date(2014, 5, 5))
    assert isinstance(refusal(page), NotSet)
    assert "Figure: P2.VP.rate" in texts(page.outcome.refused)
    assert "Supply the figure…" in [button.text() for button in page.outcome.refused.findChildren(Button)]


def test_limits_that_nobody_published_are_said_to_be_unchecked(page: CalculatorPage) -> None:
    line(page).setText("100000")
    assert "Not published, so not checked" in texts(page.outcome.working)


def test_earlier_grants_count_where_the_ceiling_is_by_factory(page: CalculatorPage) -> None:
    page.fields["received"].put(date(2014, 5, 5))
    page.fields["type"].put(ProjectType.OA)
    line(page).setText("60000")
    assert subsidy(page) == 25000
    page.fields["already_granted"].control.setText("2萬")  # type: ignore[attr-defined]
    assert subsidy(page) == 5000


def test_the_first_line_follows_the_type_until_something_is_typed(page: CalculatorPage) -> None:
    page.fields["type"].put(ProjectType.OA)
    assert page.lines.rows[0].fields["kind"].read() is CostKind.CONSULTANCY
    line(page).setText("5")
    page.fields["type"].put(ProjectType.NT)
    assert page.lines.rows[0].fields["kind"].read() is CostKind.CONSULTANCY


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The subsidy is up to HK$50,000"), ("zh_HK", "HK$50,000"), ("zh_CN", "HK$50,000")],
)
def test_the_explanation_is_copied_in_any_language(page: CalculatorPage, language: str, sentence: str) -> None:
    line(page).setText("100000")
    at = ["en", "zh_HK", "zh_CN"].index(language)
    page.outcome.working._copy.menu().actions()[at].trigger()
    copied = QGuiApplication.clipboard().text()
    assert sentence in copied
    assert copied == page.outcome.working.as_text(language)


def test_the_words_follow_the_screen(page: CalculatorPage) -> None:
    line(page).setText("100000")
    words.set_language("zh_HK")
    assert "資助額，最高" in texts(page.outcome.result)
    assert any("項目" in text for text in texts(page.outcome.working))


def test_one_figure_changed_in_a_rules_file_changes_the_screen(open_page: OpenPage, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(CPPP, folder)
    file = folder / "2025-04-01.toml"
    text = file.read_text("utf-8")
    assert text.count('"650000"') == 1
    file.write_text(text.replace('"650000"', '"651234"'), "utf-8")
    page = open_page(RuleBook.load(folder))
    page.fields["origin"].put(Origin.OTHER)
    line(page).setText("2000000")
    assert "HK$651,234" in texts(page.outcome.result)
    assert any("HK$651,234" in text for text in texts(page.outcome.working))


def test_starting_again_empties_the_lines(page: CalculatorPage) -> None:
    line(page).setText("100000")
    page.lines.add()
    page.clear_button.click()
    assert [row.blank for row in page.lines.rows] == [True]
    assert refusal(page).field == "lines"


def test_html_in_a_text_is_text(page: CalculatorPage) -> None:
    line(page, cell="text").setText("<b>pump</b>")
    line(page).setText("100000")
    assert any("<b>pump</b>" in text for text in texts(page.outcome.working))
