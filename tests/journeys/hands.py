"""Hands on the keyboard and nothing else: what is typed goes to where the focus is, as Qt would send it.

A journey is a generator that yields what to do next. Dialogs run a loop of their own, so each stroke is made outside
the generator, and the next one is on its way before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from ui.window import MainWindow

Stroke = Callable[[], object]
Journey = Iterator[Stroke]

#: So many times Tab is pressed before a thing counts as out of reach.
_MOST_TABS = 120
#: So many strokes of nothing at all are waited for what must come.
_PATIENCE = 1_500


def nothing() -> None:
    """Let the window do its work."""


def focus() -> QWidget | None:
    """What has the focus in the window or in a dialog of it. Off screen no window manager gives a window the keys back
    when a dialog or a menu closes: they may go to whatever else is open, or stay with what is gone."""
    active = QApplication.activeModalWidget() or QApplication.activeWindow()
    if active is not None and not active.isVisible():
        active = None
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
    home = windows[-1] if windows else None
    if home is not None and not _belongs(active, home):
        active = home
        home.activateWindow()
        QApplication.processEvents()
    focused: QWidget | None = QApplication.focusWidget()
    if focused is not None and (active is None or focused.window() is active):
        return focused
    found: QWidget | None = active.focusWidget() if active is not None else None
    return found


def _belongs(window: QWidget | None, home: QWidget) -> bool:
    """Whether a window is the main one, or was opened by it."""
    while window is not None and window is not home:
        above: QWidget | None = window.parentWidget()
        window = above
    return window is home


def inside(region: QWidget) -> bool:
    """Whether the focus is in a part of the window."""
    found = focus()
    return found is not None and region.isAncestorOf(found)


def where() -> QWidget:
    """What the keys go to."""
    found = QApplication.activePopupWidget() or focus() or QApplication.activeWindow()
    assert found is not None, "the keys go nowhere"
    return found


def name(widget: QWidget | None) -> str:
    """What a button says, and what any other thing is called for who cannot see it."""
    if widget is None:
        return ""
    said = widget.text() if isinstance(widget, QAbstractButton) else ""
    return said or widget.accessibleName()


def press(keys: str) -> Stroke:
    """One stroke, as in "Ctrl+Shift+A"."""
    stroke = QKeySequence(keys)[0]  # type: ignore[index]  # PySide's stubs leave it out
    return lambda: QTest.keyClick(where(), stroke.key(), stroke.keyboardModifiers())


def write(text: str) -> Stroke:
    """Letters."""
    return lambda: QTest.keyClicks(where(), text)


def until(true: Callable[[], Any]) -> Journey:
    """Wait for something that must come."""
    for _each in range(_PATIENCE):
        if true():
            return
        yield nothing
    raise AssertionError(f"it did not come; the keys go to {name(focus())!r}")


def tab_to(wanted: str, *, back: bool = False) -> Journey:
    """Tab until the thing of a name has the focus."""
    passed: list[str] = []
    yield nothing
    while name(focus()) != wanted:
        passed.append(f"{type(focus()).__name__} {name(focus())!r}")
        assert len(passed) < _MOST_TABS, f"Tab does not reach {wanted!r}; it stops at\n" + "\n".join(passed)
        yield press("Shift+Tab" if back else "Tab")


def go(journey: Journey, done: Callable[[Exception | None], None]) -> None:
    """Make the strokes one after the other; tells at the end whether something stood in the way."""

    over: list[bool] = []

    def end(problem: Exception | None) -> None:
        if not over:
            over.append(True)
            done(problem)
            # a dialog's own loop would keep the test from hearing of it
            while problem is not None and isinstance(asking := QApplication.activeModalWidget(), QDialog):
                asking.done(QDialog.DialogCode.Rejected)
                asking.hide()

    def step() -> None:
        if over:
            return
        try:
            stroke = next(journey)
        except StopIteration:
            end(None)
            return
        except Exception as problem:  # noqa: BLE001 – told to the test, which raises it
            end(problem)
            return
        QTimer.singleShot(10 if stroke is nothing else 0, step)
        try:
            stroke()
        except Exception as problem:  # noqa: BLE001 – told to the test, which raises it
            end(problem)

    step()
