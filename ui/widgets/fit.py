"""Dialogs that grow with what they say: wrapped sentences need height that Qt does not give by itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog


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
    screen = dialog.screen() or QApplication.primaryScreen()
    dialog.resize(wide, min(max(least, need), screen.availableGeometry().height()))


class Growing(QDialog):
    """A dialog that grows with its words."""

    def fit(self) -> None:
        """Grow now, and once more when Qt has laid everything out."""
        grow(self)
        QTimer.singleShot(0, self, lambda: grow(self))
