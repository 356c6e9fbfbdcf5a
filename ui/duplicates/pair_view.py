"""Two applicants beside each other as they stand, and why they may be one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout

from app.duplicates import Pair, Side
from app.history import hong_kong_day
from app.names import fold
from app.texts import N_, Message
from ui import theme
from ui.widgets.basic import Button, Label, Sentences, column, row, rule
from ui.words import Speaking, language, tr

_Read = Callable[[Side], str]


class PairView(Speaking, QFrame):
    """A pair. Signal: `opened(id)` somebody wants to see one of the two."""

    opened = Signal(UUID)

    def __init__(self, merge: Button, apart: Button) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.says(self.setAccessibleName, N_("The two applicants"))
        self.pair: Pair | None = None
        self._score = Label(size="section", bold=True)
        self._why = Sentences(wrap=True)
        self._titles: list[Label] = []
        self._cells: list[tuple[Label, Label, Label]] = []
        self.open = tuple(Button(kind="link", then=self._opener(at)) for at in (0, 1))
        head = row(self._score, None, apart, merge)
        laid = column(head, self._why, theme.S4, rule(), theme.S4, self._grid(), None, gap=theme.S4)
        laid.setContentsMargins(theme.S16, theme.S12, theme.S16, theme.S12)
        self.setLayout(laid)

    def put(self, pair: Pair) -> None:
        """Show a pair."""
        self.pair = pair
        self._score.say(N_("Alike: {score} of 100"), score=pair.score)
        self._why.say_all(pair.reasons)
        self._tell()

    def retranslate(self) -> None:
        """Names change places with the language, and days are written in another way."""
        super().retranslate()
        self._tell()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.S12)
        grid.setVerticalSpacing(theme.S4)
        for at in range(len(_rows())):
            title = Label(tone="muted")
            cells = Label(wrap=True, copyable=True), Label(tone="muted"), Label(wrap=True, copyable=True)
            self._titles.append(title)
            self._cells.append(cells)
            for place, label in enumerate((title, *cells)):
                grid.addWidget(label, at, place, Qt.AlignmentFlag.AlignTop)
        for place, button in zip((1, 3), self.open, strict=True):
            grid.addWidget(button, len(_rows()), place, Qt.AlignmentFlag.AlignLeft)
            grid.setColumnStretch(place, 1)
        grid.setColumnMinimumWidth(0, 140)
        grid.setColumnMinimumWidth(2, theme.S24)
        return grid

    def _opener(self, at: int) -> Callable[[], object]:
        def go() -> None:
            if self.pair is not None:
                self.opened.emit((self.pair.a, self.pair.b)[at].id)

        return go

    def _tell(self) -> None:
        pair = self.pair
        if pair is None:
            return
        for (name, read), title, (mine, same, theirs) in zip(_rows(), self._titles, self._cells, strict=True):
            title.say(name)
            one, other = read(pair.a), read(pair.b)
            for label, text in ((mine, one), (theirs, other)):
                label.put(text or "—")
                label.set_tone("plain" if text else "muted")
            alike = bool(one) and fold(one) == fold(other) and name in _SAYING
            same.put("=" if alike else "")
            same.setAccessibleName(tr("the same") if alike else "")
        for button, side in zip(self.open, (pair.a, pair.b), strict=True):
            button.say(N_("Open applicant"))
            named = side.name_en or side.name_tc or side.name_sc
            button.setAccessibleName(tr(Message("{button} {about}", button=Message("Open applicant"), about=named)))


_NAMES: Final[tuple[tuple[str, _Read], ...]] = (
    (N_("English name"), lambda one: one.name_en),
    (N_("Chinese name"), lambda one: "\n".join(dict.fromkeys(name for name in (one.name_tc, one.name_sc) if name))),
)
_OTHERS: Final[tuple[tuple[str, _Read], ...]] = (
    (N_("BR number"), lambda one: one.br_number),
    (N_("Address"), lambda one: "\n".join(text for text in (one.address_en, one.address_zh) if text)),
    (N_("Cases"), lambda one: f"{one.cases:,}"),
    (N_("Registered on"), lambda one: _day(one)),
)

#: What says something when both have it alike.
_SAYING: Final = frozenset(name for name, _ in (*_NAMES, *_OTHERS[:2]))


def _rows() -> tuple[tuple[str, _Read], ...]:
    """What is shown of each, from top to bottom: the name of the screen's script first."""
    return (*(_NAMES if language() == "en" else reversed(_NAMES)), *_OTHERS)


def _day(one: Side) -> str:
    return "" if one.registered_at is None else tr(Message("{day}", day=hong_kong_day(one.registered_at)))
