"""Dialogs with fields: Ctrl+S takes them, and nothing that was typed is lost unasked.

Esc, Cancel and the close button all come to `reject`; with something unsaved it asks first, and then only *Discard
changes* closes the dialog.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.clock import HONG_KONG
from app.drafts import Part
from app.refusal import Refusal
from app.texts import N_, Message
from ui import theme
from ui.drafts.hub import hub, retype_in
from ui.icons import IconLabel
from ui.keys import Follower
from ui.widgets.basic import Button, Kind, Label, column, row
from ui.widgets.fit import Growing
from ui.widgets.form import Form
from ui.widgets.stops import first_stop
from ui.words import Speaking


class Careful(Growing):
    """A dialog that asks before it is left with something unsaved in it. A subclass says in `dirty` when that is."""

    _asks = False

    @property
    def dirty(self) -> bool:
        """Whether something that was typed here would be lost."""
        raise NotImplementedError

    def reject(self) -> None:
        """Qt's call for Esc and the close button, ours for Cancel."""
        if not self.dirty:
            self.leave()
        elif not self._asks:
            self._asks = True
            Question(self, self._answered).open()

    def leave(self) -> None:
        """Close the dialog; what was typed is lost."""
        super().reject()

    def _answered(self, discard: bool) -> None:
        self._asks = False
        if discard:
            self.leave()


class Question(Speaking, Growing):
    """Keep editing, or discard what was typed; `then` is told. Esc keeps it."""

    def __init__(
        self, over: QWidget, then: Callable[[bool], object], *, words: str = N_("What you typed is not saved."),
        keep: str = N_("Keep editing"), drop: str = N_("Discard changes"),
    ) -> None:  # fmt: skip
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.says(self.setWindowTitle, N_("Not saved"))
        self.keep = Button(keep, kind="primary", then=self.reject)
        self.drop = Button(drop, kind="danger", then=self.accept)
        self.keep.setDefault(True)
        self.setLayout(
            column(
                row(IconLabel("warning", "warn", 24), Label(words, bold=True, wrap=True), gap=theme.S12),
                row(None, self.drop, self.keep),
                margins=theme.S24,
                gap=theme.S16,
            )
        )
        self.setMinimumWidth(380)
        self.keep.setFocus()
        self.finished.connect(lambda result: then(result == QDialog.DialogCode.Accepted))


class FormDialog(Speaking, Careful):
    """A form and the button that takes it. A subclass lays out `form` and `feet` and does the act in `take`."""

    def __init__(
        self, parent: QWidget | None, title: str | Message, *, button: str | Message = N_("Save"),
        kind: Kind = "primary",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.draft_name = type(self).__name__
        self.draft_title = title if isinstance(title, Message) else Message(title)
        self.says(self.setWindowTitle, title)
        self.form = Form()
        self.form.changed.connect(self._say_unsaved)
        self._unsaved = Label(N_("Not saved"), tone="warn")
        self._unsaved.hide()
        self.ok = Button(button, kind=kind, then=self.take)
        self.ok.setDefault(True)
        self.cancel = Button(N_("Cancel"), then=self.reject)
        self.feet = row(self._unsaved, None, self.cancel, self.ok)
        press_with_ctrl_s(self, self.ok)
        self.finished.connect(lambda _result: hub.closed.emit(self))
        hub.kept.connect(self._say_kept)

    @property
    def draft_about(self) -> str:
        """What tells this form from others of its name on the same page: its title, the words it was opened with."""
        return f"{self.draft_title} {self.form.opened_with}".strip()

    def take_draft(self, parts: Sequence[Part]) -> int:
        """Put words back that were typed here before; gives how many fields took theirs."""
        return retype_in(self, parts)

    @property
    def dirty(self) -> bool:
        """Whether a person changed something in the form."""
        return self.form.dirty

    def take(self) -> None:
        """Read the form and do the act."""
        raise NotImplementedError

    def refused(self, refusal: Refusal) -> None:
        """The act was refused: say why beside the field; all that was typed stays."""
        self.ok.setEnabled(True)
        self.form.refuse(refusal)
        self.fit()

    def begins(self) -> QWidget | None:
        """Where typing begins: the first field."""
        return first_stop(self.form)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's call: as high as the words need, and the cursor where one begins."""
        super().showEvent(event)
        self._say_unsaved()  # what the form was opened with is nothing unsaved
        self.fit()
        first = self.begins()
        if first is not None and not self.form.isAncestorOf(self.focusWidget()):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        if not event.spontaneous():
            hub.opened.emit(self)

    def _say_unsaved(self) -> None:
        self._unsaved.setVisible(self.dirty)

    def _say_kept(self, place: QWidget, at: datetime) -> None:
        if place is self:
            self._unsaved.say(N_("Not saved. Draft kept {time}"), time=f"{at.astimezone(HONG_KONG):%H:%M:%S}")


def press_with_ctrl_s(dialog: QDialog, button: Button) -> None:
    """Ctrl+S presses a button of a dialog. A shortcut of the button itself would go when its words change."""
    Follower("save", dialog, lambda: button.click() if button.isVisible() else None)
