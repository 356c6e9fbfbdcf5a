"""Whose a factory is, or all those of a list: one applicant of the office."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.texts import N_
from ui import theme
from ui.cases.applicant_picker import ApplicantPicker
from ui.desk import Desk
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.fit import Growing
from ui.words import Speaking


class OwnerDialog(Speaking, Growing):
    """Asks for an applicant. Signal: `chosen(id, name)`."""

    chosen = Signal(UUID, str)

    def __init__(self, desk: Desk, parent: QWidget, title: str, why: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.says(self.setWindowTitle, title)
        self.picker = ApplicantPicker(desk)
        self._ok = Button(N_("Choose"), kind="primary", then=self.take)
        self._ok.setDefault(True)
        feet = row(None, Button(N_("Cancel"), then=self.reject), self._ok)
        self.setLayout(
            column(Label(why, tone="muted", wrap=True), self.picker, theme.S8, feet, margins=theme.S24, gap=theme.S8)
        )
        self.setMinimumWidth(560)
        self.picker.ask("")
        self.picker.setFocus()

    def take(self) -> None:
        """Take the chosen applicant; without one, say so."""
        if (id := self.picker.chosen_id) is None:
            self.picker.miss()
            return
        item = self.picker.list.currentItem()
        self.chosen.emit(id, item.text().split("   ")[0])
        self.accept()
