"""Thousands of rows at once, without the window standing still."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """Hold off the collector of cycles while a list is read, checked or written.

    It would walk over every row again and again, a fifth of a second each time, and no thread runs meanwhile, that of
    the window neither. Rows are in no cycle: they go when the last who holds them lets go.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
