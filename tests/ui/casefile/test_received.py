"""A wrong day of receipt is corrected beside the day, with a reason; the number stays and the page says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from app.case_sheet import CaseSheet
from app.office import Office
from app.texts import Message, say
from models.stages import Stage
from tests import make
from tests.ui.casefile.test_decision import answered
from ui.casefile.application import ApplicationSection
from ui.casefile.dialogs import ReceivedDialog
from ui.casefile.page import CaseFilePage
from ui.widgets.basic import Button

PageOf = Callable[[UUID], CaseFilePage]


def correction(page: CaseFilePage) -> Button | None:
    section = page.findChild(ApplicationSection)
    assert section is not None
    return next((one for one in section.findChildren(Button) if one.text() == "Correct…"), None)


def test_the_day_is_corrected_beside_it(
    office: Office, page_of: PageOf, sheet_of: Callable[[UUID], CaseSheet], monkeypatch: pytest.MonkeyPatch
) -> None:
    id = make.received(office).id
    page = page_of(id)
    told: list[Message] = []
    page.said.connect(told.append)
    answered(monkeypatch, ReceivedDialog, received_on=date(2026, 5, 1), reason="The stamp says so")
    button = correction(page)
    assert button is not None
    button.click()
    sheet = sheet_of(id)
    assert (sheet.received_on, sheet.reference) == (date(2026, 5, 1), "CP-26-0001")
    assert make.entries(office)[-1].reason == "The stamp says so"
    assert [say(one, "en") for one in told] == ["The day of receipt is corrected. The case is still CP-26-0001."]


def test_a_day_that_cannot_be_is_refused_beside_its_field(
    office: Office, page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(make.received(office).id)
    dialogs: list[ReceivedDialog] = []

    def answer(dialog: ReceivedDialog) -> int:
        dialogs.append(dialog)
        dialog.form.put({"received_on": office.clock.today() + timedelta(1), "reason": "The stamp says so"})
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(ReceivedDialog, "exec", answer)
    button = correction(page)
    assert button is not None
    button.click()
    assert dialogs[0].form._rows["received_on"].sentence.text() == "The day of receipt is in the future."
    assert make.entries(office)[-1].act == "case.receive"


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.RECOMMENDED])
def test_it_is_offered_only_where_it_can_be_done(office: Office, page_of: PageOf, stage: Stage) -> None:
    made = make.case(office) if stage is Stage.DRAFT else make.at(office, stage)
    assert correction(page_of(made.id)) is None
