"""Two applicants side by side: which one stays, what each field is to be, what moves. Nothing is written before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app import merging
from app.applicants import ApplicantFields
from app.merge_preview import At, Preview, preview
from app.names import company_name
from app.refusal import Refusal
from app.texts import N_, Message, Words
from ui import theme
from ui.desk import Desk
from ui.duplicates.side_by_side import SideBySide
from ui.notices import Notice
from ui.widgets.basic import Button, Label, Sentences, column, row, rule
from ui.widgets.dialog import press_with_ctrl_s
from ui.widgets.fit import Growing, come_to_rest
from ui.widgets.scroll import Scroll
from ui.words import Speaking

Say = Callable[[Message | Notice], object]

_WIDE: Final = 900
_SAFE: Final = N_(
    "Nothing is deleted: the history keeps what is not chosen, and old names and numbers go on finding this applicant. "
    "As long as it is your last act and nobody changed what moved, Undo parts the two again."
)
#: The choices scroll beyond this height.
_HIGH: Final = 420


@dataclass(frozen=True, slots=True)
class Merged:
    """What was done: who stays, what the other one was called, and the entry that can be taken back."""

    kept_id: UUID
    name: Words
    other: Words
    entry_id: UUID


def ask_to_merge(desk: Desk, left_id: UUID, right_id: UUID, parent: QWidget | None, said: Say) -> MergeDialog:
    """Open the dialog on two applicants; `said` is given the notice, with its Undo, when they were merged."""
    dialog = MergeDialog(desk, left_id, right_id, parent)
    dialog.merged.connect(lambda done: said(notice(desk, done, said)))
    dialog.open()
    return dialog


def notice(desk: Desk, done: Merged, said: Say) -> Notice:
    """What was done, with a button that takes it back and no other act that came after it."""
    text = Message("{other} was merged into {name}.", other=done.other, name=done.name)
    return Notice(text, N_("Undo"), partial(_take_back, desk, done.entry_id, said))


def _take_back(desk: Desk, entry_id: UUID, said: Say) -> None:
    from app.undo import undo_last

    def told(title: str) -> None:
        said(Message("Taken back: {act}", act=Message(title)))

    desk.do(undo_last, only=entry_id, then=told)


class MergeDialog(Speaking, Growing):
    """Asks and merges. Signal: `merged(Merged)` when it has; the dialog is then closed."""

    merged = Signal(object)

    def __init__(self, desk: Desk, left_id: UUID, right_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.says(self.setWindowTitle, N_("Merge two applicants"))
        self._desk, self._ids = desk, (left_id, right_id)
        self.preview: Preview | None = None
        #: Why the last try was refused; told until something is chosen anew.
        self._failed: Message | None = None
        self.sides = SideBySide()
        self.area = Scroll(self.sides)
        self._moves = Label(wrap=True)
        self._warnings = Sentences(tone="warn", wrap=True)
        self._refused = Label(tone="danger", wrap=True)
        self._refused.hide()
        self.ok = Button(N_("Merge two applicants"), kind="primary", then=self.take)
        self.ok.setDefault(True)
        self.ok.setEnabled(False)
        self.cancel = Button(N_("Cancel"), then=self.reject)
        press_with_ctrl_s(self, self.ok)
        feet = row(None, self.cancel, self.ok)
        said = column(self._moves, self._warnings, Label(_SAFE, tone="muted", wrap=True), self._refused, gap=theme.S8)
        self._line = rule()
        laid = column(self.area, self._line, said, theme.S4, feet, margins=theme.S24, gap=theme.S12)
        laid.setStretch(0, 1)
        self.setLayout(laid)
        self.setMinimumWidth(_WIDE)
        self.sides.turned.connect(self._turn)
        self._look()

    def take(self) -> None:
        """Merge the two as they are chosen."""
        if self.preview is None or not self.ok.isEnabled():
            return
        self.ok.setEnabled(False)
        self._failed = None
        at = self.sides.stays
        kept, other = (self.preview.sides[one].applicant for one in (at, 1 - at))
        form = self.sides.chosen()
        done = Merged(kept.id, _name(form), _name(other.fields), kept.id)
        self._desk.do(
            merging.merge, kept.id, other.id, form, seen=kept.version, other_seen=other.version,
            then=partial(self._done, done), failed=self._fail,
        )  # fmt: skip

    # inside

    def _look(self) -> None:
        self._desk.read(preview, *self._ids, then=self._show, failed=self._cannot, slot=f"merge-{id(self)}")

    def _show(self, found: Preview) -> None:
        if self.preview is None:
            self.sides.put(found)
        elif found != self.preview:  # somebody was quicker: what was chosen stays where it can
            self.sides.put(found, self.sides.stays)
        self.preview = found
        self._say(self.sides.stays)
        come_to_rest(self.sides)
        self.area.setMinimumHeight(min(self.sides.need(_WIDE - 2 * theme.S24), _HIGH))
        self.fit()
        self.sides.begin()

    def _turn(self, stays: At) -> None:
        self._failed = None
        self._say(stays)

    def _say(self, stays: At) -> None:
        """What the merge would do, and why it cannot be done by this officer."""
        assert self.preview is not None
        gone = self.preview.sides[1 - stays]
        name = _name(gone.applicant.fields)
        if gone.moving:
            text = Message("Goes to the record that stays, with all that belongs to it: {what}.", what=gone.moving)
        else:
            text = Message("Nothing hangs on the record of {name}.", name=name)
        self._moves.say(text)
        refused = self.preview.refused(stays, self._desk.office.officer.role)
        self._warnings.say_all(() if refused else self.preview.warnings(stays))
        self._refuse(refused or self._failed)
        self.ok.setEnabled(refused is None and self._desk.may(merging.merge))
        self.fit()

    def _refuse(self, why: Message | None) -> None:
        self._refused.setVisible(why is not None)
        self._refused.say(why or "")

    def _cannot(self, refusal: Refusal) -> None:
        """There is nothing to be merged any more."""
        self.preview = None
        for part in (self.area, self._line, self._moves, self._warnings):
            part.hide()
        self.ok.setEnabled(False)
        self._refuse(refusal.message)
        self.cancel.setFocus()

    def _fail(self, refusal: Refusal) -> None:
        """Nothing was merged; look at both again."""
        self._failed = refusal.message
        self._look()

    def _done(self, done: Merged, entry_id: UUID) -> None:
        self.accept()
        self.merged.emit(replace(done, entry_id=entry_id))


def _name(of: ApplicantFields) -> Words:
    return company_name(of.name_en, of.name_tc, of.name_sc)
