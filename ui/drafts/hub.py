"""Where all that is typed is told: every form tells it here, whoever keeps drafts listens here.

A form is a `Typing`; it stands in a *place*, which is what a person calls one form: a section of a page, a dialog. A
place says in `draft_name` what it is called for good, in `draft_title` what a person calls it, and in `draft_about`
what tells it from others of the same name on the same page.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol, cast
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.drafts import Part
from app.texts import Message


class Hub(QObject):
    """Signals: `typed(place)` something there was changed; `opened(place)`, `closed(place)` a dialog came or went, its
    words saved or discarded; `kept(place, moment)` what is typed there is kept as a draft."""

    typed = Signal(QWidget)
    opened = Signal(QWidget)
    closed = Signal(QWidget)
    kept = Signal(QWidget, object)


hub: Final = Hub()

_numbers = itertools.count()


class Placed(Protocol):
    """A place, as far as drafts see it; it is a `QWidget`."""

    @property
    def draft_name(self) -> str: ...
    @property
    def draft_title(self) -> Message: ...
    @property
    def draft_about(self) -> str: ...


if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Typing(_Widget):
    """A widget that words are typed into. Inherit it before the Qt class, call `is_typed` once when it is made and
    `tell_typed` at each change."""

    def typing(self) -> list[Part]:
        """What was changed here and is not saved, part by part; nothing when all is saved."""
        raise NotImplementedError

    def retype(self, parts: Sequence[Part]) -> int:
        """Put words back as unsaved typing; gives how many fields took theirs."""
        raise NotImplementedError

    def is_typed(self) -> None:
        """From now on what is typed here is kept."""
        _all[self] = next(_numbers)

    def tell_typed(self) -> None:
        """Something was changed here, by a person or by what was read."""
        place = place_of(self)
        if place is not None:
            hub.typed.emit(place)


#: All that is typed into, with its place in the order of making.
_all: Final[WeakKeyDictionary[Typing, int]] = WeakKeyDictionary()


def place_of(widget: QWidget) -> QWidget | None:
    """The place that a widget stands in, itself or around it; None where nothing is ever saved."""
    around: QWidget | None = widget
    while around is not None and not hasattr(around, "draft_name"):
        around = around.parentWidget()
    return around


def placed(place: QWidget) -> Placed:
    """The same widget as what it says of itself."""
    return cast(Placed, place)


def typings(place: QWidget) -> list[Typing]:
    """All that is typed into in a place, in the order in which it was made."""
    here = (one for one in _all if shiboken6.isValid(one) and place.isAncestorOf(one))
    return sorted((one for one in here if place_of(one) is place), key=lambda one: _all[one])


def places(inside: QWidget) -> list[QWidget]:
    """The places within a page; a dialog over it is none of them."""
    found = (place_of(one) for one in _all if shiboken6.isValid(one) and inside.isAncestorOf(one))
    return list(dict.fromkeys(one for one in found if one is not None and not one.isWindow()))


def typed_in(place: QWidget) -> tuple[Part, ...]:
    """What is typed in a place and not saved."""
    return tuple(part for one in typings(place) for part in one.typing())


def retype_in(place: QWidget, parts: Sequence[Part]) -> int:
    """Put words back where they were typed; gives how many fields took theirs."""
    return sum(one.retype(parts) for one in typings(place))
