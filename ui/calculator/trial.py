"""One column of what-if: another phase, type, origin, total cost or earlier grants, and what would come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy

from app.refusal import Invalid
from app.rules.edition import Edition
from app.rules.request import CostLine, Request
from app.texts import N_, Message
from models.kinds import CostKind, Origin, ProjectType
from ui.calculator.cells import AmountCell
from ui.calculator.worked import Outcome, worked
from ui.widgets.fields import ChoiceField, Field

#: The questions of a column, in their order.
ASKED: Final = (
    ("edition", N_("Rules")),
    ("type", N_("Project type")),
    ("origin", N_("Who developed it")),
    ("cost", N_("Eligible cost")),
    ("already_granted", N_("Earlier grants")),
)

#: Short words for a narrow column; the whole ones are in `app.words`.
ORIGINS: Final = {
    Origin.HK: N_("Hong Kong"),
    Origin.HK_GD: N_("HK and Guangdong"),
    Origin.OTHER: N_("Elsewhere"),
}

_NARROW: Final = 150


class Trial(QObject):
    """The fields of a column. Signal: `changed()`. It starts as a copy of column A and is never saved."""

    changed = Signal()

    def __init__(self, parent: QObject, name: str, editions: Sequence[Edition]) -> None:
        super().__init__(parent)
        self.name = name
        self._editions = {one.id: one for one in editions}
        self.fields: dict[str, Field] = {
            "edition": ChoiceField([(e.id, _words(e.label)) for e in editions], blank=None, width=_NARROW),
            "type": ChoiceField([(t, _words(str(t))) for t in ProjectType], blank=None, width=_NARROW),
            "origin": ChoiceField(list(ORIGINS.items()), blank=N_("Not known yet"), width=_NARROW),
            "cost": AmountCell(width=_NARROW),
            "already_granted": AmountCell(width=_NARROW),
        }
        for key, title in ASKED:
            field = self.fields[key]
            field.control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            field.name = key
            field.says(field.control.setAccessibleName, Message("{column}: {field}", column=name, field=Message(title)))
            field.changed.connect(self._edited)

    def start(self, edition: Edition | None, request: Request) -> None:
        """Begin as column A stands."""
        cost = sum((line.hkd for line in request.lines if line.eligible), Decimal(0))
        if edition is not None:
            self.fields["edition"].put(edition.id)
        self.fields["type"].put(request.type)
        self.fields["origin"].put(request.origin)
        self.fields["cost"].put(cost or None)
        self.fields["already_granted"].put(request.already_granted or None)

    @property
    def edition(self) -> Edition:
        """The edition chosen."""
        return self._editions[self.fields["edition"].read()]

    def outcome(self, base: Request) -> Outcome:
        """What would come of it, with the evidence and the supplied figures of column A but without its override."""
        try:
            return worked(self.edition, self.request(base))
        except Invalid as problem:
            return problem

    def request(self, base: Request) -> Request:
        """What the column asks; raises `Invalid` for an amount that cannot be read."""
        cost, granted = self.fields["cost"].read(), self.fields["already_granted"].read()
        eligible = sum((line.hkd for line in base.lines if line.eligible), Decimal(0))
        lines = base.lines
        if cost != eligible:
            lines = () if cost is None else (CostLine(CostKind.OTHER, "", cost),)
        return replace(
            base,
            type=self.fields["type"].read(),
            origin=self.fields["origin"].read(),
            lines=lines,
            already_granted=granted or Decimal(0),
            override=None,
        )

    def _edited(self) -> None:
        self.look()
        self.changed.emit()

    def look(self) -> None:
        """Ask who developed the technology only where the ceiling depends on it; mark what cannot be read."""
        rule = self.edition.types.get(self.fields["type"].read())
        self.fields["origin"].setEnabled(rule is not None and bool(rule.ceiling_by_origin))
        for key in ("cost", "already_granted"):
            self.fields[key].set_wrong(_unreadable(self.fields[key]))


def _unreadable(field: Field) -> bool:
    try:
        field.read()
    except Invalid:
        return True
    return False


def _words(value: object) -> Message:
    return Message("{value}", value=value)
