"""The bar under the case list that says how many cases are selected and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.case_list import CaseRow
from app.refusal import Invalid
from app.texts import N_, Message
from ui import theme
from ui.desk import Desk
from ui.widgets.basic import Button, Label, row
from ui.widgets.long_table import LongTable
from ui.words import Speaking

if TYPE_CHECKING:
    from app.changing_many import Done

#: So many cases are changed at once at most: all of them are shown before.
MOST: Final = 2_000


class SelectionBar(Speaking, QFrame):
    """Shown while two cases or more are selected; it takes its room from the end of the list, so no row moves.

    Signal: `said(Message or Notice)` for the notice line.
    """

    said = Signal(object)

    def __init__(self, desk: Desk, table: LongTable[CaseRow]) -> None:
        super().__init__()
        self.setProperty("surface", "result")
        self.says(self.setAccessibleName, N_("The selected cases"))
        self._desk, self._table = desk, table
        self._words = Label(bold=True)
        self.assign = Button(N_("Assign…"), icon_name="user", then=partial(self._change, "officer_id"))
        self.due = Button(N_("Due date…"), icon_name="calendar-blank", then=partial(self._change, "due"))
        self._all = Button(kind="link", then=table.select_everything)
        self._none = Button(N_("Select none"), kind="link", then=table.view.clearSelection)
        laid = row(self._words, theme.S8, self.assign, self.due, None, self._all, self._none, gap=theme.S8)
        laid.setContentsMargins(theme.S12, theme.S4, theme.S12, theme.S4)
        self.setLayout(laid)
        self.hide()
        table.counted.connect(self._count)

    def _count(self, selected: int) -> None:
        """So many are selected now."""
        if selected < 2:  # most of the time, and at the start of the program nothing more is wanted
            self.hide()
            return
        whole = len(self._table.window_model.numbers)
        self._words.say(Message("{n} selected", n=selected))
        self._all.say(Message("Select all {n}", n=whole))
        self._all.setVisible(selected < whole)
        self._allow()
        self.show()

    def _allow(self) -> None:
        from app.changing_many import change_many

        for button in (self.assign, self.due):
            button.setEnabled(self._desk.may(change_many))

    def _change(self, begin: str) -> None:
        """Ask what is to change, beginning with a field."""
        numbers = self._table.chosen_rows().numbers
        if len(numbers) > MOST:
            text = N_("{n} cases are too many to look through before they change. Select {most} at most.")
            self._desk.refused.emit(Invalid(text, n=len(numbers), most=MOST))
            return
        self._open(numbers, begin)

    def _open(self, numbers: Sequence[int], begin: str) -> None:
        from ui.bulk.dialog import ChangeManyDialog

        owner: QWidget = self.window()
        dialog = ChangeManyDialog(self._desk, owner, numbers, begin)
        dialog.done_with.connect(self._tell)
        dialog.open()

    def _tell(self, done: Done) -> None:
        """What was done, with a button that takes it back."""
        from ui.notices import Notice

        left = len(done.skipped)
        text = Message("Changed {n} {n|case|cases}.", n=done.changed)
        if left:
            said = N_("Changed {n} {n|case|cases}; {left} {left|was left as it is|were left as they are}.")
            text = Message(said, n=done.changed, left=left)
        self.said.emit(Notice(text, N_("Undo"), partial(self._undo, done.entry_id)))

    def _undo(self, entry_id: UUID) -> None:
        """Take back that change, and no other act that may have come after it."""
        from app.undo import undo_last

        self._desk.do(
            undo_last,
            only=entry_id,
            then=lambda title: self.said.emit(Message("Taken back: {act}", act=Message(title))),
        )
