"""Outstanding items on the case page."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtGui import QGuiApplication

from app import items
from app.case_sheet import CaseSheet
from app.office import Office
from models.kinds import ItemKind, ItemState
from tests import make
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.items import ItemsSection
from ui.casefile.page import CaseFilePage
from ui.widgets.basic import Button

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


def section(page: CaseFilePage) -> ItemsSection:
    found = page.sections["items"]
    assert isinstance(found, ItemsSection)
    return found


def press(found: ItemsSection, words: str) -> None:
    next(one for one in found.findChildren(Button) if one.text() == words).click()


def test_an_item_is_asked_for_and_comes_in(office: Office, page_of: PageOf, sheet_of: SheetOf) -> None:
    made = make.received(office)
    found = section(page_of(made.id))
    found.form.field("kind").put(ItemKind.QUOTATIONS)
    found.ask.click()
    assert [one.state for one in sheet_of(made.id).items] == [ItemState.MISSING]
    assert not found.dirty
    press(found, "It has come in")
    assert [one.state for one in sheet_of(made.id).items] == [ItemState.RECEIVED]
    press(found, "Missing again")
    assert [one.state for one in sheet_of(made.id).items] == [ItemState.MISSING]


def test_another_item_needs_words_of_its_own(office: Office, page_of: PageOf, sheet_of: SheetOf) -> None:
    made = make.received(office)
    found = section(page_of(made.id))
    found.form.field("kind").put(ItemKind.OTHER)
    found.ask.click()
    assert found.form.problems() == ("Say what is missing.",)
    assert sheet_of(made.id).items == ()


def test_a_waiver_keeps_its_reason(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.received(office)
    make.do(office, items.ask, made.id, ItemKind.PERMITS)
    found = section(page_of(made.id))

    def answer(dialog: ReasonDialog) -> int:
        dialog.form.field("reason").put("Sighted on site")
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(ReasonDialog, "exec", answer)
    press(found, "Waive…")
    assert [(one.state, one.reason) for one in sheet_of(made.id).items] == [(ItemState.WAIVED, "Sighted on site")]


@pytest.mark.parametrize("code", ["en", "zh_HK", "zh_CN"])
def test_the_paragraph_goes_to_the_clipboard_in_each_language(office: Office, page_of: PageOf, code: str) -> None:
    made = make.received(office)
    make.do(office, items.ask, made.id, ItemKind.OTHER, "電費單")
    page = page_of(made.id)
    said: list[object] = []
    page.said.connect(said.append)
    section(page).copy_paragraph(code)
    with office.reading() as session:
        assert QGuiApplication.clipboard().text() == items.paragraph(session, made.id, code)
    assert "電費單" in QGuiApplication.clipboard().text()
    assert len(said) == 1


def test_nothing_missing_means_nothing_to_copy(office: Office, page_of: PageOf) -> None:
    assert not section(page_of(make.received(office).id)).copy.isEnabled()
