"""The filter bar: quiet buttons with menus; a filter in use says what it is and can be taken away."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QWidget

from app.case_list import CaseFilter
from app.due import Urgency
from app.officers import OfficerRow
from app.texts import N_, Message
from app.words import word
from models.kinds import ProjectType, Sector
from models.stages import Stage
from ui import theme
from ui.widgets.basic import Button, Tool, mnemonic_free, row
from ui.widgets.flow import Flow
from ui.words import Speaking, tr

Option = tuple[Hashable, Message]

#: Stands for cases that no officer has.
NOBODY: Final = "nobody"


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing to filter by; `many` allows several values at once."""

    name: str
    title: str
    options: Callable[[], Sequence[Option]]
    many: bool = True


class FilterBar(Speaking, QWidget):
    """All filters. Signals: `changed()` when one was set or taken away, `cleared()` to take all away with the search,
    `search_taken()` to take only the search away."""

    changed = Signal()
    cleared = Signal()
    search_taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._officers: tuple[OfficerRow, ...] = ()
        self._filters = [_Filter(kind) for kind in self._kinds()]
        self._clear = Button(N_("Clear filters"), kind="link", then=self.cleared.emit)
        self._searched = _Searched()
        self._searched.taken.connect(self.search_taken)
        self.setLayout(Flow(*self._filters, self._searched, self._clear, gap=theme.S4))
        for one in self._filters:
            one.changed.connect(self.changed)
        self.show_search("")

    def set_officers(self, officers: tuple[OfficerRow, ...]) -> None:
        """Who may be chosen under Officer."""
        self._officers = officers

    def show_search(self, text: str) -> None:
        """Say what is searched for beside the filters."""
        self._searched.put(text)
        self._clear.setVisible(bool(text) or any(one.chosen for one in self._filters))

    def filters(self) -> dict[str, Any]:
        """What was chosen, by field of `CaseFilter`; fields without a choice are left out."""
        found: dict[str, Any] = {}
        for one in self._filters:
            if not one.chosen:
                continue
            if one.kind.name == "officer":
                first = next(iter(one.chosen))
                found |= {"officer_id": None if first == NOBODY else first, "unassigned": first == NOBODY}
            else:
                found[one.kind.name] = frozenset(one.chosen) if one.kind.many else next(iter(one.chosen))
        return found

    def put(self, name: str, *values: Hashable) -> None:
        """Choose the values of one filter, as a person would."""
        one = next(one for one in self._filters if one.kind.name == name)
        one.put(frozenset(values))

    def clear(self) -> None:
        """Take all filters away without telling."""
        for one in self._filters:
            one.forget()

    def _kinds(self) -> list[Kind]:
        return [
            Kind("stages", N_("Stage"), lambda: _words(Stage)),
            Kind("types", N_("Type"), _types),
            Kind("officer", N_("Officer"), self._people, many=False),
            Kind("urgency", N_("Due"), lambda: _words(Urgency), many=False),
            Kind("sectors", N_("Sector"), lambda: _words(Sector)),
        ]

    def _people(self) -> list[Option]:
        found: list[Option] = [(NOBODY, Message("Nobody"))]
        found += [
            (one.id, Message("{initials} {name}", initials=one.initials, name=one.name_en or one.name_zh))
            for one in self._officers
        ]
        return found


class _Filter(Speaking, QFrame):
    """One filter: a button with its menu and, when in use, a small button that takes it away."""

    changed = Signal()

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.chosen: frozenset[Hashable] = frozenset()
        self._button = QToolButton()
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
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


_LONGEST: Final = 40


class _Searched(Speaking, QFrame):
    """The words searched for, as a filter among the others."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "result")
        self._button = Button(kind="link", icon_name="x", then=self.taken.emit)
        self.setLayout(row(self._button, gap=0))

    def put(self, text: str) -> None:
        """Other words; "" hides it."""
        short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        self._button.say(Message("Search: {text}", text=mnemonic_free(short)))
        self.setVisible(bool(text))


def _words(kind: type[StrEnum]) -> list[Option]:
    return [(one, word(one)) for one in kind]


def _types() -> list[Option]:
    return [(one, Message("{code} – {name}", code=one.value, name=word(one))) for one in ProjectType]


def merged(base: CaseFilter, chosen: dict[str, Any], text: str) -> CaseFilter:
    """A view narrowed by what was chosen; a choice takes the place of the view's own."""
    return replace(base, **chosen, text=text)
