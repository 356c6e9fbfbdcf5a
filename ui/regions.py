"""F6: from one part of the window to the next, whatever of it is there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def go_round(regions: Sequence[QWidget], by: int, page: QWidget, first_of_page: int) -> None:
    """Go to the next region (1) or the one before (-1); what cannot be gone to is passed over.

    From between the parts of the page one goes on as from the page's first part.
    """
    at = next((n for n, one in enumerate([*regions, page]) if _holds_focus(one)), -1)
    if at == len(regions):
        at = first_of_page
    for step in range(1, len(regions) + 1):
        if take_focus(regions[(at + by * step) % len(regions)]):
            return


def take_focus(region: QWidget) -> bool:
    """Put the focus on a region: on what it says itself, or on the first thing in it that takes it."""
    first = getattr(region, "first", None)
    for one in (*([first()] if first is not None else []), region, *region.findChildren(QWidget)):
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            one.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False


def _holds_focus(region: QWidget) -> bool:
    focused: QWidget | None = QApplication.focusWidget()
    return focused is not None and (region is focused or region.isAncestorOf(focused))
