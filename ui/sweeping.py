"""Rubbish is looked for on the window's thread only.

Python looks for objects that hold each other, and lets them go, on whichever thread makes one object too many. Some of
them are parts of windows that were closed, and Qt's parts may go only on the thread they live on: a timer that goes on
another one still fires, into memory that is no longer its own, and the program is gone. So nothing is looked for by
itself while a window stands; a timer of the window's thread looks, as often as Python would have.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

#: Milliseconds between two looks at whether there is enough to look for.
_EVERY: Final = 500


class Sweeper(QTimer):
    """Looks for rubbish from now on in place of Python, until it is stopped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.freeze()  # what was imported stays to the end and need not be looked at again
        gc.disable()
        self.timeout.connect(sweep)
        self.start(_EVERY)

    def end(self) -> None:
        """Leave it to Python again: there is no window any more."""
        self.stop()
        gc.unfreeze()
        gc.enable()


def sweep() -> None:
    """Look through the youngest objects that Python would look through now, and older ones as seldom as it would."""
    for generation, (made, enough) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
        if made > enough:
            gc.collect(generation)
