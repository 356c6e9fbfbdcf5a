"""Nothing is cut, elided or painted over, in any language, theme and size."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea

from app import calculations
from app.office import Office
from app.rules.request import Override, Supplied
from models.kinds import Origin, ProjectType
from tests import make
from tests.ui import looking
from tests.ui.calculator.conftest import OpenPage, Show
from ui.calculator.dialogs import Asking, OverrideDialog, SupplyDialog
from ui.calculator.page import CalculatorPage

#: What the rail, the section list and the margins of the case page leave of a window.
_RAIL, _LIST = 176, 192 + 48 + 12


def busy(page: CalculatorPage) -> None:
    """A page with everything on it: a foreign line, one that does not count, and three columns."""
    page.fields["origin"].put(Origin.HK_GD)
    amount = page.lines.rows[0].fields["amount"].control
    assert isinstance(amount, QLineEdit)
    amount.setText("1,760,000")
    page.lines.add()
    row = page.lines.rows[1]
    for name, text in (("amount", "80萬"), ("rate", "1.0812"), ("rate_source", "HKMA"), ("rate_on", "2026-11-03")):
        row.fields["currency"].put("CNY")
        control = row.fields[name].control
        assert isinstance(control, QLineEdit)
        control.setText(text)
    row.fields["eligible"].put(False)
    row.fields["why"].put("Spare parts for daily use")
    page.toggle_what_if()
    page.what_if.add()
    page.what_if.trials[0].fields["type"].put(ProjectType.OA)
    page.what_if.trials[1].fields["origin"].put(Origin.OTHER)


@pytest.mark.parametrize("look", looking.LOOKS, ids=str)
def test_the_scratch_calculator(qapp: QApplication, open_page: OpenPage, look: looking.Look) -> None:
    looking.dress(qapp, look)
    page = open_page()
    busy(page)
    looking.show(page, look.size - QSize(_RAIL, 60))
    assert looking.faults(page) == []
    page.lines.rows[1].fields["rate_source"].put(None)
    page.lines.rows[1].look(all_cells=True)
    looking.show(page, look.size - QSize(_RAIL, 60))
    assert looking.faults(page) == []


def test_the_section_of_a_case(qapp: QApplication, ui_office: Office, shown: Show) -> None:
    made = make.received(ui_office, origin=Origin.HK_GD)
    make.add_cost(ui_office, made.id, amount=Decimal("999999999.99"), eligible=False, why="Land")
    override = Override(Decimal(500000), "Budget of the year")
    make.do(ui_office, calculations.record, made.id, seen=make.seen(ui_office, made.id))
    make.do(ui_office, calculations.record, made.id, seen=make.seen(ui_office, made.id), override=override)
    section = shown(made)
    section.toggle_what_if()
    section.what_if.add()
    section.by_hand.supply("P5.NT.rate", Supplied(Decimal("0.4"), "Letter of the Secretariat", "Silent", "YSF"))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(section)
    found = {}
    for look in looking.LOOKS:
        looking.dress(qapp, look)
        looking.show(area, look.size - QSize(_RAIL + _LIST, 120))
        found[str(look)] = looking.faults(section)
    assert {name: faults for name, faults in found.items() if faults} == {}
    area.takeWidget()


@pytest.mark.parametrize("language", looking.LANGUAGES)
def test_the_dialogs(qapp: QApplication, language: str) -> None:
    looking.dress(qapp, looking.Look(language, "light", looking.SIZES[1]))
    supply = SupplyDialog(None, "P2.VP.rate", Asking((), None, lambda _given: None))
    for dialog in (supply, OverrideDialog(None, Decimal(650000), lambda _given: None)):
        dialog.form.read()
        looking.show(dialog, QSize(640, 700))
        assert looking.faults(dialog) == []
        dialog.close()
        dialog.deleteLater()
