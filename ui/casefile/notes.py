"""Notes: written once, never changed."""

from __future__ import annotations

from typing import Any

from app import cases
from app.act import ACTS
from app.case_sheet import CaseSheet
from app.refusal import Refusal
from app.texts import N_, Message
from ui import theme
from ui.casefile.parts import empty, told
from ui.casefile.section import Done, Section, tell
from ui.desk import Desk
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.fields import LongText
from ui.widgets.form import Form
from ui.widgets.sections import Standing


class NotesSection(Section):
    """Writes a note, and lists those written, newest first."""

    called = N_("Notes")
    icon = "note-pencil"
    shows = ("notes",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.form = Form()
        self.form.add(
            "text", N_("New note"), LongText(rows=3), hint=N_("A note is never changed afterwards."),
            missing=N_("Write the note first."),
        )  # fmt: skip
        self.form.changed.connect(self._typed)
        self._add = Button(N_("Add the note"), icon_name="plus", then=self.save)
        self._add.setEnabled(False)
        self._list = column(gap=theme.S12)
        self.body.addWidget(self.form)
        self.body.addLayout(row(None, self._add))
        self.body.addLayout(self._list)

    def standing(self, sheet: CaseSheet) -> Standing:
        """How many notes there are."""
        return self.icon, "muted", len(sheet.notes)

    @property
    def dirty(self) -> bool:
        """Whether a note was begun and not added."""
        return self.form.dirty

    def discard(self) -> None:
        """Forget the note that was begun."""
        self.form.put({"text": ""})
        self._typed()

    def write(self) -> None:
        """Put the cursor where a note is written."""
        self.form.field("text").control.setFocus()

    def save(self, done: Done | None = None) -> None:
        """Add the note that was begun."""
        values = self.form.read()
        if self.sheet is None or values is None:
            tell(done, saved=False)
            return

        def added(_id: Any) -> None:
            self.discard()
            tell(done, saved=True)

        def refused(refusal: Refusal) -> None:
            self.form.refuse(refusal)
            tell(done, saved=False)

        self.do(cases.note, self.sheet.id, values["text"], then=added, failed=refused,
                said=Message("The note is added."))  # fmt: skip

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the list."""
        empty(self._list)
        self.form.setEnabled(self.desk.may(ACTS["case.note"]))
        if not sheet.notes:
            self._list.addWidget(Label(N_("No notes yet."), tone="muted"))
        for note in sheet.notes:
            head = told(Message("{who}, {at}", who=note.who, at=note.at), tone="muted", caption=True)
            self._list.addLayout(column(head, told(note.text), gap=2))

    def _typed(self) -> None:
        self._add.setEnabled(self.form.dirty)
        self.edited.emit()
