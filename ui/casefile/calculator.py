"""The calculator as a section of the case page."""

from __future__ import annotations

from app.case_sheet import CaseSheet
from app.texts import N_
from ui.calculator.section import CalculatorSection
from ui.casefile.section import Section, Standing
from ui.desk import Desk


class CalculatorPart(Section):
    """Cost lines, the working, what-if and the recorded calculations."""

    called = N_("Calculator")
    icon = "calculator"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.inside = CalculatorSection(desk)
        self.body.addWidget(self.inside)

    def fill(self, sheet: CaseSheet) -> None:
        """Hand the sheet on."""
        self.inside.show(sheet)

    def standing(self, sheet: CaseSheet) -> Standing:
        """Whether a calculation stands."""
        if sheet.awaiting is not None:
            return "hourglass", "warn", 0
        return ("check-circle", "ok", 0) if sheet.standing is not None else (self.icon, "muted", 0)
