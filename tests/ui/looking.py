"""Looking at a screen: pictures of it in each language, theme and size, and what is wrong with its texts.

    for look in LOOKS:
        dress(qapp, look)
        show(page, look.size)
        assert faults(page) == []

`faults` knows every widget of the kit. It finds text that is cut, elided or painted over, text outside its
parent, characters without a shape, labels that would read HTML, targets under 24 px, controls without a name and
controls of one page that a screen reader calls by the same name.
Names in a table may end in "…" only where the column says `elide=True` and the tool tip has the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSplitterHandle,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStyleOptionViewItem,
    QTabBar,
    QTableView,
    QTabWidget,
    QToolButton,
    QWidget,
)

from app.paths import RESOURCES
from ui import fonts, theme, words
from ui.cases.filter_row import ColumnLine
from ui.cases.suggestions import SuggestionPanel
from ui.find.panel import FindPanel
from ui.rail import Rail
from ui.top_bar import TopBar
from ui.widgets.chip import Chip
from ui.widgets.graph_view import GraphView
from ui.widgets.rows import RowsModel

LANGUAGES = ("en", "zh_HK", "zh_CN")
THEMES: tuple[theme.Mode, ...] = ("light", "dark")
SIZES = (QSize(1440, 900), QSize(1280, 720))


@dataclass(frozen=True, slots=True)
class Look:
    """One way a screen is seen."""

    language: str
    theme: theme.Mode
    size: QSize

    def __str__(self) -> str:
        return f"{self.language}-{self.theme}-{self.size.width()}x{self.size.height()}"


LOOKS = tuple(Look(language, mode, size) for language in LANGUAGES for mode in THEMES for size in SIZES)


def dress(application: QApplication, look: Look) -> None:
    """Put the whole program into the language and theme of a look."""
    if theme.current.mode != look.theme or not application.styleSheet():
        theme.apply(application, look.theme)
    if words.language() != look.language or words.screen.own is None:
        words.set_language(look.language)


def show(widget: QWidget, size: QSize) -> None:
    """Show a screen at a size and let every layout come to rest; fails when it does not fit."""
    widget.resize(size)
    widget.show()
    settled()
    assert widget.size() == size, f"needs {_box(widget.rect())}, the screen has {size.width()} x {size.height()}"


def settled() -> None:
    """Let every layout come to rest."""
    for _round in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def grab(widget: QWidget, path: Path | None = None) -> QImage:
    """A picture of a shown widget, written as PNG when a path is given."""
    picture = widget.grab().toImage()
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        assert picture.save(str(path)), path
    return picture


def contact_sheet(pictures: dict[str, QImage], path: Path, *, across: int = 3, width: int = 640) -> None:
    """All pictures of one screen on one sheet with their names, as PNG of at most 300 KB."""
    high = max(round(each.height() * width / each.width()) for each in pictures.values())
    down = -(-len(pictures) // across)
    sheet = QImage(across * (width + 12) + 12, down * (high + 32) + 12, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.setFont(QFont(fonts.families("en"), 10))
    for at, (name, each) in enumerate(pictures.items()):
        corner = QPoint(12 + at % across * (width + 12), 12 + at // across * (high + 32))
        painter.drawText(QRect(corner, QSize(width, 18)), Qt.AlignmentFlag.AlignLeft, name)
        small = each.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        painter.drawImage(corner + QPoint(0, 20), small)
    painter.end()
    small_png(sheet, path, 300_000)


def small_png(picture: QImage, path: Path, most: int) -> None:
    """Write a picture as PNG of at most `most` bytes: in as many colours as fit, then smaller."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = picture.convertToFormat(QImage.Format.Format_RGB888)
    size, step = (rows.width(), rows.height()), rows.bytesPerLine()
    whole = Image.frombuffer("RGB", size, bytes(rows.constBits()), "raw", "RGB", step, 1)
    for share in (1, 0.9, 0.8, 0.7, 0.6, 0.5):
        wanted = (round(size[0] * share), round(size[1] * share))
        scaled = whole if share == 1 else whole.resize(wanted, Image.Resampling.LANCZOS)
        for colours in (128, 64, 32):
            scaled.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
            if path.stat().st_size <= most:
                return
    raise AssertionError(f"{path} is still {path.stat().st_size} bytes")


