"""Our faults: told once, in words, with a report that holds no data of a case."""

from __future__ import annotations

import logging
import sys
from typing import Any

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ui.trouble import ReportDialog, Watch, report


def broken(applicant: str) -> Exception:
    try:
        try:
            raise KeyError(applicant)
        except KeyError as inner:
            raise ValueError(f"cannot find {applicant}") from inner
    except ValueError as problem:
        return problem


def test_row_73_the_report_says_where_and_never_what() -> None:
    text = report(broken("永發電鍍廠"))
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_trouble.py" in text
    assert "永發" not in text
    assert "cannot find" not in text


def test_row_73_the_dialog_folds_the_details_and_copies_the_report(qtbot: QtBot) -> None:
    problem = broken("x")
    dialog = ReportDialog(problem)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog._details.isVisible()
    dialog._unfold.click()
    assert dialog._details.isVisible()
    dialog.copy()
    assert QGuiApplication.clipboard().text() == report(problem)


def test_what_nobody_caught_is_logged_and_shown_once(noise: Any) -> None:
    shown: list[BaseException] = []
    watch = Watch(shown.append)
    noise.expect("nobody caught this")
    watch.install()
    try:
        problem = broken("x")
        sys.excepthook(type(problem), problem, problem.__traceback__)
    finally:
        watch.remove()
    assert shown == [problem]


def test_a_second_fault_does_not_open_a_second_dialog() -> None:
    shown: list[BaseException] = []

    def show(problem: BaseException) -> None:
        shown.append(problem)
        watch.tell(RuntimeError("while showing"))

    watch = Watch(show)
    watch.tell(ValueError("first"))
    assert len(shown) == 1


def test_ctrl_c_still_ends_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[type] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: ended.append(kind))
    watch = Watch(lambda _problem: pytest.fail("shown"))
    watch.install()
    try:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        watch.remove()
    assert ended == [KeyboardInterrupt]


@pytest.mark.no_qt_log
def test_what_qt_says_goes_to_our_log(noise: Any, caplog: pytest.LogCaptureFixture) -> None:
    noise.expect("ui.qt: default: strange")
    watch = Watch(lambda _problem: None)
    watch.install()
    try:
        qWarning("strange")
    finally:
        watch.remove()
    assert caplog.records[0].levelno == logging.WARNING
