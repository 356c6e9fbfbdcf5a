"""Where Tab stops: in the order in which one reads, and never lost when a part of a page is drawn anew.

Qt puts what is made later at the end of its chain, whatever its place, and takes the focus away from what goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def stops(inside: QWidget) -> list[QWidget]:
    """What takes the keyboard within a widget, in the order in which it was made, hidden and grey things too."""
    return [one for one in inside.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def first_stop(inside: QWidget) -> QWidget | None:
    """The first widget within another that Tab would stop at now."""
    found = inside.nextInFocusChain()
    while found is not None and found is not inside:
        if _takes(found, inside) and inside.isAncestorOf(found):
            return found
        found = found.nextInFocusChain()
    return None


def in_line(container: QWidget, ordered: Sequence[QWidget] | None = None) -> None:
    """Give the stops of a container their place in the order of Tab: where it stands itself, one after the other."""
    mine = stops(container) if ordered is None else list(ordered)
    before: QWidget | None = container.previousInFocusChain()
    while before is not None and before is not container:
        if _stops(before) and not container.isAncestorOf(before):
            mine = [before, *mine]
            break
        before = before.previousInFocusChain()
    for one, after in pairwise(mine):
        QWidget.setTabOrder(one, after)


@contextmanager
def drawn_anew(container: QWidget) -> Iterator[None]:
    """Around drawing a part of a page anew: Tab goes through it in order, and the keyboard stays where it was in it."""
    focused: QWidget | None = QApplication.focusWidget()
    here = [one for one in stops(container) if _takes(one, container)]
    at = here.index(focused) if focused in here else None
    yield
    in_line(container)
    left = [one for one in stops(container) if one.isEnabled() and not _hidden(one)]
    if at is not None and left:
        chosen = left[min(at, len(left) - 1)]
        chosen.show()  # what was just laid out is shown at the next turn only, and takes no focus before
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(one: QWidget) -> bool:
    return bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _takes(one: QWidget, inside: QWidget) -> bool:
    return _stops(one) and one.isVisibleTo(inside) and one.isEnabled()


def _hidden(one: QWidget) -> bool:
    """Whether somebody has hidden it; what was just made is not shown yet, which is something else."""
    return one.isHidden() and one.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
