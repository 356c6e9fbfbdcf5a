"""What is supplied or lowered by hand, recorded or not yet, each with a way to take it back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.drafts import Part, Typed
from app.money import Amount, Percent
from app.rules.request import Override, Supplied
from app.texts import N_, Message
from ui import theme
from ui.calculator.worked import is_rate
from ui.casefile.parts import empty, told
from ui.drafts.hub import Typing
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.stops import drawn_anew
from ui.words import tr

#: What the lower amount is called in a draft.
_LOWER: Final = "override"


class ByHand(Typing, QFrame):
    """Supplied figures by name, and the override. Signal: `changed()`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._supplied: dict[str, Supplied] = {}
        self.override: Override | None = None
        self._start: tuple[dict[str, Supplied], Override | None] = ({}, None)
        self.setProperty("surface", "warn")
        self._head = Label(bold=True)
        self._list = column(gap=theme.S4)
        words = column(self._head, self._list, gap=theme.S4)
        laid = row(IconLabel("pencil-simple", "warn", 16), words, margins=theme.S12, gap=theme.S12)
        laid.setStretch(1, 1)
        self.setLayout(laid)
        self.hide()
        self.is_typed()

    @property
    def supplied(self) -> Mapping[str, Supplied]:
        """The figures supplied, by their names."""
        return MappingProxyType(self._supplied)

    @property
    def dirty(self) -> bool:
        """Whether it differs from what is recorded."""
        return (self._supplied, self.override) != self._start

    def put(self, supplied: Mapping[str, Supplied] | None, override: Override | None) -> None:
        """Show what is recorded; this is the untouched state."""
        self._supplied, self.override = dict(supplied or {}), override
        self._start = (dict(self._supplied), override)
        self._draw()

    @property
    def empty(self) -> bool:
        """Whether nothing is done by hand."""
        return not self._supplied and self.override is None

    def supply(self, figure: str, given: Supplied) -> None:
        """Use a figure from now on."""
        self._supplied[figure] = given
        self._changed()

    def lower_to(self, to: Override) -> None:
        """Lower the result from now on."""
        self.override = to
        self._changed()

    def typing(self) -> list[Part]:
        """All of it, when it differs from what is recorded."""
        words = [_typed(figure, given, _supplied_words(figure, given)) for figure, given in self._supplied.items()]
        if self.override is not None:
            words.append(_typed(_LOWER, self.override, _override_words(self.override)))
        return [Part(tuple(words), "by hand")] if self.dirty and words else []

    def retype(self, parts: Sequence[Part]) -> int:
        """Use again what was supplied or lowered."""
        words = [word for part in parts if part.key == "by hand" for word in part.words]
        for word in words:
            given = json.loads(word.text)
            if word.name == _LOWER:
                self.override = Override(Decimal(given["amount"]), given["reason"])
            else:
                self._supplied[word.name] = Supplied(**{**given, "value": Decimal(given["value"])})
        if words:
            self._changed()
        return len(words)

    def clear(self) -> None:
        """Forget all of it, without telling."""
        self.put(None, None)

    def _take_back(self, figure: str | None) -> None:
        if figure is None:
            self.override = None
        else:
            self._supplied.pop(figure, None)
        self._changed()

    def _changed(self) -> None:
        self._draw()
        self.changed.emit()
        self.tell_typed()

    def _draw(self) -> None:
        with drawn_anew(self):
            self._draw_lines()
        self.setVisible(not self.empty or self.dirty)

    def _draw_lines(self) -> None:
        empty(self._list)
        theme.set_property(self, "surface", "warn" if self.dirty else "panel")
        self._head.say(N_("By hand, not recorded yet") if self.dirty else N_("By hand"))
        for figure, given in self._supplied.items():
            self._line(_supplied_words(figure, given), figure)
        if self.override is not None:
            self._line(_override_words(self.override), None)
        if self.empty and self.dirty:
            self._list.addWidget(told(Message("What was recorded by hand is taken back.")))

    def _line(self, words: Message, figure: str | None) -> None:
        about = figure if figure is not None else Message("the lower amount")
        back = Button(N_("Take back"), kind="link", then=lambda: self._take_back(figure), about=about)
        laid = row(told(words), back, gap=theme.S8)
        laid.setStretch(0, 1)
        self._list.addLayout(laid)


def _typed(name: str, given: Supplied | Override, words: Message) -> Typed:
    text = json.dumps(asdict(given), default=str, ensure_ascii=False)
    return Typed(name, Message(N_("By hand")), text, tr(words))


def _supplied_words(figure: str, given: Supplied) -> Message:
    return Message(
        "{figure}: {value}, from {source}; {reason}; second officer {officer}",
        figure=figure,
        value=Percent(given.value) if is_rate(figure) else Amount(given.value),
        source=given.source,
        reason=given.reason,
        officer=given.second_officer,
    )


def _override_words(to: Override) -> Message:
    return Message("Lowered to {amount}: {reason}", amount=Amount(to.amount), reason=to.reason)
