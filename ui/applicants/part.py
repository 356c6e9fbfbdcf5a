"""A part of the applicant page: a heading with what can be done beside it, and its content."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.act import Act
from app.applicant_sheet import ApplicantSheet
from app.texts import N_, Message
from ui.casefile.parts import empty
from ui.widgets.basic import Button, tip
from ui.widgets.sections import PageSection
from ui.words import tr

_NOT_YOURS = N_("Your role may look at this but not change it.")


class Part(PageSection[ApplicantSheet]):
    """Base of all parts. `asked(what, id, owner)` asks the page for a form: a new one without `id`."""

    asked = Signal(str, object, object)
    open_case = Signal(object)

    def put(self, sheet: ApplicantSheet) -> None:
        """Show a newer sheet; the body is drawn anew."""
        empty(self.body)
        super().put(sheet)

    def button(
        self, text: str | Message, what: str, id: object = None, *, act: Act[..., object], owner: object = None,
        icon_name: str | None = None, link: bool = False, about: str | Message = "",
    ) -> Button:  # fmt: skip
        """A button that asks for a form; grey when the officer may not do the act. `about` tells like ones apart."""
        made = Button(text, icon_name=icon_name, kind="link" if link else "plain", about=about)
        made.clicked.connect(lambda _on=False: self.asked.emit(what, id, owner))
        made.setObjectName(f"{what}-{id or owner or ''}")
        if not self.desk.may(act):
            made.setEnabled(False)
            made.setToolTip(tip(tr(_NOT_YOURS)))
        return made
