"""The result in large, what decides it, and under it the working; or, in the same place, why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.money import Amount, Percent
from app.refusal import Refusal
from app.rules.edition import Edition
from app.rules.request import Request
from app.rules.working import Calculation
from app.texts import N_, Message
from app.words import word
from models.kinds import Basis
from ui import theme
from ui.calculator.picture import SubsidyPicture, drawn
from ui.calculator.worked import Outcome
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.working_view import WorkingView
from ui.words import Speaking

#: A thing to do about a refusal: its words, and what does it.
Way = tuple[str | Message, Callable[[], object]]

_TOP: Final = Qt.AlignmentFlag.AlignTop
_FACTS: Final = 4


class OutcomeView(QWidget):
    """The band with the result, and the working. `middle` is a place between the two."""

    def __init__(self) -> None:
        super().__init__()
        self.outcome: Outcome | None = None
        self.result = _Result()
        self.refused = _Refused()
        self.middle = column(gap=theme.S12)
        self.working = WorkingView()
        self.picture = SubsidyPicture()
        self.setLayout(column(self.result, self.refused, self.middle, self.working, self.picture, None, gap=theme.S12))
        self.refused.hide()

    def put(self, outcome: Outcome, ways: Sequence[Way] = (), of: tuple[Edition | None, Request] | None = None) -> None:
        """Show a sum, or a refusal with the ways out of it; a sum `of` an edition and a request is drawn too."""
        self.outcome = outcome
        one = None if of is None else drawn("", *of, outcome)
        self.picture.put([] if one is None else [one])
        worked = isinstance(outcome, Calculation)
        if isinstance(outcome, Calculation):
            self.result.put(outcome)
            self.working.put(outcome)
        else:
            self.refused.put(outcome, ways)
            self.working.clear()
        self.result.setVisible(worked)
        self.working.setVisible(worked)
        self.refused.setVisible(not worked)


class _Result(QFrame):
    """The amount, the sentence that decides it, and the four figures it comes from."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "result")
        self._title = Label(tone="muted")
        self._amount = Label(size="tile", bold=True, copyable=True)
        self._why = Label(wrap=True)
        self._facts = [(Label(tone="muted"), Label(copyable=True)) for _line in range(_FACTS)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.S16)
        grid.setVerticalSpacing(2)
        for line, (title, value) in enumerate(self._facts):
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(title, line, 0)
            grid.addWidget(value, line, 1)
        left = column(self._title, self._amount, self._why, None, gap=2)
        laid = row(left, grid, margins=theme.S16, gap=theme.S24)
        laid.setStretch(0, 1)
        laid.setAlignment(grid, _TOP)
        self.setLayout(laid)

    def put(self, made: Calculation) -> None:
        """Show a sum."""
        self._title.say(N_("Subsidy, up to") if made.rate_is_maximum and made.subsidy else N_("Subsidy"))
        self._amount.say(_amount(made.subsidy))
        decides = "override" if made.cap == "override" else "ceiling"
        self._why.say(next(line.text for line in made.working if line.rule == decides))
        for (title, value), (name, shown) in zip(self._facts, facts(made), strict=True):
            title.say(name)
            value.say(shown)


def facts(made: Calculation) -> tuple[tuple[Message, Message], ...]:
    """Eligible cost, rate, ceiling and what the applicant bears, each with its name."""
    ceiling = Message("None") if made.ceiling is None else _amount(made.ceiling)
    named = Message("Ceiling")
    if made.ceiling_basis is not None:
        named = Message("Ceiling, {basis}", basis=word(Basis(made.ceiling_basis)))
    return (
        (Message("Eligible cost"), _amount(made.eligible_cost)),
        (Message("Rate"), rate_of(made)),
        (named, ceiling),
        (Message("The applicant bears"), _amount(made.not_paid)),
    )


def _amount(value: Decimal) -> Message:
    return Message("{amount}", amount=Amount(value))


def rate_of(made: Calculation) -> Message:
    """The rate, "up to" where it was published so."""
    if made.rate is None:
        return Message("None")
    rate = Percent(made.rate)
    return Message("up to {rate}", rate=rate) if made.rate_is_maximum else Message("{rate}", rate=rate)


def ceiling_of(made: Calculation) -> Message:
    """The ceiling and what it is counted by."""
    if made.ceiling is None:
        return Message("None")
    if made.ceiling_basis is None:
        return _amount(made.ceiling)
    return Message("{amount} {basis}", amount=Amount(made.ceiling), basis=word(Basis(made.ceiling_basis)))


class _Refused(Speaking, QFrame):
    """Why there is no amount, the figure that is missing, and what can be done."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "warn")
        self._words = Label(wrap=True)
        self._figure = Label(tone="muted", copyable=True)
        self._buttons = row(gap=theme.S8)
        self._made: list[Button] = []
        sign = IconLabel("question", "warn", 20)
        head = Label(N_("There is no amount yet"), bold=True)
        laid = row(sign, column(head, self._words, self._figure, self._buttons, gap=theme.S4), gap=theme.S12)
        laid.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        laid.setAlignment(sign, _TOP)
        self.setLayout(laid)
        self._buttons.addStretch(1)
        self._ways: tuple[Way, ...] = ()

    def put(self, refusal: Refusal, ways: Sequence[Way]) -> None:
        """Show a refusal."""
        self._words.say(refusal.message)
        if refusal.figure is not None:
            self._figure.say(Message("Figure: {figure}", figure=refusal.figure))
        self._figure.setVisible(refusal.figure is not None)
        if len(ways) == len(self._made):  # the same buttons stay, so that the focus does
            self._ways = tuple(ways)
            for button, (words, _then) in zip(self._made, ways, strict=True):
                button.say(words)
            return
        for button in self._made:
            button.hide()
            button.deleteLater()
        self._ways = tuple(ways)
        self._made = [self._button(at, words) for at, (words, _then) in enumerate(ways)]

    def _button(self, at: int, words: str | Message) -> Button:
        made = Button(words, then=lambda: self._ways[at][1]())
        self._buttons.insertWidget(at, made)
        return made
