"""A screen of its own (Xvfb) and what somebody in front of it can do: look, press a key, close a window.

Everything is seen from outside, through X11, so that a built program is looked at as it is, without a door for tests.
Nothing here sleeps: the X server says when a window appears and when something has been painted.
"""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

from Xlib import XK, X, display, protocol
from Xlib.error import XError
from Xlib.ext import damage, xtest

T = TypeVar("T")


class Screen:
    """An empty screen of 1600 × 1000 pixels without a window manager; `name` is for DISPLAY."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]
        self._server = subprocess.Popen(words, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = ":" + told.readline().strip()
        self._display = display.Display(self.name)
        self._root = self._display.screen().root
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self._display.damage_query_version()
        self._root.damage_create(damage.DamageReportRawRectangles)  # an event for each thing painted on any window

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._display.close()
        self._server.terminate()
        self._server.wait(10)

    def until(self, look: Callable[[], T | None], what: str, seconds: float = 60) -> T:
        """What `look` gives, asked whenever something has changed on the screen. AssertionError when it never comes."""
        end = time.monotonic() + seconds
        while (found := look()) is None:
            left = end - time.monotonic()
            if left <= 0:
                shown = [self.title(one) for one in self.windows()]
                raise AssertionError(f"{what}: not within {seconds} s; on the screen: {shown}")
            if not self._display.pending_events():
                select.select([self._display.fileno()], [], [], min(left, 1))
            while self._display.pending_events():
                self._display.next_event()
        return found

    def settle(self, seconds: float = 1) -> None:
        """Wait until nothing has appeared or been painted for so long."""
        while self._display.pending_events() or select.select([self._display.fileno()], [], [], seconds)[0]:
            while self._display.pending_events():
                self._display.next_event()

    def windows(self) -> list[Any]:
        """The windows that can be seen."""
        return [one for one in self._root.query_tree().children if self._asked(partial(_shown, one))]

    def window(self, *words: str) -> Any | None:
        """The window whose title has all these words, if it can be seen."""
        return next((one for one in self.windows() if all(word in self.title(one) for word in words)), None)

    def title(self, window: Any) -> str:
        """What stands in a window's frame."""
        name = self._display.intern_atom("_NET_WM_NAME")
        found = self._asked(lambda: window.get_full_text_property(name))
        return str(found or "")

    def named(self, window: Any) -> str:
        """The program that a window says it is of (the class in WM_CLASS), by which a desk finds its menu entry."""
        found = self._asked(window.get_wm_class)
        return found[1] if found else ""

    def has_picture(self, window: Any) -> bool:
        """Whether a window brings a picture for its frame and the desk's bar, with something on it."""
        name = self._display.intern_atom("_NET_WM_ICON")
        found = self._asked(lambda: window.get_full_property(name, X.AnyPropertyType))
        return found is not None and len(set(found.value)) > 3

    def has_focus(self, window: Any) -> bool:
        """Whether keys go to this window."""
        return bool(self._display.get_input_focus().focus == window)

    def press(self, *keys: str) -> None:
        """Press and let go of keys, one after another: `Tab`, `Return`."""
        for key in keys:
            code = self._display.keysym_to_keycode(XK.string_to_keysym(key))
            xtest.fake_input(self._display, X.KeyPress, code)
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()

    def pixels(self, window: Any, box: tuple[int, int, int, int] | None = None) -> bytes:
        """The pixels (blue, green, red, nothing) of a box (x, y, width, height) of a window, or of all of it.

        Empty when the window has just gone.
        """

        def look() -> bytes:
            size = window.get_geometry()
            x, y, width, height = box or (0, 0, size.width, size.height)
            return bytes(window.get_image(x, y, width, height, X.ZPixmap, 0xFFFFFFFF).data)

        return self._asked(look) or b""

    def close(self, window: Any) -> None:
        """What the cross in a window's frame does: ask the program to close it."""
        words = [self._display.intern_atom("WM_DELETE_WINDOW"), X.CurrentTime, 0, 0, 0]
        kind = self._display.intern_atom("WM_PROTOCOLS")
        window.send_event(protocol.event.ClientMessage(window=window, client_type=kind, data=(32, words)))
        self._display.sync()

    @staticmethod
    def _asked(question: Callable[[], T]) -> T | None:
        """The answer about a window, None when it went away meanwhile."""
        try:
            return question()
        except XError:
            return None


def _shown(window: Any) -> bool:
    size = window.get_geometry()
    return bool(window.get_attributes().map_state == X.IsViewable and size.width > 1 and size.height > 1)
