"""What the box can do: every line of the menus that is enabled now, the keys of the page in front, and whom a case can
be given to. One truth: the menus."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction

from app import cases
from app.officers import OfficerRow
from app.texts import LANGUAGES, Message, say
from ui import keys
from ui.menus import LINES, MENUS, Said
from ui.names import person
from ui.words import tr

if TYPE_CHECKING:
    from ui.window import MainWindow

#: What the box itself is asked for by.
_OWN = frozenset({"find_anything", "find_recent"})

#: Where a Chinese menu names its key.
_MARK = re.compile(r"\s*[(（]&\w[)）]")

#: An officer, and what gives him the case in front.
Takers = list[OfficerRow]


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do: its words as they were said before any language, by which it is found; its words on the screen,
    where else it is, its keys, its icon."""

    said: tuple[str | Message, ...]
    text: str
    where: str
    keys: str
    icon: str
    does: Callable[[], object]


def commands(window: MainWindow, officers: Takers) -> list[Command]:
    """All that can be done now."""
    found = [*_of_the_menus(window), *_choices(window), *_of_the_page(window), *_assignments(window, officers)]
    return list({one.text: one for one in reversed(found)}.values())[::-1]


def _of_the_menus(window: MainWindow) -> list[Command]:
    actions = window.menus.actions
    return [
        Command(
            (line.text,),
            _plain(actions[line.does].text()),
            _menu(line.menu),
            keys.shown(keys.current.of(line.does)),
            line.icon or "caret-right",
            actions[line.does].trigger,
        )
        for line in LINES
        if line.does not in _OWN and actions[line.does].isEnabled()
    ]


def _choices(window: MainWindow) -> list[Command]:
    """Language and theme."""
    found = []
    for title, name, action in window.menus.choices():
        words = Message("{title}: {name}", title=Message(title), name=Message(name))
        icon = "translate" if title == "Language" else "moon"
        found.append(Command((words,), tr(words), _menu("view"), "", icon, action.trigger))
    return found


def _of_the_page(window: MainWindow) -> list[Command]:
    """What the page in front adds to the Case menu, and what it does by keys."""
    page, where = window.page(), _menu("case")
    offered: list[QAction] = getattr(page, "case_actions", list)()
    by_key: dict[str, Callable[[], object]] = getattr(page, "by_key", dict)()
    barred = {_plain(one.text()) for one in offered if not one.isEnabled()}
    keyed = [
        Command((one.text,), _plain(tr(one.text)), where, keys.shown(keys.current.of(one.name)), "caret-right",
                by_key[one.name])
        for one in (*keys.CASE, *keys.DUPLICATES, *keys.FORMS)
        if one.name in by_key
    ]  # fmt: skip
    ways = [
        Command((one.words if isinstance(one, Said) else one.text(),), _plain(one.text()), where, "",
                "caret-right", one.trigger)
        for one in offered
    ]  # fmt: skip
    return [one for one in (*keyed, *ways) if one.text not in barred]


def _assignments(window: MainWindow, officers: Takers) -> list[Command]:
    """The case in front, or the one chosen in the list, given to each officer."""
    case: Any = getattr(window.page(), "sheet", None) or _chosen(window)
    if case is None or not hasattr(case, "reference") or not window.desk.may(cases.assign):
        return []
    found = []
    for one in officers:
        if one.active:
            words = Message("Assign to {initials} {name}", initials=one.initials, name=" ".join(_both(one)))
            named = (words, f"{one.initials} {one.name_en} {one.name_zh}")
            give = partial(_give, window, case.id, case.version, one)
            found.append(Command(named, tr(words), case.reference or "", "", "user", give))
    return found


def _chosen(window: MainWindow) -> Any:
    return window.cases.table.current() if window.page() is window.cases else None


def _give(window: MainWindow, case_id: Any, version: int, to: OfficerRow) -> None:
    said = Message("The case is assigned to {who}.", who=" ".join(_both(to)))
    window.desk.do(cases.assign, case_id, to.id, seen=version, then=lambda _done: window.notices.say(said))


def _both(one: OfficerRow) -> tuple[str, str]:
    return person(one.name_en, one.name_zh)


def _menu(name: str) -> str:
    title = MENUS[name]
    return _plain(tr(title))


def names(command: Command) -> tuple[str, ...]:
    """The words of a command in all three languages: who reads one may know it by another. Reads the catalogues, so it
    is not for the window's own thread."""
    return tuple(name for words in command.said for name in _spoken(words))


@lru_cache(maxsize=512)
def _spoken(words: str | Message) -> tuple[str, ...]:
    message = words if isinstance(words, Message) else Message(words)
    return tuple(dict.fromkeys(_plain(say(message, code)) for code in LANGUAGES))


def _plain(text: str) -> str:
    """Words without the mark of a key in a menu: "檔案 (&F)", "&File"."""
    return _MARK.sub("", text).replace("&&", "\0").replace("&", "").replace("\0", "&")
