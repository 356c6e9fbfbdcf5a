"""A draft beside what is kept now, field by field; the words can be copied from here whatever has become of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from app.draft_standing import Standing
from app.drafts import Draft, text_of
from app.texts import N_, Message
from ui import theme
from ui.widgets.basic import Button, Label, column, row, rule
from ui.widgets.fit import Growing
from ui.widgets.scroll import Scroll
from ui.words import Speaking, language

_TOP = Qt.AlignmentFlag.AlignTop
_FEW = 5


class CompareDialog(Speaking, Growing):
    """Signal: `restored()`: the words are to be put back; the dialog is then closed."""

    restored = Signal()

    def __init__(self, draft: Draft, standing: Standing | None, parent: QWidget) -> None:
        from ui.drafts.list_dialog import called, standing_words

        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._draft = draft
        self.says(self.setWindowTitle, N_("Compare a draft"))
        self.restore = Button(N_("Restore"), kind="primary", then=self._restore)
        self.restore.setEnabled(standing is not None and not (standing.gone or standing.locked))
        self.copy = Button(N_("Copy the words"), icon_name="copy", then=self._copy)
        close = Button(N_("Close"), then=self.reject)
        said = None if standing is None else standing_words(standing)
        top = column(Label(called(draft, standing), size="section", bold=True, wrap=True), gap=theme.S4)
        if said is not None:
            top.addWidget(Label(said, tone="warn", wrap=True))
        top.setContentsMargins(theme.S24, theme.S24, theme.S24, 0)
        area = Scroll(self._table(standing))
        feet = row(self.copy, None, close, self.restore)
        feet.setContentsMargins(theme.S24, theme.S12, theme.S24, theme.S12)
        middle = row(area, gap=0)
        middle.setContentsMargins(theme.S24, 0, theme.S24, 0)
        laid = column(top, middle, rule(), feet, gap=theme.S12)
        laid.setStretch(1, 1)
        self.setLayout(laid)
        self.resize(860, 300 if len(draft.words) < _FEW else 520)
        (self.restore if self.restore.isEnabled() else self.copy).setFocus()

    def _table(self, standing: Standing | None) -> QWidget:
        """Three columns: the field, the draft, what is kept now."""
        holder = QWidget()
        holder.setProperty("surface", "clear")
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S24)
        grid.setVerticalSpacing(theme.S8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for at, head in enumerate((N_("Field"), N_("Your draft"), N_("Kept now"))):
            grid.addWidget(Label(head, tone="muted", size="caption"), 0, at)
        nothing = Message("Empty")
        for line, (_part, word) in enumerate(self._draft.words, 1):
            name = Label(word.label, tone="muted", wrap=True)
            name.setFixedWidth(176)
            typed = Label(bold=True, wrap=True, copyable=True)
            if word.seen:
                typed.put(word.seen)
            else:
                typed.say(nothing)
            kept = standing.now[line - 1] if standing is not None else nothing
            now = Label(kept, tone="muted" if kept == nothing else "plain", wrap=True, copyable=True)
            for at, label in enumerate((name, typed, now)):
                grid.addWidget(label, line, at, _TOP)
        grid.setRowStretch(len(self._draft.words) + 1, 1)
        return holder

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(text_of(self._draft, language()))

    def _restore(self) -> None:
        self.accept()
        self.restored.emit()
