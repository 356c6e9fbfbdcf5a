"""A filter: a quiet button with a menu; in use it says what it is and can be taken away."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QFrame, QMenu

from app.texts import N_, Message
from ui import theme
from ui.widgets.basic import Tool, ToolButton, mnemonic_free, row
from ui.words import Speaking, tr

#: A value to filter by, and its words.
Option = tuple[Hashable, Message]


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing to filter by; `many` allows several values at once."""

    name: str
    title: str
    options: Callable[[], Sequence[Option]]
    many: bool = True


class Filter(Speaking, QFrame):
    """One filter: a button with its menu and, when in use, a small button that takes it away."""

    changed = Signal()

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.chosen: frozenset[Hashable] = frozenset()
        self._button = ToolButton()
        self._button.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = _StayingMenu(self._button) if kind.many else QMenu(self._button)
        self._menu.aboutToShow.connect(self._build)
        self._button.setMenu(self._menu)
        self._away = Tool("x", N_("Take this filter away"), then=lambda: self.put(frozenset()))
        laid = row(self._button, self._away, gap=0)
        self.setLayout(laid)
        self._dress()

    def put(self, values: frozenset[Hashable]) -> None:
        """Choose values and tell."""
        self.chosen = values
        self._dress()
        self.changed.emit()

    def forget(self) -> None:
        """Take the choice away without telling."""
        self.chosen = frozenset()
        self._dress()

    def retranslate(self) -> None:
        """The choice in the new language."""
        super().retranslate()
        self._dress()

    def _dress(self) -> None:
        title = Message(self.kind.title)
        names = [words for value, words in self.kind.options() if value in self.chosen]
        if not names:
            text = tr(title)
        elif len(names) == 1:
            text = tr("{filter}: {value}", filter=title, value=names[0])
        else:
            text = tr("{filter}: {value} and {n} more", filter=title, value=names[0], n=len(names) - 1)
        self._button.setText(mnemonic_free(text))
        self._away.setVisible(bool(self.chosen))
        theme.set_property(self, "surface", "result" if self.chosen else "")
        self.updateGeometry()

    def _build(self) -> None:
        self._menu.clear()
        for value, words in self.kind.options():
            action = QAction(mnemonic_free(tr(words)), self._menu)
            action.setCheckable(True)
            action.setChecked(value in self.chosen)
            action.toggled.connect(lambda on, value=value: self._toggle(value, on))
            self._menu.addAction(action)

    def _toggle(self, value: Hashable, on: bool) -> None:
        if self.kind.many:
            self.put(self.chosen | {value} if on else self.chosen - {value})
        else:
            self.put(frozenset({value} if on else ()))


class _StayingMenu(QMenu):
    """A menu that stays open while several things are ticked with the mouse."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's call: tick, and stay."""
        action = cast("QAction | None", self.activeAction())
        if action is not None and action.isCheckable():
            action.toggle()
        else:
            super().mouseReleaseEvent(event)
