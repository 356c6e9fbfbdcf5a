"""Every form of the program keeps drafts: whoever writes a new one gets them by itself, or is told here."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QWidget

import ui
from tests.ui.drafts.conftest import Seat
from ui.drafts.hub import Typing, place_of, typings
from ui.widgets.dialog import FormDialog
from ui.widgets.editors import Line, Lines
from ui.widgets.fields import Field

#: Dialogs with fields that keep nothing, and why.
WITHOUT = {
    "FirstRunDialog": "there is no office yet to keep anything in, and what is asked is a name and a password",
    "SignInDialog": "a password",
    "KeysDialog": "key strokes, each kept at once",
}


def classes() -> Iterator[type[Any]]:
    """Every class of the window."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            for _name, one in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
                if one.__module__ == module.name:
                    yield one


def test_every_field_can_be_kept_and_put_back() -> None:
    missing = [
        f"{one.__module__}.{one.__name__}"
        for one in classes()
        if issubclass(one, Field) and one is not Field
        if one.draft is Field.draft or one.redraft is Field.redraft
    ]
    assert missing == []


def test_every_dialog_with_a_form_keeps_drafts() -> None:
    """A dialog that makes a form of its own is a `FormDialog`, or says above why it keeps nothing."""
    strangers = [
        one.__name__
        for one in classes()
        if issubclass(one, QDialog) and not issubclass(one, FormDialog) and one.__name__ not in WITHOUT
        if "Form()" in inspect.getsource(one) or "Field(" in inspect.getsource(one)
    ]
    assert strangers == []


@pytest.mark.parametrize("kind", ["case", "applicant"])
def test_every_editor_of_a_page_stands_in_a_form_that_keeps_drafts(seat: Seat, kind: str) -> None:
    page = seat.case_page()
    if kind == "applicant":
        assert page.sheet is not None
        seat.window.open_applicant(page.sheet.applicant.id)
    here = seat.window.page()
    calculator = getattr(page, "sections", {}).get("calculator")
    if calculator is not None:
        calculator.lines.add()
    editors = [one for one in here.findChildren(QWidget) if isinstance(one, Line | Lines) and not one.isReadOnly()]
    kept = {id(one) for one in editors if place_of(one) is not None and _in_typing(one)}
    strange = [one.accessibleName() for one in editors if id(one) not in kept and not _is_search(one)]
    assert strange == []
    assert (kind == "applicant") or len(kept) > 20


def test_every_form_puts_back_what_it_keeps(seat: Seat) -> None:
    """Each field of the case page: typed, kept, discarded, put back, and kept again just so."""
    page = seat.case_page()
    page.sections["calculator"].lines.add()  # type: ignore[attr-defined]
    tried = 0
    for section in page.sections.values():
        for typing in typings(section):
            fields = [one for one in typing.findChildren(Field) if one.isEnabled() and isinstance(one.control, Line)]
            for field in fields:
                field.redraft("不是 a date 1/2")
            parts = typing.typing()
            if not fields or not parts:
                continue
            section.discard()
            assert typing.typing() == []
            assert typing.retype(parts) >= len([word for part in parts for word in part.words])
            assert [(one.name, one.text) for part in typing.typing() for one in part.words] == [
                (one.name, one.text) for part in parts for one in part.words
            ]
            section.discard()
            tried += 1
    assert tried >= 6


def _in_typing(widget: QWidget) -> bool:
    around: QWidget | None = widget
    while around is not None and not isinstance(around, Typing):
        around = around.parentWidget()
    return around is not None


def _is_search(widget: QWidget) -> bool:
    """What is searched or tried out is never saved anywhere."""
    around: QWidget | None = widget
    while around is not None:
        if type(around).__name__ in ("SearchBox", "WhatIf", "QueryBox"):
            return True
        around = around.parentWidget()
    return False
