"""AskDialog: a few fields, and the act that takes them. It stays open, typing and all, until the office agrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from app.refusal import Refusal
from app.texts import N_, Message
from ui import theme
from ui.widgets.basic import Kind, Label, column
from ui.widgets.dialog import FormDialog
from ui.widgets.fit import come_to_rest

A = TypeVar("A")

#: Does the act with an answer; calls the first when it is done, the second with the refusal.
Send = Callable[[Any, Callable[[Any], None], Callable[[Refusal], None]], None]


class AskDialog(FormDialog, Generic[A]):
    """Base of the dialogs. A subclass fills `form` and says in `answer` what its values mean."""

    def __init__(
        self, parent: QWidget | None, title: str | Message, *, why: str | Message = "",
        button: str | Message = N_("Save"), kind: Kind = "primary", width: int = 620,
    ) -> None:  # fmt: skip
        super().__init__(parent, title, button=button, kind=kind)
        self._send: Send | None = None
        self._given: A | None = None
        self.why = Label(why, wrap=True)
        self.why.setVisible(bool(why))
        heading = Label(title, size="section", bold=True, wrap=True)
        laid = column(heading, self.why, self.form, self.feet, margins=theme.S24, gap=theme.S12)
        # Qt's least height would be that of the narrowest words.
        laid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(laid)
        self.setMinimumWidth(width)

    def answer(self, values: dict[str, Any]) -> A:
        """What the fields mean together."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's call: no higher than the words need, once what waits to be laid out is; from then on it only grows."""
        by_qt = not event.spontaneous() and not self.testAttribute(Qt.WidgetAttribute.WA_Resized)
        super().showEvent(event)
        layout = self.layout()
        if by_qt and layout is not None:
            come_to_rest(self)
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
            self.fit()

    def run(self, send: Send | None = None) -> A | None:
        """Ask; gives the answer the office took, or None when nothing was done."""
        self._send = send
        try:
            return self._given if self.exec() == QDialog.DialogCode.Accepted else None
        finally:
            self.deleteLater()

    def take(self) -> None:
        """Read the fields and do the act."""
        values = self.form.read()
        if values is None or not self.ok.isEnabled():
            self.fit()
            return
        self._given = self.answer(values)
        if self._send is None:
            self.accept()
            return
        self.ok.setEnabled(False)
        self._send(self._given, lambda _done: self.accept(), self.refused)