# --- what is wrong with the texts of a shown screen


def faults(root: QWidget) -> list[str]:
    """Everything that is wrong, one line each, the widget named by its class and text; [] for a good screen."""
    found: list[str] = []
    for widget in visible(root):
        found += [f"{named(widget)}: {problem}" for check in _CHECKS for problem in check(widget)]
    return found + alike(root)


def visible(root: QWidget) -> Iterator[QWidget]:
    """The widget and all it contains that a person can see, Qt's own calendar and file dialogs apart."""
    yield root
    for child in root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible() and not child.isWindow() and not isinstance(child, QCalendarWidget):
            yield from visible(child)


def named(widget: QWidget) -> str:
    """A widget as a fault names it."""
    text = ""
    for attribute in ("text", "title", "placeholderText", "accessibleName"):
        text = text or (getattr(widget, attribute)() if hasattr(widget, attribute) else "")
    return f"{type(widget).__name__}({text[:40]!r})"


def _cut_label(widget: QWidget) -> Iterator[str]:
    """Text of a label against the room the label really has."""
    if not isinstance(widget, QLabel) or isinstance(widget, Chip) or not widget.text():
        return
    if widget.textFormat() != Qt.TextFormat.PlainText:
        yield "not plain text: a name with HTML in it would be obeyed"
    room = widget.contentsRect().adjusted(widget.margin(), widget.margin(), -widget.margin(), -widget.margin())
    flags = Qt.TextFlag.TextWordWrap.value if widget.wordWrap() else 0
    need = widget.fontMetrics().boundingRect(QRect(0, 0, max(room.width(), 1), 100_000), flags, widget.text())
    if need.width() > room.width() + 1:
        yield f"text is {need.width()} px wide, the label {room.width()}"
    if need.height() > room.height() + 1:
        yield f"text is {need.height()} px high, the label {room.height()}"


def _cut_button(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QAbstractButton) or isinstance(widget.parent(), QLineEdit | QTabBar):
        return
    need = widget.sizeHint()
    if widget.text() and (need.width() > widget.width() + 1 or need.height() > widget.height() + 1):
        yield f"needs {need.width()} x {need.height()} px, has {widget.width()} x {widget.height()}"
    if min(widget.width(), widget.height()) < theme.TARGET and isinstance(widget.window(), QWidget):
        yield f"target of {widget.width()} x {widget.height()} px is under {theme.TARGET}"


def _cut_combo(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QComboBox):
        return
    option = QStyleOptionComboBox()
    widget.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = widget.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, widget).width()
    for at in range(widget.count()):
        if _advance(widget, widget.itemText(at)) > room:
            yield f"option {widget.itemText(at)!r} needs {_advance(widget, widget.itemText(at))} px, has {room}"


def _cut_line(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QLineEdit) or isinstance(widget.parent(), QAbstractSpinBox | QComboBox):
        return
    shown = widget.displayText() if widget.isReadOnly() else "" if widget.text() else widget.placeholderText()
    option = QStyleOptionFrame()
    widget.initStyleOption(option)
    room = widget.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, widget).width() - 4
    room -= sum(icon.width() + 4 for icon in widget.findChildren(QToolButton) if icon.isVisible())
    if shown and _advance(widget, shown) > room:
        yield f"{shown!r} needs {_advance(widget, shown)} px, has {room}"


