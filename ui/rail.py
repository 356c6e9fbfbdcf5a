"""The rail at the left: the main places, and under them the views of the case list with their numbers.

In a narrow window it shows icons only; the words are then in tool tips, and always in the accessible names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.texts import N_, Message
from ui import theme
from ui.cases.views import VIEWS, View
from ui.icons import icon
from ui.widgets.basic import Label, ToolButton, column, mnemonic_free, rule, tip
from ui.widgets.scroll import Scroll
from ui.words import Speaking, tr

WIDE: Final = 188
NARROW: Final = 48
#: Icon, gaps and edges of a line.
_SIDES: Final = 64


@dataclass(frozen=True, slots=True)
class Place:
    """A main place: its name, its words, its icon."""

    name: str
    title: str
    icon: str


PLACES: Final = (
    Place("home", N_("Home"), "house"),
    Place("cases", N_("Cases"), "folder-open"),
    Place("applicants", N_("Applicants"), "buildings"),
    Place("calculator", N_("Calculator"), "calculator"),
    Place("awards", N_("Awards"), "seal-check"),
)


class RailButton(Speaking, ToolButton):
    """A line of the rail: icon, words and a number at the right edge."""

    def __init__(self, title: str | Message, icon_name: str, then: Callable[[], object]) -> None:
        super().__init__()
        self._title = title
        self._count: int | None = None
        self._over = ""
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

    def count(self, number: int, *, urgent: bool = False, over: bool = False) -> None:
        """Show how many there are; `over`: so many were counted, and there are more."""
        self._count, self._urgent, self._over = number, urgent and number > 0, "+" if over else ""
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
        self.setText(self._elided(title))
        told = title if self._count is None else tr("{view}: {n}", view=title, n=self._number())
        self.setAccessibleName(told)
        folded = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolTip(tip(told) if folded or self.text() != mnemonic_free(title) else "")

    def _elided(self, title: str) -> str:
        """What fits beside the icon and the number; a name that somebody gave may be long."""
        room = WIDE - _SIDES - self.fontMetrics().horizontalAdvance(self._number())
        return mnemonic_free(self.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room))

    def _number(self) -> str:
        return "" if self._count is None else f"{self._count:,}{self._over}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's call to draw; the number stands at the right edge."""
        super().paintEvent(event)
        if self._count is None or self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            return
        painter = QPainter(self)
        painter.setPen(theme.colour("danger" if self._urgent else "muted"))
        room = QRect(0, 0, self.width() - theme.S12, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._number())
        painter.end()


class SavedButton(RailButton):
    """A line of the rail for a saved view. Signals: `renamed()` on F2, `deleted()` on the Delete key."""

    renamed = Signal()
    deleted = Signal()

    def __init__(self, title: Message, icon_name: str, then: Callable[[], object]) -> None:
        super().__init__(title, icon_name, then)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call."""
        if event.key() == Qt.Key.Key_F2:
            self.renamed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class Rail(Speaking, QFrame):
    """The rail, with some of the views of `VIEWS` and those that were saved. Signals: `place_asked(name)` and
    `view_asked(name)`; of a saved view `menu_asked(name, where)`, `rename_asked(name)` and `delete_asked(name)`."""

    place_asked = Signal(str)
    view_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    rename_asked = Signal(str)
    delete_asked = Signal(str)

    def __init__(self, views: Iterable[str] = tuple(VIEWS)) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.says(self.setAccessibleName, N_("Places and views"))
        self.places = {one.name: self._place(one) for one in PLACES}
        self.views = {name: self._view(name) for name in views}
        self.saved: dict[str, SavedButton] = {}
        self._marked = ("", "")
        self._folded = False
        self._heading = Label(N_("Views"), size="caption", tone="muted")
        self._heading.setContentsMargins(theme.S16, theme.S8, 0, 0)
        self._saved = column(gap=0)
        inside = QWidget()
        inside.setProperty("surface", "clear")
        inside.setLayout(column(*self.views.values(), self._saved, None, gap=0))
        below = Scroll(inside)
        below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        laid = column(*self.places.values(), theme.S4, rule(), self._heading, below, gap=0)
        laid.setStretch(laid.count() - 1, 1)
        laid.setContentsMargins(0, theme.S8, 0, theme.S8)
        self.setLayout(laid)
        self.setFixedWidth(WIDE)

    def _place(self, one: Place) -> RailButton:
        return RailButton(one.title, one.icon, lambda: self.place_asked.emit(one.name))

    def _view(self, name: str) -> RailButton:
        return RailButton(VIEWS[name].title, VIEWS[name].icon, lambda: self.view_asked.emit(name))

    def put_saved(self, views: Sequence[View]) -> None:
        """List the saved views under the others, instead of those before."""
        for old in self.saved.values():
            self._saved.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.saved = {one.name: self._saved_view(one) for one in views}
        for button in self.saved.values():
            self._saved.addWidget(button)
            button.fold(self._folded)
            button.show()
        self.mark(*self._marked)

    def _saved_view(self, view: View) -> SavedButton:
        name = view.name
        made = SavedButton(view.title, view.icon, lambda: self.view_asked.emit(name))
        made.customContextMenuRequested.connect(lambda at: self.menu_asked.emit(name, made.mapToGlobal(at)))
        made.renamed.connect(lambda: self.rename_asked.emit(name))
        made.deleted.connect(lambda: self.delete_asked.emit(name))
        return made

    def mark(self, place: str, view: str = "") -> None:
        """Show where one is."""
        self._marked = (place, view)
        for name, button in self.places.items():
            button.setChecked(name == place)
        for name, button in [*self.views.items(), *self.saved.items()]:
            button.setChecked(name == view)

    def count(self, name: str, number: int, *, over: bool = False) -> None:
        """The number beside a view; `over`: there are more than were counted."""
        button = self.views.get(name) or self.saved.get(name)
        if button is not None:
            button.count(number, urgent=name == "overdue", over=over)

    def fold(self, folded: bool) -> None:
        """Icons only, or icons and words."""
        self.setFixedWidth(NARROW if folded else WIDE)
        self._folded = folded
        self._heading.setVisible(not folded)
        for button in (*self.places.values(), *self.views.values(), *self.saved.values()):
            button.fold(folded)

    def first(self) -> QWidget:
        """Where F6 goes."""
        return next((one for one in self.places.values() if one.isChecked()), self.places["cases"])
