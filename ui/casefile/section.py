"""A section of the case page: a heading, its content, and what the page needs to know of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from app.case_sheet import CaseSheet
from app.refusal import Refusal
from app.texts import Message
from ui.widgets.sections import PageSection

#: Told whether something was saved.
Done = Callable[[bool], None]


def tell(done: Done | None, *, saved: bool) -> None:
    """Tell who waits, if anybody does."""
    if done is not None:
        done(saved)


class Section(PageSection[CaseSheet]):
    """Base of all sections of the case page.

    Signals: `said` carries a sentence for the notice line, `edited` tells of typing, `stale` that
    a newer sheet is to be read.
    """

    said = Signal(object)
    edited = Signal()
    stale = Signal()
    open_case = Signal(object)
    open_applicant = Signal(object)

    @property
    def draft_name(self) -> str:
        """What drafts call this section."""
        return type(self).__name__

    @property
    def draft_title(self) -> Message:
        """What a person calls it."""
        return Message(self.called)

    @property
    def draft_about(self) -> str:
        """There is one of each on a page."""
        return ""

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