def _cut_tabs(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QTabBar):
        return
    for at in range(widget.count()):
        tab = widget.tabRect(at)
        if _advance(widget, widget.tabText(at)) + 24 > tab.width() + 1:
            yield f"tab {widget.tabText(at)!r} is cut"
        if not widget.rect().adjusted(-1, -1, 1, 1).contains(tab):
            yield f"tab {widget.tabText(at)!r} is out of sight"


def _cut_group(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QGroupBox) and _advance(widget, widget.title()) + 24 > widget.width():
        yield "title is cut"


def _cut_whole(widget: QWidget) -> Iterator[str]:
    """Chips and graphs are painted at the size they ask for."""
    if isinstance(widget, Chip | GraphView):
        need = widget.sizeHint()
        if need.width() > widget.width() or need.height() > widget.height():
            yield f"needs {need.width()} x {need.height()} px, has {widget.width()} x {widget.height()}"


def _cut_header(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QHeaderView) or widget.orientation() != Qt.Orientation.Horizontal:
        return
    model = widget.model()
    for section in range(widget.count()):
        if widget.isSectionHidden(section):
            continue
        title = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        arrow = 18 if widget.isSortIndicatorShown() and widget.sortIndicatorSection() == section else 0
        need = widget.fontMetrics().horizontalAdvance(title) + 2 * theme.S8 + arrow
        if need > widget.sectionSize(section):
            yield f"title {title!r} needs {need} px, has {widget.sectionSize(section)}"


def _cut_cells(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QTableView):
        return
    # A list from outside has as many columns as it has; what the program says of it stands first.
    if widget.horizontalScrollBar().maximum() > 0 and not widget.property("sideways"):
        wide = widget.horizontalHeader().length()
        yield f"columns need {wide} px, the table shows {widget.viewport().width()}"
    model = widget.model()
    first, last = widget.rowAt(0), widget.rowAt(widget.viewport().height() - 1)
    for row in range(max(first, 0), (last if last >= 0 else model.rowCount() - 1) + 1):
        for column in range(model.columnCount()):
            if not widget.isColumnHidden(column):
                yield from _cut_cell(widget, row, column)


def _cut_cell(view: QTableView, row: int, column: int) -> Iterator[str]:
    index = view.model().index(row, column)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    need = view.itemDelegateForIndex(index).sizeHint(option, index).width()
    if need <= max(view.columnWidth(column), view.visualRect(index).width()):  # a group is written over the whole line
        return
    model = view.model()
    may = isinstance(model, RowsModel) and model.columns[column].elide
    if not may:
        yield f"cell {index.data()!r} needs {need} px, has {view.columnWidth(column)}"
    elif not index.data(Qt.ItemDataRole.ToolTipRole):
        yield f"cell {index.data()!r} is elided and has no tool tip"


def _cut_items(widget: QWidget) -> Iterator[str]:
    """Lists and trees."""
    if not isinstance(widget, QAbstractItemView) or isinstance(widget, QTableView | QHeaderView):
        return
    model = widget.model()
    for row in range(min(model.rowCount(), 200)):
        index = model.index(row, 0)
        place = widget.visualRect(index)
        if place.intersects(widget.viewport().rect()) and widget.sizeHintForIndex(index).width() > place.width() + 1:
            yield f"item {index.data()!r} is cut"


