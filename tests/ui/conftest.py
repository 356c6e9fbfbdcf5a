"""The window's tests: off screen, each in English and light unless it asks otherwise; a desk over a fake office."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.clock import HeldClock
from ui import keys, theme, words
from ui.desk import Desk, Office
from ui.lane import InlineLane


@pytest.fixture(autouse=True)
def plain_screen(qapp: QApplication) -> None:
    """English, light and the keys of the beginning before each test: tests run in any order."""
    if theme.current.mode != "light" or not qapp.styleSheet():
        theme.apply(qapp, "light")
    if words.language() != "en" or words.screen.own is None:
        words.set_language("en")
    keys.current.put({})


@pytest.fixture(autouse=True)
def swept(qapp: QApplication) -> Iterator[None]:
    """After each test its closed widgets really go: Qt keeps them until a loop runs, and dresses them all again.

    So does what it copied: off the screen Qt falls over rows that are still on the clipboard when the process ends. And
    no lane looks for rubbish meanwhile, as none does in the program (`ui.sweeping`).
    """
    gc.disable()
    yield
    gc.enable()
    qapp.clipboard().clear()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def clock() -> HeldClock:
    """4 November 2026, eleven in the morning in Hong Kong."""
    return HeldClock(datetime(2026, 11, 4, 3, tzinfo=UTC))


@dataclass(frozen=True)
class FakeTouched:
    """What a fake work has changed."""

    kinds: frozenset[str] = frozenset()
    ids: frozenset[UUID] = frozenset()


@dataclass
class FakeWork:
    """A piece of work that only notes what it was told."""

    touched: FakeTouched = field(default_factory=FakeTouched)
    pending: set[str] = field(default_factory=set)


class FakeOffice:
    """An office without a store: notes how it was used, gives a plain object as session."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.rights: set[str] = {"case.move"}

    @contextmanager
    def reading(self) -> Iterator[object]:
        self.log.append("reading")
        yield self
        self.log.append("read")

    @contextmanager
    def work(self) -> Iterator[FakeWork]:
        work = FakeWork()
        yield work
        self.log.append("committed")
        if work.pending:
            work.touched = FakeTouched(frozenset(work.pending), frozenset({uuid4()}))

    def may(self, act: Any) -> bool:
        return getattr(act, "name", act) in self.rights


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture
def desk(qapp: QApplication, office: FakeOffice) -> Desk:
    """A desk that does everything at once."""
    return Desk(cast(Office, office), InlineLane())
