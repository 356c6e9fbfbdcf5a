"""The fields of a task, and the dialog that changes one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.field_words import field_word
from app.officers import OfficerRow
from app.tasks import TaskFields
from app.texts import N_, Message
from ui.casefile.ask import AskDialog, Send
from ui.casefile.parts import officer_name
from ui.widgets.fields import ChoiceField, DateField, LongText, TextField
from ui.widgets.form import Form

Offered = Sequence[tuple[UUID, Message]]


def task_fields(form: Form, clock: Clock, *, beside: bool = False) -> None:
    """What is to be done, by whom and by when; the day `beside` who does it, where there is room."""
    form.add("text", N_("What is to be done"), TextField(most=300), missing=N_("Say what is to be done."))
    form.add("officer_id", N_("Who does it"), ChoiceField((), blank=N_("Nobody yet"), width=200))
    form.add("due_on", field_word("due_on"), DateField(clock=clock), beside=beside)


def offered(officers: Sequence[OfficerRow], before: OfficerRow | None = None) -> Offered:
    """Who may be asked to do a task: everybody who works here, and whoever was asked before."""
    return [
        (one.id, Message("{who}", who=officer_name(one)))
        for one in officers
        if one.active or (before is not None and one.id == before.id)
    ]


class TaskDialog(AskDialog[TaskFields]):
    """Changes a task."""

    def __init__(self, parent: QWidget | None, clock: Clock, officers: Offered, task: TaskFields) -> None:
        super().__init__(parent, N_("Change a task"), width=720)
        task_fields(self.form, clock)
        whose = self.form.field("officer_id")
        assert isinstance(whose, ChoiceField)
        whose.set_options(officers)
        self.form.add("note", field_word("note"), LongText(rows=3), hint=N_("May be left empty."))
        self.form.put({name: getattr(task, name) for name in TaskFields.__slots__})

    def answer(self, values: dict[str, Any]) -> TaskFields:
        """The task as it is to be."""
        return TaskFields(values["text"], values["officer_id"], values["due_on"], values["note"] or "")

    @classmethod
    def ask(
        cls, parent: QWidget | None, clock: Clock, officers: Offered, task: TaskFields, *, send: Send | None = None
    ) -> TaskFields | None:
        """The task as it is to be, or None."""
        return cls(parent, clock, officers, task).run(send)
