"""A part of the applicant page: a heading with what can be done beside it, and its content."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.act import Act
from app.applicant_sheet import ApplicantSheet
from app.texts import N_, Message
from ui import theme
from ui.casefile.parts import empty
from ui.casefile.section import Standing
from ui.desk import Desk
from ui.widgets.basic import Button, Label, column, row, tip
from ui.words import Speaking, tr

_NOT_YOURS = N_("Your role may look at this but not change it.")


class Part(Speaking, QWidget):
    """Base of all parts. `asked(what, id, owner)` asks the page for a form: a new one without `id`."""

    heading: ClassVar[str] = ""
    icon: ClassVar[str] = "info"
    asked = Signal(str, object, object)
    open_case = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sheet: ApplicantSheet | None = None
        self.aside = row(gap=theme.S8)
        self.body = column(gap=theme.S8)
        top = row(Label(self.heading, size="section", bold=True), None, self.aside, gap=theme.S8)
        self.setLayout(column(top, self.body, gap=theme.S8))

    def put(self, sheet: ApplicantSheet) -> None:
        """Show a newer sheet."""
        self.sheet = sheet
        empty(self.body)
        self.fill(sheet)

    def fill(self, sheet: ApplicantSheet) -> None:
        """Draw the sheet; each part has its own way."""
        raise NotImplementedError

    def standing(self, sheet: ApplicantSheet) -> Standing:
        """The part's line in the list at the left."""
        return self.icon, "muted", 0

    def button(
        self, text: str | Message, what: str, id: object = None, *, act: Act[..., object], owner: object = None,
        icon_name: str | None = None, link: bool = False, about: str = "",
    ) -> Button:  # fmt: skip
        """A button that asks for a form; grey when the officer may not do the act. `about` tells like ones apart."""
        made = Button(text, icon_name=icon_name, kind="link" if link else "plain")
        made.clicked.connect(lambda _on=False: self.asked.emit(what, id, owner))
        made.setObjectName(f"{what}-{id or owner or ''}")
        if about:
            label = text if isinstance(text, Message) else Message(text)
            made.says(made.setAccessibleName, Message("{button} {about}", button=label, about=about))
        if not self.desk.may(act):
            made.setEnabled(False)
            made.setToolTip(tip(tr(_NOT_YOURS)))
        return made
