"""The facets: quiet buttons whose menus write words into the query, each value with how many cases it has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu

from app.texts import N_
from ui.widgets.basic import ToolButton, mnemonic_free
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from app.query_words import Choice

#: The facets in their order: the field's English word and its title.
FACETS = {
    "stage": N_("Stage"),
    "type": N_("Type"),
    "officer": N_("Officer"),
    "due": N_("Due"),
    "sector": N_("Sector"),
    "phase": N_("Phase"),
    "flag": N_("Flag"),
}


class Facet(Speaking, ToolButton):
    """One facet. `offered` gives what can be chosen now and what is chosen.

    Signals: `opened()` when the menu opens, for `put_counts`; `picked(values)` with all that are chosen now.
    """

    opened = Signal()
    picked = Signal(object)

    def __init__(self, title: str, offered: Callable[[], tuple[tuple[Choice, ...], Collection[Any]]]) -> None:
        super().__init__()
        self._offered = offered
        self._chosen: set[Any] = set()
        self._lines: list[tuple[QAction, Choice]] = []
        self.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = _StayingMenu(self)
        self._menu.aboutToShow.connect(self._build)
        self.setMenu(self._menu)
        self.says(self.setText, title)

    def put_counts(self, counts: Mapping[Any, int]) -> None:
        """How many cases each value has, beside it."""
        for action, one in self._lines:
            action.setText(f"{mnemonic_free(tr(one.title))}\t{counts.get(one.value, 0):,}")

    def pick(self, value: Any, on: bool) -> None:
        """Choose a value, or no longer, as a click on its line does."""
        (self._chosen.add if on else self._chosen.discard)(value)
        self.picked.emit(frozenset(self._chosen))

    def _build(self) -> None:
        listed, chosen = self._offered()
        self._chosen = set(chosen)
        self._menu.clear()
        self._lines = []
        for one in listed:
            action = QAction(mnemonic_free(tr(one.title)), self._menu)
            action.setCheckable(True)
            action.setChecked(one.value in self._chosen)
            action.toggled.connect(lambda on, value=one.value: self.pick(value, on))
            self._menu.addAction(action)
            self._lines.append((action, one))
        self.opened.emit()


class _StayingMenu(QMenu):
    """A menu that stays open while several things are ticked with the mouse."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's call: tick, and stay."""
        action = cast("QAction | None", self.activeAction())
        if action is not None and action.isCheckable():
            action.toggle()
        else:
            super().mouseReleaseEvent(event)
