"""The filter bar: quiet buttons with menus; a filter in use says what it is and can be taken away."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.case_filter import CaseFilter
from app.due import Urgency
from app.texts import N_, Message
from app.words import word
from models.kinds import ProjectType, Sector
from models.stages import Stage
from ui import theme
from ui.widgets.basic import Button, mnemonic_free, row
from ui.widgets.filter import Filter, Kind, Option
from ui.widgets.flow import Flow
from ui.words import Speaking

if TYPE_CHECKING:
    from app.officers import OfficerRow

#: Stands for cases that no officer has.
NOBODY: Final = "nobody"


class FilterBar(Speaking, QWidget):
    """All filters. Signals: `changed()` when one was set or taken away, `cleared()` to take all away with the search,
    `search_taken()` to take only the search away."""

    changed = Signal()
    cleared = Signal()
    search_taken = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._officers: tuple[OfficerRow, ...] = ()
        self._filters = [Filter(kind) for kind in self._kinds()]
        self._clear = Button(N_("Clear filters"), kind="link", then=self.cleared.emit, about=Message("above the list"))
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
