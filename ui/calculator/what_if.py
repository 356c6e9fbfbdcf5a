"""What-if: up to three columns side by side, on a ground of their own, with the differences to the first.

Nothing here is saved, ever: no act is called, and closing it forgets it.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.money import Amount
from app.rules.book import RuleBook
from app.rules.edition import Edition
from app.rules.request import Request
from app.rules.working import Calculation
from app.texts import N_, Message
from ui import theme
from ui.calculator.outcome import ceiling_of, rate_of
from ui.calculator.picture import SubsidyPicture, drawn
from ui.calculator.trial import ASKED, ORIGINS, Trial
from ui.calculator.worked import Outcome
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, Tool, column, row
from ui.words import Speaking

_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_TOP: Final = Qt.AlignmentFlag.AlignTop
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_WIDTH: Final = 196


def _line(rule: str) -> Callable[[Calculation], Decimal | None]:
    return lambda made: next((line.amount for line in made.working if line.rule == rule), None)


#: The lines of the sum that all columns show, with the amount that differences are taken of.
_LINES: Final[tuple[tuple[str, str, Callable[[Calculation], Decimal | None]], ...]] = (
    ("rate", N_("Rate"), lambda _made: None),
    ("share", N_("Share of the cost"), _line("share")),
    ("ceiling", N_("Ceiling"), lambda made: made.ceiling),
    ("subsidy", N_("Subsidy"), lambda made: made.subsidy),
    ("not-paid", N_("The applicant bears"), lambda made: made.not_paid),
)


class WhatIf(Speaking, QWidget):
    """The columns. `put` brings column A, `start` opens column B."""

    def __init__(self, rules: RuleBook) -> None:
        super().__init__()
        self._rules = rules
        self._edition: Edition | None = None
        self._request: Request | None = None
        self._base: Outcome | None = None
        self.trials: list[Trial] = []
        self._cells: dict[str, list[_Cell]] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2)
        self._grid.setVerticalSpacing(0)
        self.add_button = Button(N_("Add a column"), icon_name="plus", then=self.add)
        sign = IconLabel("scales", "muted", 16)
        head = row(
            sign, Label(N_("What if"), size="section", bold=True),
            Label(N_("Nothing here is saved."), tone="muted"), None, self.add_button, gap=theme.S8,
        )  # fmt: skip
        self.picture = SubsidyPicture()
        self.setLayout(column(head, self._grid, self.picture, gap=theme.S8))

    def put(self, edition: Edition | None, request: Request, outcome: Outcome) -> None:
        """Column A has changed."""
        self._edition, self._request, self._base = edition, request, outcome
        self._show_asked()
        self._work_out()

    def start(self) -> None:
        """Open the first column to try things in, unless one is open."""
        if not self.trials:
            self.add()
        self.trials[0].fields["edition"].control.setFocus(Qt.FocusReason.OtherFocusReason)

    def add(self) -> None:
        """One more column, a copy of A; at most two beside it."""
        if self._request is None or len(self.trials) == 2:
            return
        made = Trial(self, "BC"[len(self.trials)], self._rules.editions)
        made.start(self._edition or self._rules.editions[-1], self._request)
        made.changed.connect(self._work_out)
        self.trials.append(made)
        self._lay_out()
        made.look()
        self._work_out()

    def remove(self) -> None:
        """Take the last column away."""
        gone = self.trials.pop()
        gone.deleteLater()
        self._lay_out()
        self._work_out()

    # laying out

    def _lay_out(self) -> None:
        """The grid anew: labels, column A, and the trials on their own ground."""
        self._clear()
        self.add_button.setEnabled(len(self.trials) < 2)
        columns = [None, *self.trials]
        for line, (key, title) in enumerate((("name", ""), *ASKED, *((k, t) for k, t, _of in _LINES), ("why", ""))):
            self._title(line, key, title)
            self._cells[key] = [self._cell(line, at, key, trial) for at, trial in enumerate(columns, 1)]
        for at in range(1, 4):
            self._grid.setColumnStretch(at, 1 if at <= len(columns) else 0)
            self._grid.setColumnMinimumWidth(at, _WIDTH if at <= len(columns) else 0)
        self._show_asked()

    def _clear(self) -> None:
        for trial in self.trials:
            for field in trial.fields.values():
                field.setParent(self)  # the fields outlive their cells
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self._cells.clear()

    def _title(self, line: int, key: str, title: str) -> None:
        label = Label(title, tone="plain" if key == "subsidy" else "muted", bold=key == "subsidy")
        asked = key in dict(ASKED)
        label.setContentsMargins(0, 0 if asked else theme.S4, theme.S12, 0 if asked else theme.S4)
        label.setAlignment(_MIDDLE if asked else _TOP)
        self._grid.addWidget(label, line, 0)

    def _cell(self, line: int, at: int, key: str, trial: Trial | None) -> _Cell:
        field = trial.fields.get(key) if trial is not None else None
        extra: QWidget | None = field
        if key == "name" and trial is not None and trial is self.trials[-1]:
            extra = Tool("x", Message("Close column {name}", name=trial.name), then=self.remove)
        cell = _Cell(key, extra)
        theme.set_property(cell, "surface", "plain" if trial is None else "trial")
        if key == "name":
            cell.say(N_("A: as it stands") if trial is None else Message("{name}: what if", name=trial.name))
        self._grid.addWidget(cell, line, at)
        cell.show()
        if field is not None:
            field.show()
        return cell

    # what the cells say

    def _show_asked(self) -> None:
        """The questions of column A."""
        request = self._request
        if request is None or not self._cells:
            return
        cost = sum((line.hkd for line in request.lines if line.eligible), Decimal(0))
        said = {
            "edition": Message("{name}", name=self._edition.label) if self._edition else Message("None yet"),
            "type": Message("{code}", code=str(request.type)),
            "origin": Message(ORIGINS[request.origin]) if request.origin else Message("Not known yet"),
            "cost": Message("{amount}", amount=Amount(cost)),
            "already_granted": Message("{amount}", amount=Amount(request.already_granted)),
        }
        for key, message in said.items():
            self._cells[key][0].say(message)

    def _work_out(self) -> None:
        if self._request is None or self._base is None or not self._cells:
            return
        base = self._base if isinstance(self._base, Calculation) else None
        outcomes = [one.outcome(self._request) for one in self.trials]
        for at, outcome in enumerate([self._base, *outcomes]):
            self._show(at, outcome, base if at else None)
        sums = [drawn("A", self._edition, self._request, self._base)]
        for trial, outcome in zip(self.trials, outcomes, strict=True):
            if isinstance(outcome, Calculation):
                sums.append(drawn(trial.name, trial.edition, trial.request(self._request), outcome))
        self.picture.put([one for one in sums if one is not None])

    def _show(self, at: int, outcome: Outcome, base: Calculation | None) -> None:
        made = outcome if isinstance(outcome, Calculation) else None
        for key, _title, amount_of in _LINES:
            cell = self._cells[key][at]
            cell.say(_value(key, made, amount_of))
            cell.differ(_difference(made, base, amount_of) if at else None)
        decides = "override" if made is not None and made.cap == "override" else "ceiling"
        why = next((line.text for line in made.working if line.rule == decides), None) if made is not None else None
        self._cells["why"][at].say(why or (outcome.message if not isinstance(outcome, Calculation) else ""))


class _Cell(QFrame):
    """A value, and under it the difference to column A; or a field."""

    def __init__(self, key: str, inside: QWidget | None) -> None:
        super().__init__()
        prose, strong = key == "why", key in ("subsidy", "name")
        self._value = Label(bold=strong, wrap=prose, size="section" if key == "subsidy" else "body")
        self._difference = Label(tone="muted", size="caption")
        amounts = key in {name for name, _title, _of in _LINES} or key in ("cost", "already_granted")
        for label in (self._value, self._difference):
            label.setAlignment((_RIGHT if amounts else Qt.AlignmentFlag.AlignLeft) | _MIDDLE)
        words = column(self._value, self._difference, *(() if key in dict(ASKED) else (None,)), gap=0)
        laid = row(words, gap=theme.S4)
        if inside is not None and key != "name":
            self._value.hide()
            laid.addWidget(inside)
            laid.setStretch(1, 1)
        elif inside is not None:
            laid.addWidget(inside)
        laid.setContentsMargins(theme.S12, theme.S4, theme.S12, theme.S4)
        self._difference.hide()
        self.setLayout(laid)

    def say(self, text: str | Message) -> None:
        """The value."""
        self._value.say(text)

    def differ(self, message: Message | None) -> None:
        """The difference to column A; None leaves the line away."""
        if message is not None:
            self._difference.say(message)
        self._difference.setVisible(message is not None)


def _value(key: str, made: Calculation | None, amount_of: Callable[[Calculation], Decimal | None]) -> Message:
    if made is None:
        return Message("–")
    match key:
        case "rate":
            return rate_of(made)
        case "ceiling":
            return ceiling_of(made)
    amount = amount_of(made)
    return Message("–") if amount is None else Message("{amount}", amount=Amount(amount))


def _difference(
    made: Calculation | None, base: Calculation | None, amount_of: Callable[[Calculation], Decimal | None]
) -> Message | None:
    """How much more or less than in column A, with its sign."""
    mine = amount_of(made) if made is not None else None
    theirs = amount_of(base) if base is not None else None
    if mine is None or theirs is None:
        return None
    difference = mine - theirs
    if not difference:
        return Message("as A")
    amount = Amount(difference)  # below zero it brings its own sign
    return (
        Message("+{amount} against A", amount=amount)
        if difference > 0
        else Message("{amount} against A", amount=amount)
    )
