"""The history of a case as a paper, from its section."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from app import cases
from app.office import Office
from app.topics import Topic
from tests import make
from tests.app.pdf.seen import text_of
from ui.casefile.history import HistorySection
from ui.casefile.page import CaseFilePage
from ui.casefile.timeline_dialog import TimelineDialog

PageOf = Callable[[UUID], CaseFilePage]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[TimelineDialog]:
    """The dialogs that were opened, each shown and left at once."""
    found: list[TimelineDialog] = []

    def leave(dialog: TimelineDialog) -> int:
        found.append(dialog)
        return 0

    monkeypatch.setattr(TimelineDialog, "exec", leave)
    monkeypatch.setattr(TimelineDialog, "deleteLater", lambda _dialog: None)
    return found


def test_row_40_what_the_filters_let_through_is_printed(
    office: Office, page_of: PageOf, shown: list[TimelineDialog]
) -> None:
    made = make.received(office)
    make.do(office, cases.note, made.id, "Rang up about the quotation")
    section = page_of(made.id).sections["history"]
    assert isinstance(section, HistorySection)
    section.print_paper()
    assert "newest first" in text_of(shown[-1].view.pdf)
    assert "Receive an application" in text_of(shown[-1].view.pdf)
    section.topics.put(frozenset({Topic.NOTES}))
    section.print_paper()
    text = text_of(shown[-1].view.pdf)
    assert "those that match a filter" in text
    assert "Rang up about the quotation" in text
    assert "Receive an application" not in text


def test_it_is_drawn_in_another_language(office: Office, page_of: PageOf, shown: list[TimelineDialog]) -> None:
    section = page_of(make.received(office).id).sections["history"]
    assert isinstance(section, HistorySection)
    section.print_paper()
    dialog = shown[-1]
    before = dialog.view.pdf
    dialog.choose("zh_HK")
    assert dialog.view.pdf != before
    assert "申請人" in text_of(dialog.view.pdf)
