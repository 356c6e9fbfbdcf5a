"""Labels, buttons and boxes that speak the screen's language and show all text as plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, Literal, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.texts import Message
from ui import fonts, theme
from ui.icons import icon
from ui.theme import Tone
from ui.words import Speaking, tr

#: An icon of 16 px before words, with air beside it.
ICON: Final = QSize(20, 16)

Kind = Literal["plain", "primary", "danger", "link"]
L = TypeVar("L", bound=QBoxLayout)
Part = QWidget | QLayout | int | None


class Label(Speaking, QLabel):
    """Words. `say` shows a sentence of ours in the screen's language, `put` shows text of a person as it is."""

    def __init__(
        self,
        text: str | Message = "",
        *,
        tone: Tone = "plain",
        size: fonts.Size = "body",
        bold: bool = False,
        wrap: bool = False,
        copyable: bool = False,
    ) -> None:
        super().__init__()
        self._size, self._bold = size, bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if copyable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setProperty("tone", tone)
        self._dress()
        if text:
            self.say(text)

    def say(self, text: str | Message, /, **values: Any) -> None:
        """A sentence of ours, said again when the language changes."""
        self.says(self.setText, text, **values)

    def put(self, text: str) -> None:
        """Text that is nobody's to translate: a name, a number, a reference."""
        self.hushes(self.setText)
        self.setText(text)

    def set_tone(self, tone: Tone) -> None:
        """Colour the words."""
        theme.set_tone(self, tone)

    def embolden(self, *, bold: bool) -> None:
        """Set the words in bold or not, in every language that follows."""
        self._bold = bold
        self._dress()

    def retranslate(self) -> None:
        """A caption is taller in Chinese."""
        self._dress()
        super().retranslate()

    def _dress(self) -> None:
        if self._size != "body" or self._bold or self.testAttribute(Qt.WidgetAttribute.WA_SetFont):
            self.setFont(theme.sized(self._size, bold=self._bold))


class Sentences(Label):
    """Several sentences of ours, each on a line of its own; hidden while there is none."""

    _all: tuple[Message, ...] = ()

    def say_all(self, sentences: Sequence[Message]) -> None:
        """Show these instead of those before."""
        self._all = tuple(sentences)
        self._show()

    def retranslate(self) -> None:
        """Say each again."""
        super().retranslate()
        self._show()

    def _show(self) -> None:
        self.setText("\n".join(tr(one) for one in self._all))
        self.setVisible(bool(self._all))


class Button(Speaking, QPushButton):
    """A button with words. Icons stand before words, never instead of them.

    `about` tells a screen reader what the button is for where several of a page have the same words: a name, a title.
    """

    def __init__(
        self,
        text: str | Message = "",
        *,
        icon_name: str | None = None,
        kind: Kind = "plain",
        then: Callable[[], object] | None = None,
        about: str | Message = "",
    ) -> None:
        super().__init__()
        self.about = about
        self.setAutoDefault(False)
        self.setProperty("kind", kind)
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if icon_name:
            self.set_icon(icon_name)
        if text:
            self.say(text)
        if then is not None:
            self.clicked.connect(lambda _checked=False: then())

    def say(self, text: str | Message, /, **values: Any) -> None:
        """Words of ours, said again when the language changes."""
        self.says(self.setText, text, **values)
        if self.about:
            words = text if isinstance(text, Message) else Message(text, **values)
            self.says(self.setAccessibleName, Message("{button} {about}", button=words, about=self.about))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: Enter presses the button one stands on, as Space does; else a dialog presses its default."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def set_icon(self, name: str) -> None:
        """Another icon, in the colour of the words."""
        self.setIcon(icon(name, {"primary": "on_accent", "danger": "danger", "link": "link"}.get(self._kind, "plain")))
        self.setIconSize(ICON)


class ToolButton(QToolButton):
    """Qt's small button; Enter presses it as Space does, and opens its menu."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif self.menu() is not None:
            self.showMenu()
        else:
            self.click()


class Tool(Speaking, ToolButton):
    """A small button: an icon alone, its words in the tool tip and for the screen reader, or icon and words."""

    def __init__(
        self, name: str, text: str | Message, *, words: bool = False, then: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.setIcon(icon(name))
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.says(self.setAccessibleName, text)
        if words:
            self.setIconSize(ICON)
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self.says(self.setText, text)
        else:
            self.says(self._set_tip, text)
        if then is not None:
            self.clicked.connect(lambda _checked=False: then())

    def _set_tip(self, text: str) -> None:
        self.setToolTip(tip(text))


def tip(text: str) -> str:
    """A tool tip that shows the text as it is, wrapped: Qt would read a name with `<b>` in it as HTML."""
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{shown}</qt>" if text else ""


def mnemonic_free(text: str) -> str:
    """Text of a person for a button, menu or tab, where `&` would underline a letter."""
    return text.replace("&", "&&")


def rule() -> QFrame:
    """A quiet line between two parts."""
    drawn = QFrame()
    drawn.setProperty("surface", "line")
    drawn.setFixedHeight(1)
    return drawn


def box(*parts: Part, surface: str = "card", margins: int = theme.S16, gap: int = theme.S8) -> QFrame:
    """A framed column; `surface` is card, panel, base, danger, warn or ok."""
    framed = QFrame()
    framed.setProperty("surface", surface)
    framed.setLayout(column(*parts, margins=margins, gap=gap))
    return framed


def column(*parts: Part, gap: int = theme.S8, margins: int = 0) -> QVBoxLayout:
    """Parts under each other. A number is a fixed gap, None takes the room that is left."""
    return _filled(QVBoxLayout(), parts, gap, margins)


def row(*parts: Part, gap: int = theme.S8, margins: int = 0) -> QHBoxLayout:
    """Parts beside each other. A number is a fixed gap, None takes the room that is left."""
    return _filled(QHBoxLayout(), parts, gap, margins)


def _filled(layout: L, parts: tuple[Part, ...], gap: int, margins: int) -> L:
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(gap)
    for part in parts:
        match part:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacerItem(QSpacerItem(part, part, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed))
            case QLayout():
                layout.addLayout(part)
            case _:
                layout.addWidget(part)
    return layout
