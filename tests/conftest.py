"""What every test lives under: no network, no display, no unannounced log record, one order per seed."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

#: The two engines; here, because their counts must be heard where no test is collected.
pytest_plugins = ["tests.engines"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in ("CPDESK_PASSWORD", "LANGUAGE"):
    os.environ.pop(name, None)

# By hand, hypothesis looks in new places each time; in CI it looks in the same ones, and in more of them, so that a
# change is judged by its own faults only. Slow machines are no fault: nothing here is timed.
hypothesis.settings.register_profile("by-hand", max_examples=50, deadline=None)
hypothesis.settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "by-hand")

AT_HOME = ("127.0.0.1", "::1", "localhost", "0.0.0.0", None, "")


def _stay_at_home(event: str, details: tuple[Any, ...]) -> None:
    """Refuse to look up or to call another machine; an audit hook hears every socket of this process."""
    if event == "socket.getaddrinfo":
        host = details[0]
    elif event == "socket.connect" and isinstance(details[1], tuple):
        host = details[1][0]
    else:
        return
    if (host.decode() if isinstance(host, bytes) else host) not in AT_HOME:
        raise PermissionError(f"tests stay on this machine; this one calls {host}")


sys.addaudithook(_stay_at_home)


class Noise:
    """The log records that a test says it will cause: `noise.expect("disk is full")`, a pattern for each."""

    def __init__(self) -> None:
        self.expected: list[str] = []

    def expect(self, pattern: str) -> None:
        """Say that a record of level WARNING or above will match; one that is not heard fails the test too."""
        self.expected.append(pattern)

    def unexpected(self, texts: list[str]) -> list[str]:
        """What was heard and not expected, then what was expected and not heard."""
        surprises = [text for text in texts if not any(re.search(pattern, text) for pattern in self.expected)]
        unheard = [pattern for pattern in self.expected if not any(re.search(pattern, text) for text in texts)]
        return [f"heard: {text}" for text in surprises] + [f"not heard: {pattern}" for pattern in unheard]


@pytest.fixture(autouse=True)
def noise(caplog: pytest.LogCaptureFixture) -> Iterator[Noise]:
    """Fail a test that logs WARNING or above without having said so (after qutebrowser's logfail)."""
    announced = Noise()
    yield announced
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    loud = [f"{one.name}: {one.getMessage()}" for one in records if one.levelno >= logging.WARNING]
    surprises = announced.unexpected(loud)
    if surprises:
        pytest.fail("\n".join(surprises), pytrace=False)
