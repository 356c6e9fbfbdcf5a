"""The query box above the list: what is typed is the query, and under it stands what may be typed next.

The list of suggestions lies over the page as a part of the window, so that the keyboard and the input method stay in
the box. Nothing is suggested or taken while a word is being composed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent

from app.texts import N_
from ui.cases.suggestions import SuggestionPanel
from ui.widgets.search_box import SearchBox
from ui.words import language

if TYPE_CHECKING:
    from app.query_completion import Completion, Suggestion
    from app.query_words import Sense

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueryBox(SearchBox):
    """One line for the query. `sense` is asked for what words mean now; None while that is not known.

    Signals: those of `SearchBox`; `counts_asked(field)` when values of a field are listed, for `put_counts`;
    `left()` when the keyboard went elsewhere.
    """

    counts_asked = Signal(object)
    left = Signal()

    def __init__(self, sense: Callable[[], Sense | None]) -> None:
        super().__init__(N_("Filter this list: words, or stage: due: officer: …"), width=220)
        self._sense = sense
        self._completion: Completion | None = None
        self._panel: SuggestionPanel | None = None
        self.textEdited.connect(lambda _text: self.suggest())

    def put(self, text: str) -> None:
        """Show another query without asking: who puts it has asked."""
        self._last = text.strip()
        if text != self.text():
            self.setText(text)
        self._pause.stop()
        self._close()

    def put_counts(self, counts: Mapping[Any, int]) -> None:
        """How many cases there are of each value listed now."""
        if self._panel is not None and self._panel.isVisible() and self._completion is not None:
            self._panel.put(self._completion.suggestions, counts)

    def suggest(self, *, always: bool = False) -> None:
        """List what may stand where the cursor is; without `always` nothing for an empty place."""
        from app.query_completion import complete

        sense = self._sense()
        if self.composing or sense is None or (not always and not self.text()[: self.cursorPosition()].strip()):
            self._close()
            return
        made = complete(self.text(), self.cursorPosition(), sense, language())
        self._completion = made
        if not made.suggestions or (not always and made.start == made.end and self._between_words()):
            self._close()
            return
        self._open().put(made.suggestions, {})
        fields = {one.field for one in made.suggestions if not one.more}
        if len(fields) == 1:
            self.counts_asked.emit(fields.pop())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: the keys of the list while it is open; Alt+Down opens it."""
        panel = self._panel if self._panel is not None and self._panel.isVisible() else None
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if self.composing:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Down and alt:
            self.suggest(always=True)
        elif panel is not None and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            panel.step(1 if key == Qt.Key.Key_Down else -1)
        elif panel is not None and key in (*_ENTER, Qt.Key.Key_Tab) and panel.current() is not None:
            self._take(panel.current())
        elif panel is not None and key == Qt.Key.Key_Escape:
            self._close()
        else:
            if key in _ENTER:
                self._close()
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Qt's question: Tab takes a suggestion that is chosen; else it goes on."""
        chosen = self._panel.current() if next and self._panel is not None and self._panel.isVisible() else None
        if chosen is not None:
            self._take(chosen)
            return True
        return super().focusNextPrevChild(next)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt's call: nothing lies over the candidates of the input method."""
        super().inputMethodEvent(event)
        if self.composing:
            self._close()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's call: the keyboard went elsewhere."""
        super().focusOutEvent(event)
        self._close()
        self.left.emit()

    def _between_words(self) -> bool:
        at = self.cursorPosition()
        return at == 0 or self.text()[at - 1].isspace()

    def _take(self, chosen: Suggestion | None) -> None:
        """Write a suggestion in its place; after a field its values follow, after a value a blank."""
        if chosen is None or self._completion is None:
            return
        start, end, text = self._completion.start, self._completion.end, self.text()
        after = text[end:] if chosen.more or text[end : end + 1].isspace() else f" {text[end:]}"
        self._close()
        self.setText(text[:start] + chosen.text + after)
        self.setCursorPosition(start + len(chosen.text) + (0 if chosen.more else 1))
        if chosen.more:
            self.suggest(always=True)
        else:
            self._ask()

    def _open(self) -> SuggestionPanel:
        if self._panel is None:
            self._panel = SuggestionPanel(self.window())
            self._panel.taken.connect(self._take)
        self._panel.open_under(self)
        return self._panel

    def _close(self) -> None:
        if self._panel is not None:
            self._panel.hide()
