"""A section of the case page: a heading, its content, and what the page needs to know of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.case_sheet import CaseSheet
from app.refusal import Refusal
from app.texts import Message
from ui import theme
from ui.desk import Desk
from ui.theme import Tone
from ui.widgets.basic import Label, column, row
from ui.words import Speaking

#: How a section stands in the list at the left: an icon, its tone, and a count.
Standing = tuple[str, Tone, int]

#: Told whether something was saved.
Done = Callable[[bool], None]


def tell(done: Done | None, *, saved: bool) -> None:
    """Tell who waits, if anybody does."""
    if done is not None:
        done(saved)


class Section(Speaking, QWidget):
    """Base of all sections. `called` is the heading, `short` the line in the list at the left.

    Signals: `said` carries a sentence for the notice line, `edited` tells of typing, `stale` that
    a newer sheet is to be read.
    """

    called: ClassVar[str] = ""
    short: ClassVar[str] = ""
    icon: ClassVar[str] = "info"
    said = Signal(object)
    edited = Signal()
    stale = Signal()
    open_case = Signal(object)
    open_applicant = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sheet: CaseSheet | None = None
        self.heading = Label(self.called, size="title")
        self.aside = row(gap=theme.S8)
        self.body = column(gap=theme.S8)
        top = row(self.heading, None, self.aside, gap=theme.S8)
        self.setLayout(column(top, self.body, gap=theme.S8))

    def put(self, sheet: CaseSheet) -> None:
        """Show a newer sheet; what a person is typing stays."""
        self.sheet = sheet
        self.fill(sheet)

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the sheet; each section has its own way."""
        raise NotImplementedError

    def standing(self, sheet: CaseSheet) -> Standing:
        """The section's line in the list at the left."""
        return self.icon, "muted", 0

    def entered(self) -> None:
        """The section has come into sight."""

    @property
    def dirty(self) -> bool:
        """Whether something typed here is not saved."""
        return False

    def save(self, done: Done | None = None) -> None:
        """Save what was typed; `done` is told whether it was saved."""

    def discard(self) -> None:
        """Forget what was typed."""

    def retranslate(self) -> None:
        """Say everything again, in the order of names that the language wants."""
        super().retranslate()
        if self.sheet is not None:
            self.fill(self.sheet)

    def do(
        self,
        act: Callable[..., Any],
        *args: Any,
        said: Message | None = None,
        then: Callable[[Any], None] | None = None,
        failed: Callable[[Refusal], None] | None = None,
        **kw: Any,
    ) -> None:
        """Act at the desk, and say in the notice line that it was done."""

        def done(result: Any) -> None:
            if said is not None:
                self.said.emit(said)
            if then is not None:
                then(result)

        self.desk.do(act, *args, then=done, failed=failed, **kw)
