"""Which emission factors an assessment is worked with: the line that says so, and the dialogs that take others."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.assessment_sheet import AssessmentSheet
from app.assessments import EnteredFactor
from app.rules.benefit_lines import factor_words
from app.rules.factors import Factor, factor_sets
from app.rules.units import UTILITY_UNITS
from app.texts import N_, Message
from app.words import word
from models.assessment_kinds import Area, Unit, UtilityKind
from ui import theme
from ui.assessment.cells import NumberCell
from ui.casefile.ask import AskDialog, Send
from ui.casefile.parts import empty
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.chip import MARKS, Chip
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.stops import drawn_anew
from ui.words import Speaking


class FactorLines(Speaking, QWidget):
    """The factors with their marks. Signals: `take()` and `enter()` ask for the dialogs."""

    take = Signal()
    enter = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.S4)

    def put(self, sheet: AssessmentSheet, *, able: bool) -> None:
        """Show the factors that the assessment keeps; `able` says whether others may be taken now."""
        with drawn_anew(self):
            empty(self._lines)
            for at, factor in enumerate(sheet.factors):
                buttons = self._buttons() if able and not at else ()
                self._lines.addLayout(_line(factor, buttons))
        self.setVisible(bool(sheet.factors))

    def _buttons(self) -> tuple[QWidget, ...]:
        return (
            Button(N_("Choose…"), kind="link", then=self.take.emit, about=N_("Emission factors")),
            Button(N_("Enter one…"), kind="link", then=self.enter.emit, about=N_("Emission factors")),
        )


def _line(factor: Factor, buttons: tuple[QWidget, ...]) -> QVBoxLayout:
    words = Label(factor_words(factor), tone="muted")
    source = Label(Message("{source}", source=factor.source), tone="muted", size="caption", wrap=True)
    return column(row(words, Chip(word(factor.mark), MARKS[factor.mark]), None, *buttons, gap=theme.S8), source, gap=0)


class TakeFactorsDialog(AskDialog[tuple[str, Area]]):
    """Asks for the set and the grid."""

    def __init__(self, parent: QWidget | None, sheet: AssessmentSheet) -> None:
        why = N_("The factors are kept with the assessment; a later set does not change it.")
        super().__init__(parent, N_("Choose the emission factors"), why=why, button=N_("Take them"), width=680)
        sets = [(one.id, Message("{label}", label=one.label)) for one in factor_sets()]
        self.form.add("set", N_("Set"), ChoiceField(sets, blank=None, width=320))
        self.form.add("area", N_("Grid"), ChoiceField((), blank=None, width=430))
        self._offer(sheet.factor_set)
        known = sheet.factor_set or sets[0][0]
        area = sheet.factor_area if sheet.factor_area is not Area.ENTERED else Area.SOUTHERN
        self.form.put({"set": known, "area": area})
        self.form.field("set").changed.connect(lambda: self._offer(self.form.field("set").read()))

    def answer(self, values: dict[str, Any]) -> tuple[str, Area]:
        """The id of the set and the grid."""
        return values["set"], values["area"]

    @classmethod
    def ask(
        cls, parent: QWidget | None, sheet: AssessmentSheet, *, send: Send | None = None
    ) -> tuple[str, Area] | None:
        """The choice, or None."""
        return cls(parent, sheet).run(send)

    def _offer(self, id: str | None) -> None:
        """Each grid with the factor that the set has for it."""
        chosen = next((one for one in factor_sets() if one.id == id), factor_sets()[0])
        field = self.form.field("area")
        assert isinstance(field, ChoiceField)
        field.set_options([(area, _grid(area, factor)) for area, factor in chosen.electricity.items()])


def _grid(area: Area, factor: Factor) -> Message:
    if factor.value is None:
        return Message("{area}: not set", area=word(area))
    return Message("{area}: {value} kg CO2 for each kWh ({mark})", area=word(area), value=factor.value,
                   mark=word(factor.mark))  # fmt: skip


class EnterFactorDialog(AskDialog[EnteredFactor]):
    """Asks for a factor that no set has, with its source."""

    def __init__(self, parent: QWidget | None) -> None:
        why = N_("For a factor that no set here has. It is marked as entered, and papers name its source.")
        super().__init__(parent, N_("Enter an emission factor"), why=why)
        kinds = [(kind, word(kind)) for kind in UtilityKind if kind in _BURNT]
        self.form.add("kind", N_("Utility"), ChoiceField(kinds, blank=None, width=240))
        self.form.add("value", N_("kg CO2 for each unit"), NumberCell(), missing=N_("Enter the factor."))
        self.form.add("per", N_("Unit"), ChoiceField((), blank=None, width=120))
        self.form.add("source", N_("Source"), TextField(most=300), missing=N_("Say where this factor is written."))
        self._offer()
        self.form.settle()
        self.form.field("kind").changed.connect(self._offer)

    def answer(self, values: dict[str, Any]) -> EnteredFactor:
        """The factor."""
        value = values["value"]
        assert isinstance(value, Decimal)
        return EnteredFactor(values["kind"], value, values["per"], values["source"])

    @classmethod
    def ask(cls, parent: QWidget | None, *, send: Send | None = None) -> EnteredFactor | None:
        """The factor, or None."""
        return cls(parent).run(send)

    def _offer(self) -> None:
        kind = self.form.field("kind").read() or UtilityKind.ELECTRICITY
        field = self.form.field("per")
        assert isinstance(field, ChoiceField)
        units: list[tuple[Unit, Message]] = [(unit, word(unit)) for unit in UTILITY_UNITS[kind]]
        field.set_options(units)


_BURNT = frozenset(
    {
        UtilityKind.ELECTRICITY, UtilityKind.NATURAL_GAS, UtilityKind.LPG, UtilityKind.DIESEL, UtilityKind.FUEL_OIL,
        UtilityKind.COAL, UtilityKind.STEAM,
    }
)  # fmt: skip
