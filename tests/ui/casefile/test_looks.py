"""The case page and its dialogs in every language, theme and size: nothing cut, nothing over anything else."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog

from app import cases, items
from app.case_sheet import CaseSheet
from app.office import Office
from models.kinds import ItemKind, Role, Verdict
from models.stages import Stage, way
from tests import make
from tests.ui import looking
from ui.casefile.decision_dialogs import ConfirmDialog, DecisionDialog, EndorseDialog, RecommendDialog
from ui.casefile.dialogs import (
    AssignDialog,
    DueDialog,
    EditionDialog,
    MoveDialog,
    ProviderDialog,
    ReceivedDialog,
    ReceiveDialog,
)
from ui.casefile.page import CaseFilePage
from ui.widgets.dialog import Question

#: What the rail and the bars of the window take.
_TAKEN = QSize(200, 110)


def furnished_case(office: Office) -> UUID:
    """A case with something in every section, at the stage where an entry waits for confirmation."""
    made = make.case(office, title_en="Foam dyeing of knitted fabric", title_tc="泡沫染色", technology="Foam dyeing")
    make.contact(office, made.applicant_id, telephone="2345 6789", email="office@example.com")
    make.bring(office, made.id, Stage.ASSESSMENT)
    for kind in (ItemKind.RESIDENT, ItemKind.ANNUAL_RETURN):
        make.do(office, items.ask, made.id, kind)
    make.do(office, cases.note, made.id, "A note of some length that says what was said on the telephone. " * 6)
    _on(office, made.id)
    return made.id


def _on(office: Office, id: UUID) -> None:
    from app import calculations, decisions

    make.do(office, calculations.record, id, seen=make.seen(office, id))
    make.recommend(office, id)
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, id)
    make.do(office, cases.move, id, Stage.SCHEDULED, seen=make.seen(office, id))
    make.do(office, decisions.approve, id, make.decision(office), seen=make.seen(office, id))


@pytest.mark.parametrize("look", looking.LOOKS, ids=str)
def test_every_section_reads_well(
    office: Office, page_of: Callable[[UUID], CaseFilePage], qapp: QApplication, look: looking.Look
) -> None:
    looking.dress(qapp, look)
    page = page_of(furnished_case(office))
    looking.show(page, look.size - _TAKEN)
    for key in page.sections:
        page.go_to(key)
        qapp.processEvents()
    assert looking.faults(page) == []  # of all sections: they lie in one scroll


def test_a_long_name_and_html_are_shown_as_text(
    office: Office, page_of: Callable[[UUID], CaseFilePage], qapp: QApplication
) -> None:
    long = "The <b>Very Long & Windy</b> Hong Kong and Guangdong Dyeing, Printing and Finishing Company (1968) Limited"
    page = page_of(make.received(office, applicant_id=make.applicant(office, name_en=long)).id)
    looking.show(page, QSize(1280, 720) - _TAKEN)
    assert page.header.names()[0] == long
    assert looking.faults(page) == []


@pytest.mark.parametrize("language", looking.LANGUAGES)
def test_the_dialogs_read_well(
    office: Office, sheet_of: Callable[[UUID], CaseSheet], qapp: QApplication, language: str
) -> None:
    looking.dress(qapp, looking.Look(language, "light", QSize(1280, 720)))
    sheet = sheet_of(furnished_case(office))
    returned = way(Stage.COMPLETENESS, Stage.RETURNED)
    assert sheet.recommendation is not None
    assert sheet.approval is not None
    assert returned is not None
    dialogs: list[QDialog] = [
        AssignDialog(None, sheet.officers, None),
        ConfirmDialog(None, sheet.approval, sheet),
        DecisionDialog(None, sheet, office.clock),
        DueDialog(None, office.clock, None, ""),
        EditionDialog(None, office.rules.editions, sheet),
        EndorseDialog(None, sheet.recommendation, sheet),
        MoveDialog(None, returned),
        ProviderDialog(None, None),
        ReceiveDialog(None, office.clock),
        ReceivedDialog(None, office.clock, sheet),
        RecommendDialog(None, sheet, Verdict.RECOMMENDED),
    ]
    for dialog in dialogs:
        dialog.show()
        for _round in range(3):
            qapp.processEvents()
        assert looking.faults(dialog) == [], type(dialog).__name__
        assert dialog.height() <= 720
        dialog.deleteLater()


def test_esc_never_loses_what_was_typed(qapp: QApplication, clock: object) -> None:
    from app.clock import HeldClock

    assert isinstance(clock, HeldClock)
    dialog = DueDialog(None, clock, None, "")
    dialog.show()
    dialog.form.field("due_for").put("Ring up")
    dialog.reject()
    assert dialog.isVisible()
    question = dialog.findChild(Question)
    assert question is not None
    question.drop.click()
    assert not dialog.isVisible()
    dialog.deleteLater()
