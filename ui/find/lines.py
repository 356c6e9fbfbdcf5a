"""The lines under the box: headings and what can be chosen, and how a screen reader hears them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.names import fold

Index = QModelIndex | QPersistentModelIndex

#: The line itself, for whoever paints it.
LINE: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines under it have in common; it cannot be chosen."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """Something that can be chosen: in words, in the language of the screen.

    `second` is the name in the other script, `why` says at the right edge why it was found, or by which keys it is
    done; `bold` are the parts of the name that were typed. `does` opens or does it, `beside` in a window of its own.
    """

    icon: str
    name: str
    second: str
    why: str
    does: Callable[[], object]
    beside: Callable[[], object] | None = None
    bold: tuple[tuple[int, int], ...] = ()

    @property
    def heard(self) -> str:
        """The line as it is read out."""
        return ". ".join(part for part in (self.name, self.second, self.why) if part)


class LinesModel(QAbstractListModel):
    """Headings and lines as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Heading | Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """What can be chosen, in order."""
        return tuple(one for one in self._all if isinstance(one, Line))

    def put(self, lines: Sequence[Heading | Line]) -> None:
        """Show others."""
        self.beginResetModel()
        self._all = tuple(lines)
        self.endResetModel()

    def at(self, row: int) -> Heading | Line | None:
        """What stands in a row."""
        return self._all[row] if 0 <= row < len(self._all) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._all)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = self.at(index.row())
        if role == LINE:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and found is not None:
            return found.text if isinstance(found, Heading) else found.heard
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is passed over."""
        if isinstance(self.at(index.row()), Line):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags


def spans(name: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the words of a search stand in a name, as (from, to), however they are written: 电镀 in 電鍍."""
    letters, places = "", []
    for place, one in enumerate(name):
        folded = _folded(one)
        letters += folded
        places += [place] * len(folded)
    found = []
    for word in fold(text).split():
        at = letters.find(word)
        if at >= 0:
            found.append((places[at], places[at + len(word) - 1] + 1))
    return tuple(sorted(found))


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    return " " if letter.isspace() else fold(letter)
