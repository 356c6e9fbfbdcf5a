"""The keeper: what is typed anywhere in the windows of an office is a draft on the disk before two seconds have passed.

It listens to the hub, looks at each place that was typed in a moment later, and writes what is unsaved there on a
thread of its own: nobody waits for the disk, and it does not wait for the office's one writer. A draft goes when
nothing is unsaved in its place any more, because it was saved or discarded there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.draft_file import NOT_KEPT, DraftFile
from app.drafts import Draft, Part, Place
from app.refusal import CannotSave
from app.texts import Message
from models.base import new_id
from ui.drafts.hub import hub, placed, typed_in
from ui.lane import InlineLane, Job, Lane
from ui.page_stack import PageStack

log = logging.getLogger("ui")

#: So long after a word it is looked for, in milliseconds; while typing goes on, again after each such time.
PAUSE: Final = 800


@dataclass
class _Live:
    """The draft of one place on the screen."""

    place: QWidget
    id: UUID
    begun_at: datetime
    #: What was found there last.
    parts: tuple[Part, ...] = ()
    #: Whether any of it was given to the file.
    kept: bool = False


class Keeper(QObject):
    """Keeps the drafts of one officer, as long as the office is open.

    Signals: `troubled(Message)`, once for each trouble, when drafts cannot be kept; `left_changed()` when the drafts of
    earlier sittings are others than before.
    """

    troubled = Signal(object)
    left_changed = Signal()

    def __init__(self, file: DraftFile, clock: Any, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file, self._clock, self._lane = file, clock, lane
        self._live: dict[int, _Live] = {}
        #: Drafts put back on the screen: by place those that the place's own draft stands for from now on.
        self._restored: dict[int, list[UUID]] = {}
        self._troubled = False
        #: Drafts of earlier sittings, newest first; and those of them that were discarded in this one.
        self.left: tuple[Draft, ...] = ()
        self.discarded: tuple[Draft, ...] = ()
        self._pause = QTimer(self)
        self._pause.setInterval(PAUSE)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.look)
        hub.typed.connect(self._typed)
        hub.closed.connect(self._closed)

    # drafts that are being typed

    def look(self) -> None:
        """Look at every place that is being typed in, and have its draft written, or dropped."""
        for live in list(self._live.values()):
            self._look(live)
        if self._live:
            self._pause.start()

    def close(self) -> None:
        """Write what is still to be written, and close the file."""
        for signal, slot in ((hub.typed, self._typed), (hub.closed, self._closed)):
            signal.disconnect(slot)
        self._pause.stop()
        self._lane.close()
        self._lane = InlineLane()
        for live in list(self._live.values()):
            live.parts = ()  # the lane may have dropped what it was given last
            self._look(live)
        self._file.close()

    def _typed(self, place: QWidget) -> None:
        """Somebody typed; the timer is not put off by the next key."""
        if id(place) not in self._live:
            self._live[id(place)] = _Live(place, new_id(), self._clock.now())
        if not self._pause.isActive():
            self._pause.start()

    def _closed(self, place: QWidget) -> None:
        """A dialog was closed: its words were saved or discarded."""
        live = self._live.get(id(place))
        if live is not None:
            self._drop(live)

    def _look(self, live: _Live) -> None:
        if not shiboken6.isValid(live.place) or (isinstance(live.place, QDialog) and not live.place.isVisible()):
            self._drop(live)
            return
        parts = typed_in(live.place)
        if not parts:
            self._drop(live)
        elif parts != live.parts:
            live.parts = parts
            self._keep(live)

    def _keep(self, live: _Live) -> None:
        found = where(live.place)
        if found is None:
            return
        live.kept = True
        place, whose = found
        title = placed(live.place).draft_title
        draft = Draft(live.id, place, whose, title, live.parts, live.begun_at, self._clock.now())
        gone = tuple(self._restored.get(id(live.place), ()))

        def kept(_none: object) -> None:
            self._troubled = False
            if gone:
                self._restored.pop(id(live.place), None)
                self._forget(gone)
            if shiboken6.isValid(live.place):
                hub.kept.emit(live.place, draft.at)

        def failed(problem: Exception) -> None:
            live.parts = ()  # it is tried again at the next look
            self._fail(problem)

        self._put(lambda: self._file.keep(draft, gone), kept, failed, live.id)

    def _drop(self, live: _Live) -> None:
        self._live.pop(id(live.place), None)
        gone = self._restored.pop(id(live.place), [])
        if live.kept:
            self._put(lambda: self._file.drop(live.id), lambda _none: None, self._fail, live.id)
        for id_ in gone:  # what was restored was saved, or discarded here, before it was kept anew
            self.drop(id_)

    # drafts of earlier sittings

    def find(self) -> None:
        """Look for what earlier sittings have left; `left` holds it then."""
        self._put(self._file.left, self._found, self._fail)

    def drop(self, id: UUID) -> None:
        """A draft that was left is no longer needed."""
        self._forget((id,))
        self._put(lambda: self._file.drop(id), lambda _none: None, self._fail)

    def discard(self, draft: Draft) -> None:
        """A person does not want a draft that was left; until the end of the sitting that can be taken back."""
        self.discarded = (*self.discarded, draft)
        self.drop(draft.id)

    def take_back(self, draft: Draft) -> None:
        """A draft that was discarded in this sitting is wanted again."""
        self.discarded = tuple(one for one in self.discarded if one.id != draft.id)
        self._found(tuple(sorted((*self.left, draft), key=lambda one: one.at, reverse=True)))
        self._put(lambda: self._file.leave(draft), lambda _none: None, self._fail)

    def put_back(self, place: QWidget, draft: Draft) -> None:
        """The words of a draft stand on the screen again: it goes as soon as they are kept anew."""
        self._restored.setdefault(id(place), []).append(draft.id)
        self._typed(place)
        self.look()

    def _found(self, left: tuple[Draft, ...]) -> None:
        self.left = left
        self.left_changed.emit()

    def _forget(self, ids: tuple[UUID, ...]) -> None:
        if any(one.id in ids for one in self.left):
            self._found(tuple(one for one in self.left if one.id not in ids))

    # inside

    def _put(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None],
        id: UUID | None = None,
    ) -> None:
        """On the thread of drafts; of one draft only the newest word is written."""
        self._lane.put(Job(work, then, failed, None if id is None else str(id)))

    def _fail(self, problem: Exception) -> None:
        """That drafts are not kept is said once; typing goes on. What is not the fault of the disk is logged."""
        if not isinstance(problem, CannotSave):
            log.error("a draft could not be kept: %s", type(problem).__name__)  # its text would quote the words
        if not self._troubled:
            self._troubled = True
            self.troubled.emit(problem.message if isinstance(problem, CannotSave) else Message(NOT_KEPT))


def where(widget: QWidget) -> tuple[Place, str] | None:
    """In which form of which page a place is, and what the page is called; None outside a window of an office."""
    here = placed(widget)
    page: QWidget | None = None
    around: QWidget | None = widget
    while around is not None:
        above = around.parentWidget()
        if isinstance(above, PageStack):
            page = around
        stack = getattr(around, "stack", None)
        if isinstance(stack, PageStack):
            spot = stack.spot_of(page) if page is not None else None
            kind, id = ("", None) if spot is None else (spot.kind, spot.id)
            title = getattr(page, "title", None)
            return Place(kind, id, here.draft_name, here.draft_about), title() if title is not None else ""
        around = above
    return None
