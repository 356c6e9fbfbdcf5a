"""What is asked about a visit and its photographs: one dialog each."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.field_words import field_word
from app.texts import N_
from app.visits import PhotographFields, VisitFields
from ui.casefile.ask import AskDialog, Send
from ui.widgets.fields import DateField, LongText, TextField
from ui.widgets.form import Form


class VisitDialog(AskDialog[VisitFields]):
    """A visit that took place: when, where, what for, who was there, what was found."""

    def __init__(self, parent: QWidget | None, kept: VisitFields | None, clock: Clock, *, site: str = "") -> None:
        title = N_("Record a visit") if kept is None else N_("Correct a visit")
        super().__init__(parent, title, width=680)
        add = self.form.add
        add("held_on", field_word("held_on"), DateField(clock=clock), missing=N_("Enter the day of the visit."))
        add("site", field_word("site"), TextField(most=300), missing=N_("Say where the visit was."))
        add("purpose", field_word("purpose"), TextField(most=300))
        hint = N_("The officers who were there, and whom they met.")
        add("present", field_word("present"), LongText(most=2000, rows=2), hint=hint)
        hint = N_("They are printed in the annex of the summary. A new line begins a new paragraph.")
        add("findings", field_word("findings"), LongText(most=20_000, rows=7), hint=hint)
        fields = kept or VisitFields(clock.today(), site)
        self.form.put({name: getattr(fields, name) for name in VisitFields.__slots__})

    def answer(self, values: dict[str, Any]) -> VisitFields:
        """The visit."""
        texts = {name: values[name] or "" for name in ("site", "purpose", "present", "findings")}
        return VisitFields(values["held_on"], **texts)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        kept: VisitFields | None,
        clock: Clock,
        *,
        site: str = "",
        send: Send | None = None,
    ) -> VisitFields | None:
        """The visit, or None."""
        return cls(parent, kept, clock, site=site).run(send)


class CaptionDialog(AskDialog[PhotographFields]):
    """What a photograph shows, and when it was taken."""

    def __init__(self, parent: QWidget | None, kept: PhotographFields, clock: Clock) -> None:
        super().__init__(parent, N_("Correct what is said of a photograph"))
        add_photograph(self.form, clock)
        self.form.put({"caption": kept.caption, "taken_on": kept.taken_on})

    def answer(self, values: dict[str, Any]) -> PhotographFields:
        """What is said of it."""
        return PhotographFields(values["caption"], values["taken_on"])

    @classmethod
    def ask(
        cls, parent: QWidget | None, kept: PhotographFields, clock: Clock, *, send: Send | None = None
    ) -> PhotographFields | None:
        """What is said of it now, or None."""
        return cls(parent, kept, clock).run(send)


def add_photograph(form: Form, clock: Clock) -> None:
    """The two fields of a photograph."""
    form.add("caption", field_word("caption"), TextField(most=300), missing=N_("Say what the photograph shows."))
    form.add("taken_on", field_word("taken_on"), DateField(clock=clock))
