"""Dialogs that grow with what they say: wrapped sentences need height that Qt does not give by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QDialog, QLayout, QWidget

#: So many rounds of laying out a page of wrapped words takes at most.
_ROUNDS: Final = 4


def grow(dialog: QDialog) -> None:
    """Make a dialog as high as its words now need, within the screen; never lower than it is."""
    layout = dialog.layout()
    if layout is None:
        return
    layout.activate()
    fresh = not dialog.isVisible()
    wide = max(dialog.minimumWidth(), 0 if fresh else dialog.width())
    need = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.totalMinimumSize().height()
    least = dialog.minimumHeight() if fresh else dialog.height()
    dialog.resize(wide, min(max(least, need), dialog.screen().availableGeometry().height()))


def come_to_rest(widget: QWidget) -> None:
    """Show and lay out now what waits to be: new parts appear, and wrapped words find their height, in several rounds
    of the loop, and each would be painted."""
    new = [one for one in widget.findChildren(QWidget) if one.isHidden() and not one.isWindow() and not _said(one)]
    with held_still(*new):
        for part in new:
            part.show()
    for _round in range(_ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


@contextmanager
def held_still(*parts: QWidget) -> Iterator[None]:
    """Around showing and hiding many widgets: nothing that holds them is laid out before the end.

    Qt lays out everything around a widget each time one is shown, down to the heights of all wrapped words.
    """
    layouts = [layout for layout in _around(parts) if layout.isEnabled()]
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)
            layout.invalidate()


def _around(parts: Iterable[QWidget]) -> Iterator[QLayout]:
    """The layouts of widgets and of all that they lie in, each once."""
    seen: set[QWidget] = set()
    for part in parts:
        here: QWidget | None = part
        while here is not None and here not in seen:
            seen.add(here)
            layout = here.layout()
            if layout is not None:
                yield layout
            here = None if here.isWindow() else here.parentWidget()


def _said(widget: QWidget) -> bool:
    """Whether somebody has shown or hidden it by name, not with what holds it."""
    return widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


class Growing(QDialog):
    """A dialog that grows with its words."""

    def fit(self) -> None:
        """Grow now, and once more when Qt has laid everything out."""
        grow(self)
        QTimer.singleShot(0, self, lambda: grow(self))
