"""Field, the base of all fields, and the two of plain text; what is read as something is in `ui.widgets.fields`."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import typed
from ui import theme
from ui.widgets.basic import Label, row
from ui.widgets.editors import Line, Lines, Secret
from ui.words import Speaking, tr


class Field(Speaking, QWidget):
    """A control with room under it for what was understood. Base of all fields."""

    changed = Signal()
    name = ""
    #: Whether the field takes the width it is given or keeps its own.
    wide = True

    def __init__(self, control: QWidget, *beside: QWidget) -> None:
        super().__init__()
        self.control = control
        self.note = Label(tone="muted", size="caption", wrap=True)
        self.note.hide()
        stacked = QVBoxLayout(self)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(2)
        self.across = row(control, *beside, gap=theme.S4)
        stacked.addLayout(self.across)
        stacked.addWidget(self.note)
        self.setFocusProxy(control)

    def read(self) -> Any:
        """The value, None when empty. Raises `Invalid` naming this field."""
        raise NotImplementedError

    def put(self, value: Any) -> None:
        """Show a value, or nothing for None."""
        raise NotImplementedError

    def state(self) -> object:
        """What is in the field, readable or not; equal states mean untouched."""
        raise NotImplementedError

    def draft(self) -> str | None:
        """What is in the field as text, readable or not; None for what must not be kept, such as a password."""
        raise NotImplementedError

    def redraft(self, text: str) -> None:
        """Put back what `draft` gave, as if it were typed."""
        raise NotImplementedError

    def seen(self) -> str:
        """What a person reads in the field."""
        return self.draft() or ""

    def set_wrong(self, wrong: bool) -> None:
        """Draw the edge in the colour of danger; the sentence stands in the form beside it."""
        theme.set_property(self.control, "wrong", wrong)

    def explain(self, text: str) -> None:
        """Words under the control; "" takes the line away."""
        self.note.put(text)
        self.note.setVisible(bool(text))


class TextField(Field):
    """One line of plain text, at most `most` characters; gives None when empty."""

    def __init__(self, *, most: int = 200, placeholder: str = "", secret: bool = False) -> None:
        self.line = Secret() if secret else Line()
        super().__init__(self.line)
        self._most, self._secret = most, secret
        if isinstance(self.line, Secret):
            self.line.capitals.connect(lambda on: self.explain(tr("Caps Lock is on.") if on else ""))
        if placeholder:
            self.says(self.line.setPlaceholderText, placeholder)
        self.line.textChanged.connect(lambda _text: self._edited())

    def read(self) -> str | None:
        """The text in NFC without blanks around it; a password exactly as typed."""
        if self._secret:
            return self.line.text() or None
        return typed.plain_text(self.line.text(), field=self.name, most=self._most) or None

    def put(self, value: str | None) -> None:
        """Show a text."""
        self.line.setText(value or "")
        self.line.setCursorPosition(0)

    def state(self) -> object:
        return self.line.text()

    def draft(self) -> str | None:
        return None if self._secret else self.line.text()

    def redraft(self, text: str) -> None:
        self.line.setText(text)

    def _edited(self) -> None:
        self.changed.emit()


class LongText(Field):
    """Several lines of plain text, at most `most` characters; `rows` are shown without scrolling."""

    def __init__(self, *, most: int = 20_000, rows: int = 4, placeholder: str = "") -> None:
        self.lines = Lines()
        super().__init__(self.lines)
        self._most, self._rows = most, rows
        if placeholder:
            self.says(self.lines.setPlaceholderText, placeholder)
        self._fit()
        self.lines.textChanged.connect(self._edited)

    def read(self) -> str | None:
        """The text in NFC with `\\n` between lines."""
        return typed.plain_text(self.lines.toPlainText(), field=self.name, most=self._most, lines=True) or None

    def put(self, value: str | None) -> None:
        """Show a text."""
        self.lines.setPlainText(value or "")

    def state(self) -> str:
        return self.lines.toPlainText()

    def draft(self) -> str:
        return self.lines.toPlainText()

    def redraft(self, text: str) -> None:
        self.lines.setPlainText(text)

    def retranslate(self) -> None:
        """Another face has another height of line."""
        self._fit()
        super().retranslate()

    def _fit(self) -> None:
        self.lines.setFixedHeight(self.lines.fontMetrics().lineSpacing() * self._rows + 2 * theme.S8)

    def _edited(self) -> None:
        left = self._most - len(self.lines.toPlainText())
        self.explain(tr("{count} characters more fit here", count=left) if 0 <= left < self._most // 20 else "")
        self.changed.emit()
