"""Reading a screen as somebody does who hears it, or whose eyes are tired: names by the accessibility tree, and the
contrast of words as they are painted."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QRadioButton,
    QTabBar,
    QWidget,
)

from tests.ui import looking
from ui.theme import contrast
from ui.widgets.chip import Chip

_ROLES = QAccessible.Role

#: What a screen reader can stop at has one of these roles.
CONTROLS = frozenset({
    _ROLES.Button, _ROLES.CheckBox, _ROLES.RadioButton, _ROLES.EditableText, _ROLES.ComboBox, _ROLES.SpinBox,
    _ROLES.Table, _ROLES.List, _ROLES.Tree, _ROLES.PageTab, _ROLES.MenuItem, _ROLES.Slider, _ROLES.ButtonMenu,
    _ROLES.ButtonDropDown, _ROLES.Link,
})  # fmt: skip


def interfaces(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """The tree as a screen reader walks it, without what is not on the screen."""
    yield root
    if root.role() in (_ROLES.Table, _ROLES.List, _ROLES.Tree, _ROLES.ComboBox):
        return  # their cells are the words in them
    for at in range(root.childCount()):
        child = root.child(at)
        if not child.state().invisible:
            yield from interfaces(child)


def nameless(root: QWidget) -> list[str]:
    """The controls that a screen reader could only call by what they are."""
    found = []
    for one in interfaces(QAccessible.queryAccessibleInterface(root)):
        held = one.object()
        inner = isinstance(held, QWidget) and isinstance(held.parent(), QComboBox | QTabBar)
        if one.role() in CONTROLS and not inner and not one.text(QAccessible.Text.Name).strip():
            found.append(f"{one.role().name} {type(held).__name__} has no name for a screen reader")
    return found


def faint(root: QWidget) -> list[str]:
    """Words that stand out less than 4.5 : 1 from what is painted behind them; grey controls and chips, whose colours
    are tested as such, apart."""
    painted = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = (painted.width(), painted.height())
    picture = Image.frombuffer("RGB", size, bytes(painted.constBits()), "raw", "RGB", painted.bytesPerLine(), 1)
    found = []
    for one in looking.visible(root):
        said = one.text() if isinstance(one, QLabel | QAbstractButton) else ""
        whole = one.visibleRegion().boundingRect() == one.rect()
        if whole and one.isEnabled() and not isinstance(one, Chip) and any(each.isalnum() for each in said):
            place = _words(one, QRect(one.mapTo(root, QPoint(0, 0)), one.size()))
            got = _contrast(picture, place.intersected(painted.rect()))
            if got < 4.5:
                found.append(f"{looking.named(one)}: contrast {got:.2f}")
    return found


def _words(one: QWidget, place: QRect) -> QRect:
    """Where the words of a control stand: not the mark of a check box, not the ring of the focus."""
    if isinstance(one, QCheckBox | QRadioButton):
        return place.adjusted(28, 3, -3, -3)
    return place.adjusted(3, 3, -3, -3) if isinstance(one, QAbstractButton) else place


def _contrast(picture: Image.Image, place: QRect) -> float:
    """The ground is the colour there is most of, the ink the one that stands out most from it."""
    part = picture.crop((place.left(), place.top(), place.right() + 1, place.bottom() + 1))
    colours = sorted(part.getcolors(part.width * part.height) or (), reverse=True)
    if len(colours) < 2:
        return 21.0
    ground, *inks = (_named(colour) for _count, colour in colours)
    return max(contrast(ground, ink) for ink in inks)


def _named(colour: object) -> str:
    assert isinstance(colour, tuple)
    return "#{:02x}{:02x}{:02x}".format(*colour)
