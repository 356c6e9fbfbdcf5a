"""The rail at the left: the main places, and under them the views of the case list with their numbers.

In a narrow window it shows icons only; the words are then in tool tips, and always in the accessible names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.texts import N_
from ui import theme
from ui.cases.views import VIEWS
from ui.icons import icon
from ui.widgets.basic import Label, ToolButton, column, rule, tip
from ui.words import Speaking, tr

WIDE: Final = 188
NARROW: Final = 48


@dataclass(frozen=True, slots=True)
class Place:
    """A main place: its name, its words, its icon."""

    name: str
    title: str
    icon: str


PLACES: Final = (
    Place("cases", N_("Cases"), "folder-open"),
    Place("applicants", N_("Applicants"), "buildings"),
    Place("calculator", N_("Calculator"), "calculator"),
    Place("awards", N_("Awards"), "seal-check"),
)


class RailButton(Speaking, ToolButton):
    """A line of the rail: icon, words and a number at the right edge."""

    def __init__(self, title: str, icon_name: str, then: Callable[[], object]) -> None:
        super().__init__()
        self._title = title
        self._count: int | None = None
        self._urgent = False
        self.setIcon(icon(icon_name))
        self.setIconSize(QSize(20, 18))
        self.setCheckable(True)
        self.setProperty("rail", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(36)
        self.clicked.connect(lambda _checked=False: then())
        self.fold(False)

    def count(self, number: int, *, urgent: bool = False) -> None:
        """Show how many there are."""
        self._count, self._urgent = number, urgent and number > 0
        self.retranslate()
        self.update()

    def fold(self, folded: bool) -> None:
        """Icon only, or icon and words."""
        styles = Qt.ToolButtonStyle
        self.setToolButtonStyle(styles.ToolButtonIconOnly if folded else styles.ToolButtonTextBesideIcon)
        self.retranslate()

    def retranslate(self) -> None:
        """The words, and the number in the accessible name."""
        super().retranslate()
        title = tr(self._title)
        self.setText(title)
        told = title if self._count is None else tr("{view}: {n}", view=title, n=self._count)
        self.setAccessibleName(told)
        folded = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolTip(tip(told) if folded else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's call to draw; the number stands at the right edge."""
        super().paintEvent(event)
        if self._count is None or self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            return
        painter = QPainter(self)
        painter.setPen(theme.colour("danger" if self._urgent else "muted"))
        room = QRect(0, 0, self.width() - theme.S12, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{self._count:,}")
        painter.end()


class Rail(Speaking, QFrame):
    """The rail, with some of the views of `VIEWS`. Signals: `place_asked(name)` and `view_asked(name)`."""

    place_asked = Signal(str)
    view_asked = Signal(str)

    def __init__(self, views: Iterable[str] = tuple(VIEWS)) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.says(self.setAccessibleName, N_("Places and views"))
        self.places = {one.name: self._place(one) for one in PLACES}
        self.views = {name: self._view(name) for name in views}
        self._heading = Label(N_("Views"), size="caption", tone="muted")
        self._heading.setContentsMargins(theme.S16, theme.S8, 0, 0)
        laid = column(*self.places.values(), theme.S4, rule(), self._heading, *self.views.values(), None, gap=0)
        laid.setContentsMargins(0, theme.S8, 0, theme.S8)
        self.setLayout(laid)
        self.setFixedWidth(WIDE)

    def _place(self, one: Place) -> RailButton:
        return RailButton(one.title, one.icon, lambda: self.place_asked.emit(one.name))

    def _view(self, name: str) -> RailButton:
        return RailButton(VIEWS[name].title, VIEWS[name].icon, lambda: self.view_asked.emit(name))

    def mark(self, place: str, view: str = "") -> None:
        """Show where one is."""
        for name, button in self.places.items():
            button.setChecked(name == place)
        for name, button in self.views.items():
            button.setChecked(name == view)

    def count(self, numbers: dict[str, int]) -> None:
        """The numbers beside the views, as `case_list.counts` gives them."""
        for name, button in self.views.items():
            button.count(numbers.get(name, 0), urgent=name == "overdue")

    def fold(self, folded: bool) -> None:
        """Icons only, or icons and words."""
        self.setFixedWidth(NARROW if folded else WIDE)
        self._heading.setVisible(not folded)
        for button in (*self.places.values(), *self.views.values()):
            button.fold(folded)

    def first(self) -> QWidget:
        """Where F6 goes."""
        return next((one for one in self.places.values() if one.isChecked()), self.places["cases"])
