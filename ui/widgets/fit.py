"""Dialogs that grow with what they say: wrapped sentences need height that Qt does not give by itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QDialog, QWidget

#: So many rounds of laying out a page of wrapped words takes at most.
_ROUNDS: Final = 4
#: Set on a widget that was shown or hidden by name, not with what holds it.
_SAID: Final = Qt.WidgetAttribute.WA_WState_ExplicitShowHide


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
    for part in widget.findChildren(QWidget):
        if part.isHidden() and not part.isWindow() and not part.testAttribute(_SAID):
            part.show()
    for _round in range(_ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


class Growing(QDialog):
    """A dialog that grows with its words."""

    def fit(self) -> None:
        """Grow now, and once more when Qt has laid everything out."""
        grow(self)
        QTimer.singleShot(0, self, lambda: grow(self))
