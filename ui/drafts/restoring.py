"""Putting the words of a draft back where they were typed, as unsaved typing: nothing is saved by it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.drafts import Draft
from app.texts import N_, Message
from ui.drafts.hub import hub, placed, places, retype_in, typed_in
from ui.drafts.keeping import Keeper, where
from ui.history import Spot
from ui.window import MainWindow

_BACK = N_("Your words are back where you typed them. They are not saved yet.")
_CLOSED = N_("These words cannot be put back: the form takes no changes now. The draft is still there to copy.")
_TAKEN = N_("Other words stand unsaved in this form. Save or discard them first; the draft stays.")


class Restoring(QObject):
    """Restores drafts in the windows of an office."""

    def __init__(self, keeper: Keeper, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        #: Drafts whose form is to be opened; by whom does not matter.
        self._waiting: list[Draft] = []
        hub.opened.connect(self._opened)

    def close(self) -> None:
        """Wait for no form any more."""
        self._waiting.clear()
        hub.opened.disconnect(self._opened)

    def restore(self, draft: Draft, window: MainWindow) -> None:
        """Go to the page of a draft and put its words back; if it was a dialog, open it."""
        place = draft.place
        if place.page and not window.stack.go(Spot(place.page, place.page_id)):
            return  # the person wants to stay where something else is unsaved
        page: QWidget = window.page() if place.page else window
        _once_read(page, lambda: self._arrive(draft, page, window))

    def _arrive(self, draft: Draft, page: QWidget, window: MainWindow) -> None:
        """The page stands there with its record in it."""
        here = None if page is window else next((one for one in places(page) if _is(one, draft)), None)
        if here is None:
            self._ask_for_form(draft, page, window)
            return
        if typed_in(here):
            window.notices.say(_TAKEN, tone="warn")
            return
        if not retype_in(here, draft.parts):
            window.notices.say(_CLOSED, tone="warn")
            return
        self._keeper.put_back(here, draft)
        window.notices.say(_BACK)
        sections = getattr(page, "sections", {})
        for key, section in sections.items():
            if section is here:
                page.go_to(key)  # type: ignore[attr-defined]  # a page with sections

    def _ask_for_form(self, draft: Draft, page: QWidget, window: MainWindow) -> None:
        """Open the dialog; where the page does not know how, a person opens it as before."""
        self._waiting.append(draft)
        reopen = getattr(page, "reopen", None)
        if reopen is None or not reopen(draft.place.form, draft.place.about):
            text = Message("Open “{form}” again, as you did before: your words will stand in it.", form=draft.title)
            window.notices.say(text, tone="plain")

    def _opened(self, dialog: QWidget) -> None:
        """A form came on the screen: perhaps words are waiting for it."""
        found = where(dialog) if self._waiting else None
        if found is None:
            return
        for draft in [one for one in self._waiting if one.place == found[0]]:
            self._waiting.remove(draft)
            take = getattr(dialog, "take_draft", None)
            if take is not None and take(draft.parts):
                self._keeper.put_back(dialog, draft)


def _is(place: QWidget, draft: Draft) -> bool:
    here = placed(place)
    return (here.draft_name, here.draft_about) == (draft.place.form, draft.place.about)


def _once_read(page: QWidget, then: Callable[[], None]) -> None:
    """Call when a page shows its record; dialogs that block are opened from the loop, not from within a signal."""

    def go_on() -> None:
        view = getattr(page, "view", None)
        if view is not None:
            view.finish()
        QTimer.singleShot(0, page, then)

    if getattr(page, "sheet", page) is not None:
        go_on()
    else:
        page.title_changed.connect(go_on, Qt.ConnectionType.SingleShotConnection)  # type: ignore[attr-defined]
