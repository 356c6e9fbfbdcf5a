"""The question before a window is closed while work of it is going on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.texts import N_, Message
from ui import theme
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.fit import Growing
from ui.words import Speaking


class EndQuestion(Speaking, Growing):
    """Keep the window, or stop the work and close it. Esc keeps it."""

    def __init__(self, over: QWidget, what: Message) -> None:
        super().__init__(over)
        self.says(self.setWindowTitle, N_("Work is going on"))
        self.keep = Button(N_("Keep the window open"), kind="primary", then=self.reject)
        self.stop = Button(N_("Stop it and close"), kind="danger", then=self.accept)
        self.keep.setDefault(True)
        words = Label(what, bold=True, wrap=True)
        safe = Label(N_("What is finished by then stays. The rest is not begun."), wrap=True)
        self.setLayout(
            column(
                row(IconLabel("warning", "warn", 24), words, gap=theme.S12),
                safe,
                row(None, self.stop, self.keep),
                margins=theme.S24,
                gap=theme.S16,
            )
        )
        self.setMinimumWidth(420)
        self.keep.setFocus()

    def ask(self) -> bool:
        """Whether the work is to be stopped."""
        try:
            return bool(self.exec())
        finally:
            self.deleteLater()
