"""What is to be put right in a form: a summary whose lines jump to their fields, and a line beside each field."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.texts import N_, Message
from ui import theme
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.fields import Field

_ONE: Final = N_("There is one thing to put right")
_SOME: Final = N_("Some things are to be put right")


class Summary(QFrame):
    """What is to be put right, at the top of the form."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "danger")
        self._heading = Label(bold=True, wrap=True)
        self._list = column(gap=0)
        self._links: list[QWidget] = []
        inside = column(self._heading, self._list, gap=theme.S4)
        sign = IconLabel("warning-circle", "danger", 20)
        outer = row(sign, inside, margins=theme.S12, gap=theme.S12)
        outer.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(outer)
        self.hide()

    def show_problems(self, general: Message | None, links: list[tuple[Message, Field]]) -> None:
        """The general sentence, and one link for each field; nothing hides the summary."""
        for old in self._links:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._links = [_jump(message, field) for message, field in links]
        for link in self._links:
            self._list.addWidget(link)
            link.show()  # Qt would show it only at the next turn of the event loop
        if general is not None:
            self._heading.say(general)
        else:
            self._heading.say(_ONE if len(links) == 1 else _SOME)
        self.setVisible(bool(general or links))


def _jump(message: Message, field: Field) -> Button:
    link = Button(message, kind="link", then=lambda: field.control.setFocus(Qt.FocusReason.ShortcutFocusReason))
    link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return link


def error_line() -> tuple[QFrame, Label]:
    """An icon and the sentence beside it, hidden."""
    sentence = Label(tone="danger", wrap=True)
    line = QFrame()
    sign = IconLabel("warning-circle", "danger", 16)
    laid = row(sign, sentence, gap=theme.S4)
    laid.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    line.setLayout(laid)
    line.hide()
    return line, sentence


def as_message(words: str | Message) -> Message:
    """Words as a message."""
    return words if isinstance(words, Message) else Message(words)
