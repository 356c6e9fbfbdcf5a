"""Sections under each other in one scroll, with their list at the left: errors are never hidden behind a tab."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import ClassVar, Final, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
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

#: Calls something at a better moment.
Soon = Callable[[Callable[[], None]], object]

_LIST: Final = 192
_LINE: Final = 26
_MOST_WIDTH: Final = 1120


def at_once(call: Callable[[], None]) -> None:
    """No moment is better than now."""
    call()


class PageSection(Speaking, QWidget, Generic[S]):
    """A heading with what can be done beside it, and its content. A subclass draws its sheet in `fill`.

    `called` is the heading, `short` the line in the list at the left where it is another one. `shows` names what `fill`
    reads of the sheet: the section is drawn anew only when some of that differs; without names always.
    """

    called: ClassVar[str] = ""
    short: ClassVar[str] = ""
    icon: ClassVar[str] = "info"
    shows: ClassVar[tuple[str, ...]] = ()

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

    def agrees(self, sheet: S) -> bool:
        """Whether what is drawn is what a newer sheet says."""
        drawn = self.sheet
        if drawn is None or not self.shows:
            return False
        return all(getattr(drawn, name) == getattr(sheet, name) for name in self.shows)

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
    """Shows sections under each other; marks the one in sight, and tells those that come into sight.

    A section that has nothing new to say is left as it is. Of the others those in sight are drawn at once, the rest one
    by one by `soon`, which calls in a later turn of the loop: a page of hundreds of widgets never holds the window up.
    """

    def __init__(self, sections: Mapping[str, PageSection[S]], soon: Soon = at_once) -> None:
        super().__init__()
        self._sections = sections
        self._soon = soon
        self._sheet: S | None = None
        self._waiting: list[str] = []
        self._called = False
        self.list = SectionList([(key, one.short or one.called) for key, one in sections.items()])
        self._stack = column(gap=theme.S24, margins=theme.S24)
        inside = QWidget()
        inside.setLayout(self._stack)
        inside.setMaximumWidth(_MOST_WIDTH)
        held = row(inside, None, gap=0)
        held.setStretch(0, 1)
        held.setStretch(1, 0)
        holder = QFrame()
        holder.setProperty("surface", "base")
        holder.setLayout(held)
        self.area = Scroll(holder)
        self.setLayout(row(self.list, self.area, gap=0))
        self.list.asked.connect(self.go_to)
        self.list.entered.connect(self.begin)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.list.mark(next(iter(sections)))

    def lay_in(self) -> None:
        """Put the sections in, once the view lies where it will stay: Qt dresses all that is in a widget anew each time
        the widget is put into another."""
        if self._stack.isEmpty():
            for at, section in enumerate(self._sections.values()):
                if at:
                    self._stack.addWidget(rule())
                self._stack.addWidget(section)
            self._stack.addStretch(1)

    def put(self, sheet: S) -> None:
        """Show a newer sheet; what one was reading stays in its place, and the focus where it was by name."""
        self._sheet = sheet
        self._waiting = []
        for key, section in self._sections.items():
            self.list.put(key, section.standing(sheet))
            if section.agrees(sheet):
                section.sheet = sheet
            else:
                self._waiting.append(key)
        while seen := [key for key in self._waiting if self._wanted(key)]:
            self._draw(seen[0])
        self._call()

    @property
    def settled(self) -> bool:
        """Whether all sections show the newest sheet."""
        return self._sheet is not None and not self._waiting

    def finish(self) -> None:
        """Draw now what still waits."""
        while self._waiting:
            self._draw(self._waiting[0])

    def _call(self) -> None:
        if self._waiting and not self._called:
            self._called = True
            self._soon(self._go_on)

    def _go_on(self) -> None:
        """Draw one of the sections that wait."""
        self._called = False
        if self._waiting:
            self._draw(self._waiting[0])
            self._call()

    def _draw(self, key: str) -> None:
        """Draw one section."""
        assert self._sheet is not None
        self._waiting.remove(key)
        section = self._sections[key]
        with self._in_place(), _keeping_focus(section):
            section.put(self._sheet)
            come_to_rest(section)

    @contextmanager
    def _in_place(self) -> Iterator[None]:
        """The first section in sight stays where it is, whatever grows above it."""
        bar = self.area.verticalScrollBar()
        top = bar.value()
        seen = next((one for one in self._sections.values() if one.y() + one.height() > top), None)
        over = top - seen.y() if seen is not None and top else 0
        yield
        if seen is not None and top:
            bar.setValue(seen.y() + over)

    def _wanted(self, key: str) -> bool:
        """Whether a person would miss a section now: it is in sight, or the keyboard is in it."""
        section, top = self._sections[key], self.area.verticalScrollBar().value()
        focused: QWidget | None = QApplication.focusWidget()
        if focused is not None and section.isAncestorOf(focused):
            return True
        return section.y() < top + self.area.viewport().height() and section.y() + section.height() > top

    def go_to(self, key: str) -> None:
        """Bring a section into sight."""
        self.finish()
        section = self._sections[key]
        self._stack.activate()
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


@contextmanager
def _keeping_focus(section: QWidget) -> Iterator[None]:
    """The focus stays where it was by name, though what has it is made anew."""
    focused: QWidget | None = QApplication.focusWidget()
    held = focused.objectName() if focused is not None and section.isAncestorOf(focused) else ""
    yield
    found = section.findChild(QWidget, held) if held else None
    if found is not None:
        found.setFocus(Qt.FocusReason.OtherFocusReason)


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
        for key, title in sections:
            line = _Line(title)
            line.clicked.connect(lambda _on=False, key=key: self.asked.emit(key))
            line.came.connect(self._show_line)
            self._group.addButton(line)
            self._lines[key] = line
            laid.addWidget(line)
        laid.addStretch(1)
        inside = QWidget()
        inside.setProperty("surface", "clear")
        inside.setLayout(laid)
        self._area = _Lines(inside)
        whole = column(self._area)
        whole.setContentsMargins(0, theme.S8, 0, theme.S8)
        self.setLayout(whole)

    def mark(self, key: str) -> None:
        """The section in sight."""
        self._lines[key].setChecked(True)
        self._show_line(self._lines[key])

    def _show_line(self, line: QWidget) -> None:
        self._area.ensureWidgetVisible(line, 0, 0)

    def put(self, key: str, standing: Standing) -> None:
        """What a section has to say."""
        self._lines[key].put(standing)

    def say_unsaved(self, keys: Collection[str]) -> None:
        """Mark the sections in which something is typed and not saved."""
        for key, line in self._lines.items():
            line.say_unsaved(unsaved=key in keys)

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


class _Lines(Scroll):
    """The lines, where there are more than there is room. The keys belong to the lines and to the list."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__(inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: the list goes from line to line."""
        event.ignore()


class _Line(Speaking, QToolButton):
    """A section by its name. Signal: `came(line)` when the keyboard has come to it."""

    came = Signal(QWidget)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._count = 0
        self._unsaved = False
        self.setProperty("rail", True)
        self.setProperty("tight", True)
        self.setProperty("slim", True)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(20, 16))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(_LINE)
        self.says(self.setText, title)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt's call."""
        super().focusInEvent(event)
        self.came.emit(self)

    def put(self, standing: Standing) -> None:
        name, tone, count = standing
        self.setIcon(icon(name, tone))
        self._count = count
        self._say()

    def say_unsaved(self, *, unsaved: bool) -> None:
        if unsaved != self._unsaved:
            self._unsaved = unsaved
            self._say()

    def _say(self) -> None:
        said = Message(self._title)
        if self._count:
            said = Message("{section} ({n})", section=said, n=self._count)
        if self._unsaved:
            self.says(self.setAccessibleName, Message("{section}, not saved", section=said))
            said = Message("{section} •", section=said)
        else:
            self.hushes(self.setAccessibleName)
        self.says(self.setText, said)