def _outside(widget: QWidget) -> Iterator[str]:
    """Parts against the edge of what holds them; what scrolls may be higher, but never wider, than its window."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or widget.size().isEmpty():
        return
    area = parent.parentWidget()
    if isinstance(area, QScrollArea) and area.viewport() is parent:
        if widget.width() > parent.width() + 1:
            yield f"is {widget.width()} px wide in a window of {parent.width()}"
        return
    if isinstance(parent, QAbstractItemView | QHeaderView) or isinstance(area, QAbstractScrollArea):
        return
    if not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
        yield f"{_box(widget.geometry())} leaves its {type(parent).__name__} of {_box(parent.rect())}"


#: What lies over the page: suggestions, and the filter row in the header of a list.
_OVER = (QSplitterHandle, FindPanel, SuggestionPanel, ColumnLine)


def _overlapping(widget: QWidget) -> Iterator[str]:
    """Parts of one parent that lie over each other, but for those that are meant to."""
    if isinstance(widget, QAbstractScrollArea | QTabWidget | QLineEdit | QComboBox | QAbstractSpinBox | QTabBar):
        return
    options = Qt.FindChildOption.FindDirectChildrenOnly
    parts = [
        part
        for part in widget.findChildren(QWidget, options=options)
        if part.isVisible() and not part.isWindow() and not isinstance(part, _OVER)
    ]
    for at, one in enumerate(parts):
        for other in parts[at + 1 :]:
            both = one.geometry().intersected(other.geometry())
            if both.width() > 1 and both.height() > 1:
                yield f"{named(one)} and {named(other)} overlap by {both.width()} x {both.height()} px"


def _shapeless(widget: QWidget) -> Iterator[str]:
    """Characters that neither bundled face can draw."""
    for attribute in ("text", "placeholderText", "title"):
        text = getattr(widget, attribute)() if hasattr(widget, attribute) else ""
        lost = {each for each in text if each.isprintable() and not each.isspace() and not _has_shape(each)}
        if lost:
            yield f"no shape for {', '.join(f'{each} U+{ord(each):04X}' for each in sorted(lost))}"


def _is_control(widget: QWidget) -> bool:
    """What can be reached with the keyboard, parts of Qt's own controls apart."""
    control = isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit | QTableView | GraphView)
    inner = isinstance(widget.parent(), QLineEdit | QComboBox | QAbstractSpinBox | QTableView)
    return control and not inner and widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def _told(widget: QWidget) -> str:
    """The name of a control as a screen reader says it: ours, that of its label, or its own words."""
    name: str = widget.accessibleName()
    if not name and not isinstance(widget, QComboBox):  # on X11 Qt would give what is chosen for the name
        name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return name.replace("&", "").strip()


def _nameless(widget: QWidget) -> Iterator[str]:
    """Controls that a screen reader could only call "button" or "edit"."""
    if _is_control(widget) and not _told(widget):
        yield "has no accessible name"


def alike(root: QWidget) -> list[str]:
    """Controls that can be used and bear the same name, on a page; the rail and the top bar are heard as such."""
    counted: Counter[tuple[str, str]] = Counter()
    for widget in visible(root):
        if _is_control(widget) and widget.isEnabled():
            counted[_frame(widget, root), _told(widget)] += 1
    return [f"{times} controls are called {name!r}" for (_, name), times in counted.items() if name and times > 1]


def _frame(widget: QWidget, root: QWidget) -> str:
    """The part of the window's frame that a widget is in; "" for the page."""
    around = widget.parentWidget()
    while around is not None and around is not root:
        if isinstance(around, Rail | TopBar):
            return type(around).__name__
        around = around.parentWidget()
    return ""


_CHECKS: tuple[Callable[[QWidget], Iterator[str]], ...] = (
    _cut_label,
    _cut_button,
    _cut_combo,
    _cut_line,
    _cut_tabs,
    _cut_group,
    _cut_whole,
    _cut_header,
    _cut_cells,
    _cut_items,
    _outside,
    _overlapping,
    _shapeless,
    _nameless,
)


def _advance(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text.replace("&&", "\0").replace("&", "").replace("\0", "&"))


def _box(rect: QRect) -> str:
    return f"{rect.width()} x {rect.height()} at {rect.x()},{rect.y()}"


@cache
def _shapes() -> frozenset[int]:
    """Every character of the two faces; Qt itself would also count the faces of this machine."""
    codes: set[int] = set()
    for path in (RESOURCES / "fonts").glob("*-Regular.ttf"):
        with TTFont(path, lazy=True) as face:
            codes |= set(face.getBestCmap())
    return frozenset(codes)


def _has_shape(character: str) -> bool:
    return ord(character) in _shapes()
