"""AskDialog: a few fields, and the act that takes them. It stays open, typing and all, until the office agrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.refusal import Refusal
from app.texts import N_, Message
from ui import theme
from ui.widgets.basic import Button, Kind, Label, column, row
from ui.widgets.fit import Growing
from ui.widgets.form import Form
from ui.words import Speaking

A = TypeVar("A")

#: Does the act with an answer; calls the first when it is done, the second with the refusal.
Send = Callable[[Any, Callable[[Any], None], Callable[[Refusal], None]], None]


class AskDialog(Speaking, Growing, Generic[A]):
    """Base of the dialogs. A subclass fills `form` and says in `answer` what its values mean."""

    def __init__(
        self, parent: QWidget | None, title: str | Message, *, why: str | Message = "",
        button: str | Message = N_("Save"), kind: Kind = "primary", width: int = 620,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._send: Send | None = None
        self._given: A | None = None
        self._warned = False
        self.says(self.setWindowTitle, title)
        self.form = Form()
        self.form.changed.connect(self._calm)
        self.why = Label(why, wrap=True)
        self.why.setVisible(bool(why))
        self._left = Label(N_("What you typed is not saved. Press Esc again to leave it."), tone="warn", wrap=True)
        self._left.hide()
        self.ok = Button(button, kind=kind, then=self.take)
        self.ok.setDefault(True)
        self.ok.setShortcut(QKeySequence.StandardKey.Save)
        self.cancel = Button(N_("Cancel"), then=self._leave)
        self.setLayout(
            column(
                Label(title, size="section", bold=True, wrap=True),
                self.why,
                self.form,
                self._left,
                row(None, self.cancel, self.ok),
                margins=theme.S24,
                gap=theme.S12,
            )
        )
        self.setMinimumWidth(width)

    def answer(self, values: dict[str, Any]) -> A:
        """What the fields mean together."""
        raise NotImplementedError

    def run(self, send: Send | None = None) -> A | None:
        """Ask; gives the answer the office took, or None when nothing was done."""
        self._send = send
        try:
            return self._given if self.exec() == QDialog.DialogCode.Accepted else None
        finally:
            self.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's call: as high as the words need, and the cursor where one begins."""
        super().showEvent(event)
        self.fit()
        first, focused = _first_field(self.form), self._focused()
        if first is not None and (focused is None or not self.form.isAncestorOf(focused)):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self) -> QWidget | None:
        return self.focusWidget()

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
        self._send(self._given, self._done, self._refused)

    def reject(self) -> None:
        """Qt's call for Esc: the first time nothing that was typed is lost."""
        if self.form.dirty and not self._warned:
            self._warned = True
            self._left.show()
            self.fit()
            return
        super().reject()

    def _leave(self) -> None:
        super().reject()

    def _calm(self) -> None:
        self._warned = False
        self._left.hide()

    def _done(self, _result: Any) -> None:
        self.accept()

    def _refused(self, refusal: Refusal) -> None:
        self.ok.setEnabled(True)
        self.form.refuse(refusal)
        self.fit()


def _first_field(form: Form) -> QWidget | None:
    """Where typing begins."""
    found = form.nextInFocusChain()
    while found is not None and found is not form:
        if form.isAncestorOf(found) and found.isVisible() and found.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return found
        found = found.nextInFocusChain()
    return None
