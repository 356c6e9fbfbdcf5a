"""The keys: which are set for what, which a person has chosen instead, and shortcuts that follow the choice.

A key that is chosen is kept in the person's settings. Input methods keep theirs, and a letter alone is never a key.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.texts import N_, Message

_Modifier = Qt.KeyboardModifier


@dataclass(frozen=True, slots=True)
class Key:
    """What can be done by a key: its stable name, its words, and the keys it has at the beginning, as in "Ctrl+N"."""

    name: str
    text: str
    keys: str


#: Keys of the page of a case.
CASE: Final = (
    Key("case.stage", N_("Choose another stage"), "Ctrl+Shift+S"),
    Key("case.due", N_("Set a due date…"), "Ctrl+D"),
    Key("case.assign", N_("Assign…"), "Ctrl+Shift+A"),
    Key("case.note", N_("Write a note"), "Ctrl+M"),
    Key("case.task", N_("Add a task…"), "Ctrl+T"),
    Key("case.paper", N_("Summary paper"), "Ctrl+P"),
)

#: Keys of the list of likely duplicates.
DUPLICATES: Final = (
    Key("duplicates.merge", N_("Merge the two applicants…"), "Ctrl+Shift+M"),
    Key("duplicates.apart", N_("The two applicants are not the same"), "Ctrl+Shift+D"),
)

#: Keys of every form, and of the window wherever one is.
FORMS: Final = (
    Key("save", N_("Save"), "Ctrl+S"),
    Key("take-back", N_("Undo typing in a field; elsewhere the last act"), "Ctrl+Z"),
)


#: What text fields and lists do by these is the same in every program.
EVERYWHERE: Final = frozenset("Ctrl+A Ctrl+C Ctrl+V Ctrl+X Ctrl+Ins Ctrl+Home Ctrl+End Ctrl+Left Ctrl+Right".split())


class Keys(QObject):
    """The keys in use. `changed` comes after each change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._first: dict[str, str] = {}
        self._wanted: dict[str, str] = {}
        self._chosen: dict[str, str] = {}
        self.know(*CASE, *DUPLICATES, *FORMS)

    @property
    def chosen(self) -> Mapping[str, str]:
        """The keys that a person has chosen, by name; "" where there is to be none."""
        unknown = {name: wanted for name, wanted in self._wanted.items() if name not in self._first}
        return unknown | self._chosen

    def know(self, *keys: Key) -> None:
        """These can be done by a key."""
        self._first.update({one.name: one.keys for one in keys})
        self._settle()

    def names(self) -> tuple[str, ...]:
        """All that can be done by a key."""
        return tuple(self._first)

    def of(self, name: str) -> str:
        """The keys for something, as in "Ctrl+/; F1"; "" for none."""
        return self._chosen.get(name, self._first.get(name, ""))

    def first(self, name: str) -> str:
        """The keys that it has when nobody chooses others."""
        return self._first.get(name, "")

    def put(self, wanted: Mapping[str, str]) -> None:
        """Take a person's choices instead of those before. What makes no sense is left out, and no key does two things:
        what was chosen goes before what was set at the beginning."""
        self._wanted = dict(wanted)
        self._settle()

    def _settle(self) -> None:
        kept: dict[str, str] = {}
        used: set[str] = set()
        for name in sorted(self._first, key=lambda one: one not in self._wanted):
            wanted = self._wanted.get(name, self._first[name])
            if name in self._wanted and any(hindrance(one) is not None for one in sequences(wanted)):
                wanted = self._first[name]
            left = without(wanted, used)
            used |= _texts(left)
            if _texts(left) != _texts(self._first[name]):
                kept[name] = left
        if kept != self._chosen:
            self._chosen = kept
            self.changed.emit()

    def choose(self, name: str, keys: str) -> None:
        """One other choice; what had these keys has them no longer."""
        taken = {other: without(self.of(other), _texts(keys)) for other in self.users(keys) if other != name}
        self.put({**self._chosen, **taken, name: keys})

    def reset(self, name: str) -> None:
        """The keys of the beginning again; who has them meanwhile loses them."""
        self.choose(name, self.first(name))

    def users(self, keys: str) -> tuple[str, ...]:
        """What is done by any of these keys."""
        return tuple(name for name in self._first if _texts(keys) & _texts(self.of(name)))


def sequences(keys: str) -> list[QKeySequence]:
    """Keys as text, as Qt has them."""
    return QKeySequence.listFromString(keys) if keys else []


def without(keys: str, taken: Collection[str]) -> str:
    """The keys that are left when some are taken away, as in "Ctrl+/; F1"."""
    return "; ".join(one.toString() for one in sequences(keys) if one.toString() not in taken)


def _texts(keys: str) -> set[str]:
    return {one.toString() for one in sequences(keys)}


def shown(keys: str) -> str:
    """Keys as they are written on this computer: "Ctrl+/, F1"."""
    return ", ".join(one.toString(QKeySequence.SequenceFormat.NativeText) for one in sequences(keys))


def hindrance(keys: QKeySequence) -> Message | None:
    """Why a key cannot be chosen; None when it can."""
    if keys.count() != 1:
        return Message("Press one key, or one key together with Ctrl, Alt or Shift.")
    pressed: QKeyCombination = keys[0]  # type: ignore[index]  # PySide's stubs leave it out
    key, modifiers = pressed.key(), pressed.keyboardModifiers()
    strong = modifiers & (_Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier)
    if key == Qt.Key.Key_Space and (strong or modifiers & _Modifier.ShiftModifier):
        return Message("Input methods use this key. Choose another.")
    if keys.toString() in EVERYWHERE:
        return Message("This key is the same in every program and cannot be changed.")
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return None
    if not strong:
        return Message("A key alone is for typing. Press it together with Ctrl or Alt, or choose F1 to F12.")
    if not ((strong & ~_Modifier.AltModifier) or _alone_with_alt(key)):
        return Message("Alt with a letter or a digit opens menus and sorts lists. Choose another key.")
    return None


def _alone_with_alt(key: Qt.Key) -> bool:
    """Whether Alt with this key is free: letters open the menus, digits sort."""
    return not (Qt.Key.Key_0 <= key <= Qt.Key.Key_9 or Qt.Key.Key_A <= key <= Qt.Key.Key_Z)


#: The keys of this person, at this computer.
current: Final = Keys()


class Follower(QShortcut):
    """A shortcut that follows the choice of a person."""

    def __init__(
        self,
        name: str,
        parent: QObject,
        then: Callable[[], object],
        context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.setContext(context)
        self.activated.connect(then)
        current.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setKeys(sequences(current.of(self._name)))
