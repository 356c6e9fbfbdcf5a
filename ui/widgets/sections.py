"""Sections under each other in one scroll, with their list at the left: errors are never hidden behind a tab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QFrame, QSizePolicy, QToolButton, QWidget

from app.texts import Message
from ui import theme
from ui.desk import Desk
from ui.icons import icon
from ui.theme import Tone
from ui.widgets.basic import Label, column, row, rule
from ui.widgets.fit import come_to_rest
from ui.widgets.scroll import Scroll
from ui.widgets.stops import first_stop
from ui.words import Speaking

#: What the sections show: the sheet of a case, of an applicant.
S = TypeVar("S")

#: How a section stands in the list at the left: an icon, its tone, and a count.
Standing = tuple[str, Tone, int]

_LIST: Final = 192
_MOST_WIDTH: Final = 1120


class PageSection(Speaking, QWidget, Generic[S]):
    """A heading with what can be done beside it, and its content. A subclass draws its sheet in `fill`.

    `called` is the heading, `short` the line in the list at the left where it is another one.
    """

    called: ClassVar[str] = ""
    short: ClassVar[str] = ""
    icon: ClassVar[str] = "info"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sheet: S | None = None
        self.heading = Label(self.called, size="title")
        self.aside = row(gap=theme.S8)
        self.body = column(gap=theme.S8)
        top = row(self.heading, None, self.aside, gap=theme.S8)
        self.setLayout(column(top, self.body, gap=theme.S8))

    def put(self, sheet: S) -> None:
        """Show a newer sheet; what a person is typing stays."""
        self.sheet = sheet
        self.fill(sheet)

    def fill(self, sheet: S) -> None:
        """Draw the sheet; each section has its own way."""
        raise NotImplementedError

    def standing(self, sheet: S) -> Standing:
        """The section's line in the list at the left."""
        return self.icon, "muted", 0

    def first(self) -> QWidget | None:
        """Where the keyboard begins: the first thing in the section that takes it."""
        return first_stop(self)

    def entered(self) -> None:
        """The section has come into sight."""


class SectionsView(QWidget, Generic[S]):
    """Shows sections under each other; marks the one in sight, and tells those that come into sight."""

    def __init__(self, sections: Mapping[str, PageSection[S]]) -> None:
        super().__init__()
        self._sections = sections
        self.list = SectionList([(key, one.short or one.called) for key, one in sections.items()])
        self._inside = self._stacked()
        holder = QFrame()
        holder.setProperty("surface", "base")
        held = row(self._inside, None, gap=0)
        held.setStretch(0, 1)
        held.setStretch(1, 0)
        holder.setLayout(held)
        self.area = Scroll(holder)
        self.setLayout(row(self.list, self.area, gap=0))
        self.list.asked.connect(self.go_to)
        self.list.entered.connect(self.begin)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.list.mark(next(iter(sections)))

    def put(self, sheet: S) -> None:
        """Show a newer sheet in every section; the place one was reading stays, and the focus where it was by name."""
        focused: QWidget | None = QApplication.focusWidget()
        held = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        place = self.area.verticalScrollBar().value()
        self.setUpdatesEnabled(False)
        for key, section in self._sections.items():
            section.put(sheet)
            self.list.put(key, section.standing(sheet))
        self.setUpdatesEnabled(True)
        found = self.findChild(QWidget, held) if held else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        come_to_rest(self._inside)
        self.area.verticalScrollBar().setValue(place)

    def go_to(self, key: str) -> None:
        """Bring a section into sight."""
        section = self._sections[key]
        inside = self._inside.layout()
        if inside is not None:
            inside.activate()
        self.area.verticalScrollBar().setValue(max(section.y() - theme.S12, 0))
        self.list.mark(key)
        section.entered()

    def begin(self, key: str) -> None:
        """Bring a section into sight, and the keyboard to the first thing in it."""
        self.go_to(key)
        first = self._sections[key].first()
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.area.ensureWidgetVisible(first, 0, theme.S24)

    def _stacked(self) -> QWidget:
        stacked = column(gap=theme.S24, margins=theme.S24)
        for at, section in enumerate(self._sections.values()):
            if at:
                stacked.addWidget(rule())
            stacked.addWidget(section)
        stacked.addStretch(1)
        made = QWidget()
        made.setLayout(stacked)
        made.setMaximumWidth(_MOST_WIDTH)
        return made

    def _scrolled(self, value: int) -> None:
        """Mark the last section that begins in the upper third."""
        high = self.area.viewport().height()
        here = next(iter(self._sections))
        for key, section in self._sections.items():
            if section.y() <= value + high // 3:
                here = key
            if section.y() < value + high and section.y() + section.height() > value:
                section.entered()
        self.list.mark(here)


class SectionList(QFrame):
    """One line for each section. Up and down go from line to line.

    Signals: `asked(key)` to see a section, `entered(key)` by Enter: the keyboard goes into it.
    """

    asked = Signal(str)
    entered = Signal(str)

    def __init__(self, sections: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self.setFixedWidth(_LIST)
        self._group = QButtonGroup(self)
        self._lines: dict[str, _Line] = {}
        laid = column(gap=0)
        laid.setContentsMargins(0, theme.S8, 0, theme.S8)
        for key, title in sections:
            line = _Line(title)
            line.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            self._group.addButton(line)
            self._lines[key] = line
            laid.addWidget(line)
        laid.addStretch(1)
        self.setLayout(laid)

    def mark(self, key: str) -> None:
        """The section in sight."""
        self._lines[key].setChecked(True)

    def put(self, key: str, standing: Standing) -> None:
        """What a section has to say."""
        self._lines[key].put(standing)

    def first(self) -> QToolButton:
        """The line that the focus goes to."""
        checked = self._group.checkedButton()
        return checked if isinstance(checked, QToolButton) else next(iter(self._lines.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: up, down and Enter."""
        lines = list(self._lines.values())
        here = next((at for at, line in enumerate(lines) if line.hasFocus()), None)
        if here is None:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                lines[(here + step) % len(lines)].setFocus(Qt.FocusReason.TabFocusReason)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit(list(self._lines)[here])
            case _:
                super().keyPressEvent(event)


class _Line(Speaking, QToolButton):
    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.setProperty("rail", True)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(20, 16))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(theme.ROW)
        self.says(self.setText, title)

    def put(self, standing: Standing) -> None:
        name, tone, count = standing
        self.setIcon(icon(name, tone))
        if count:
            self.says(self.setText, Message("{section} ({n})", section=Message(self._title), n=count))
        else:
            self.says(self.setText, self._title)
