"""The assessment on the case page: worked at each keystroke, saved with the page, questioned and never blocked."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import assessments
from app.assessments import UtilityFields
from app.case_sheet import CaseSheet
from app.office import Office
from models import Assessment, Utility
from models.assessment_kinds import MeasureKind, Unit, UtilityKind
from models.kinds import ProjectType, Role
from models.stages import Stage
from tests import make
from tests.ui.looking import LANGUAGES, LOOKS, Look, dress, faults, settled, show
from ui.assessment.measure_dialog import MeasureDialog
from ui.assessment.section import AssessmentSection
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.page import CaseFilePage
from ui.widgets.basic import Button, Label
from ui.widgets.fields import ChoiceField, TypedField

#: What the window takes of the screen around a page.
_TAKEN = QSize(200, 110)

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


@pytest.fixture
def case(office: Office) -> UUID:
    """A case in vetting with two periods, electricity and a measure."""
    id = make.at(office, Stage.ASSESSMENT, type=ProjectType.NT).id
    make.assessment(office, id)
    make.utility(office, id)
    make.measure(office, id)
    return id


def section_of(page: CaseFilePage) -> AssessmentSection:
    found = page.sections["assessment"]
    assert isinstance(found, AssessmentSection)
    return found


def type_after(found: AssessmentSection, text: str, row: int = 0) -> None:
    cell = found.table.rows[row].fields["after"]
    assert isinstance(cell, TypedField)
    cell.line.setText(text)


def questions(found: AssessmentSection) -> list[str]:
    return [one.text() for one in found.doubts.findChildren(Label) if one.isVisibleTo(found)]


def said(found: AssessmentSection) -> list[str]:
    return [one.text() for one in found.findChildren(Label) if one.isVisibleTo(found) and one.text()]


def test_a_case_without_findings_offers_to_enter_them(office: Office, page_of: PageOf) -> None:
    found = section_of(page_of(make.at(office, Stage.ASSESSMENT).id))
    assert found.table.rows == []
    assert found.table.add_button.isVisibleTo(found)
    assert "No measure yet." in said(found)
    assert not found.dirty


def test_the_saving_is_worked_for_the_same_output(page_of: PageOf, case: UUID) -> None:
    found = section_of(page_of(case))
    # 1,200 MWh for 500.5 t are 1,150.849… MWh for 480 t; 980 MWh were used
    assert found.table.rows[0].saved.text() == "170.8 MWh (14.8%)"


def test_the_benefit_follows_every_keystroke(page_of: PageOf, case: UUID) -> None:
    page = page_of(case)
    found = section_of(page)
    before = found.table.rows[0].saved.text()
    type_after(found, "900 MWh")
    assert found.table.rows[0].saved.text() != before
    assert page.dirty
    type_after(found, "980,000 kWh")
    assert found.table.rows[0].saved.text() == before


def test_a_fall_in_output_is_no_saving(office: Office, page_of: PageOf) -> None:
    id = make.at(office, Stage.ASSESSMENT).id
    make.assessment(office, id, output_before=Decimal(500), output_after=Decimal(250))
    make.utility(office, id, after=Decimal(600), after_unit=Unit.MWH)
    assert section_of(page_of(id)).table.rows[0].saved.text() in ("0 MWh", "0 MWh (0%)")


def test_what_is_typed_is_saved_with_the_page_in_its_own_unit(office: Office, page_of: PageOf, case: UUID) -> None:
    page = page_of(case)
    type_after(section_of(page), "95萬度")
    page.save()
    assert not page.dirty
    kept = section_of(page).table.rows[0].kept
    assert kept is not None
    saved = make.read(office, Utility, kept.id)
    assert (saved.after, saved.after_unit) == (Decimal(950_000), Unit.KWH)


def test_what_cannot_be_read_stays_and_says_why(office: Office, page_of: PageOf, case: UUID) -> None:
    page = page_of(case)
    found = section_of(page)
    type_after(found, "12 tonnes")
    done: list[bool] = []
    page.save(done.append)
    row = found.table.rows[0]
    assert done == [False]
    assert row.trouble.isVisibleTo(found)
    assert row.kept is not None
    assert make.read(office, Utility, row.kept.id).after == Decimal(980_000)
    page.discard()
    assert not page.dirty
    assert row.trouble.isHidden()


def test_typing_survives_a_change_elsewhere(office: Office, page_of: PageOf, case: UUID) -> None:
    page = page_of(case)
    found = section_of(page)
    type_after(found, "900 MWh")
    make.utility(office, case, UtilityKind.WATER, before=Decimal(10), before_unit=Unit.M3, after=None, after_unit=None)
    page.refresh()
    assert [one.kind for one in found.table.rows] == [UtilityKind.ELECTRICITY, UtilityKind.WATER]
    cell = found.table.rows[0].fields["after"]
    assert isinstance(cell, TypedField)
    assert cell.line.text() == "900 MWh"
    page.save()
    assert not page.dirty


def test_a_figure_saved_elsewhere_is_not_overwritten(office: Office, page_of: PageOf, case: UUID) -> None:
    page = page_of(case)
    found = section_of(page)
    type_after(found, "900 MWh")
    kept = found.table.rows[0].kept
    assert kept is not None
    theirs = UtilityFields(UtilityKind.ELECTRICITY, "", Decimal(1200), Unit.MWH, Decimal(970), Unit.MWH)
    make.do(office, assessments.correct_utility, kept.id, theirs, seen=kept.version)
    page.save()
    assert make.read(office, Utility, kept.id).after == Decimal(970)
    assert page.dirty
    assert "changed elsewhere" in "".join(said(found))
    page.save()  # now it is known what is put in its place
    assert make.read(office, Utility, kept.id).after == Decimal(900)


def test_what_is_implausible_is_asked_and_saved_all_the_same(office: Office, page_of: PageOf, case: UUID) -> None:
    page = page_of(case)
    found = section_of(page)
    count = len(questions(found))
    type_after(found, "1 MWh")
    assert len(questions(found)) > count
    page.save()
    assert not page.dirty
    assert page.sheet is not None
    assert found.standing(page.sheet)[0] == "question"


def test_a_new_utility_is_added_typed_and_saved(office: Office, page_of: PageOf, case: UUID) -> None:
    page = page_of(case)
    found = section_of(page)
    found.table.add(UtilityKind.WATER)
    cell = found.table.rows[1].fields["before"]
    assert isinstance(cell, TypedField)
    cell.line.setText("1,200 m3")
    page.save()
    assert not page.dirty
    assert [one.kind for one in found.table.rows] == [UtilityKind.ELECTRICITY, UtilityKind.WATER]
    assert all(one.kept is not None for one in found.table.rows)


def test_striking_a_utility_asks_why(page_of: PageOf, case: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(_parent: Any, _title: str, *, send: Any, **_rest: Any) -> bool:
        send("Wrong bill", lambda _none: None, lambda refusal: pytest.fail(str(refusal)))
        return True

    monkeypatch.setattr(ReasonDialog, "ask", ask)
    found = section_of(page_of(case))
    found.table.rows[0].remove.click()
    assert found.table.rows == []


def test_a_measure_is_added_and_shows_its_payback(
    page_of: PageOf, office: Office, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = section_of(page_of(case))
    assert "20.0 years" in said(found)  # 400,000 at 20,000 a year

    def ask(_parent: Any, _kept: Any, *, send: Any, **_rest: Any) -> bool:
        from app.measures import MeasureFields

        form = MeasureFields(MeasureKind.BOILER, investment=Decimal(300_000), saving=Decimal(100_000))
        send(form, lambda _id: None, lambda refusal: pytest.fail(str(refusal)))
        return True

    monkeypatch.setattr(MeasureDialog, "ask", ask)
    found.list.add_button.click()
    assert "3.0 years" in said(found)


def test_after_the_recommendation_the_findings_stand(office: Office, page_of: PageOf, case: UUID) -> None:
    make.bring_on(office, case)
    page = page_of(case)
    found = section_of(page)
    assert found.locked.isVisibleTo(found)
    assert not found.table.add_button.isVisibleTo(found)
    assert not found.table.rows[0].fields["before"].control.isEnabled()


def test_an_auditor_changes_nothing(office: Office, page_of: PageOf, case: UUID) -> None:
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    found = section_of(page_of(case))
    assert not found.table.rows[0].fields["after"].control.isEnabled()
    able = [one.text() for one in found.findChildren(Button) if one.isVisibleTo(found) and one.isEnabled()]
    assert not set(able) & {"Add a measure…", "Add a utility", "Choose from the register…"}


def test_the_sign_off_is_kept_with_the_assessment(office: Office, page_of: PageOf, case: UUID) -> None:
    page = page_of(case)
    found = section_of(page)
    found.sign_off.form.field("assessor").put("Green Consultants Limited")
    found.sign_off.changed.emit()
    page.save()
    assert page.sheet is not None
    whole = page.sheet.assessment.whole
    assert whole is not None
    assert make.read(office, Assessment, whole.id).assessor == "Green Consultants Limited"


def test_the_dialog_offers_the_codes_of_the_kind_only(qtbot: QtBot) -> None:
    dialog = MeasureDialog(None, None)
    qtbot.addWidget(dialog)
    kind, code = dialog.form.field("kind"), dialog.form.field("code")
    assert isinstance(code, ChoiceField)
    kind.put(MeasureKind.LIGHTING)
    kind.changed.emit()
    offered = [code.choices.itemText(at) for at in range(code.choices.count())]
    assert any(one.startswith("2.7141 ") for one in offered)
    assert not any(one.startswith("2.2411 ") for one in offered)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_nothing_is_cut_in_any_look(page_of: PageOf, case: UUID, qapp: QApplication, look: Look) -> None:
    dress(qapp, look)
    page = page_of(case)
    show(page, look.size - _TAKEN)
    page.go_to("assessment")
    found = section_of(page)
    found.table.add(UtilityKind.WATER)
    type_after(found, "1 MWh")
    found.how.toggle_lines()
    settled()
    assert faults(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_in_the_dialog_of_a_measure(qapp: QApplication, qtbot: QtBot, language: str) -> None:
    dress(qapp, next(one for one in LOOKS if one.language == language))
    dialog = MeasureDialog(None, None)
    qtbot.addWidget(dialog)
    dialog.show()
    settled()
    assert faults(dialog) == []
