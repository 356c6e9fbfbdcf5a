"""Visits on the case page: recorded, corrected, struck out; photographs chosen, dropped, looked at, taken off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app import photographs
from app.case_sheet import CaseSheet
from app.office import Office
from app.visits import VisitFields
from models.kinds import Role
from models.stages import Stage
from tests import make
from tests.app.inside import files
from tests.ui import looking
from tests.ui.casefile.test_documents import drop
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.page import CaseFilePage
from ui.casefile.photograph_dialog import PhotographDialog
from ui.casefile.visit_card import VisitCard
from ui.casefile.visit_dialogs import CaptionDialog, VisitDialog
from ui.casefile.visits import VisitsSection
from ui.desk import Desk
from ui.documents.view import DocumentDialog
from ui.widgets.basic import Label

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


def section(page: CaseFilePage) -> VisitsSection:
    found = page.sections["visits"]
    assert isinstance(found, VisitsSection)
    return found


def card(page: CaseFilePage) -> VisitCard:
    (found,) = section(page).cards
    return found


def says(of: VisitCard | VisitsSection) -> list[str]:
    return [one.text() for one in of.findChildren(Label) if not one.isHidden()]


def answered(monkeypatch: pytest.MonkeyPatch, kind: type, **values: object) -> list[list[str]]:
    """Dialogs of a kind are filled in and taken; gives the problems that each showed."""
    problems: list[list[str]] = []

    def answer(dialog: VisitDialog) -> int:
        for name, value in values.items():
            dialog.form.field(name).put(value)
        dialog.take()
        problems.append(list(dialog.form.problems()))
        return dialog.result()

    monkeypatch.setattr(kind, "exec", answer)
    return problems


def captioned(monkeypatch: pytest.MonkeyPatch, *captions: str) -> list[PhotographDialog]:
    """The question which photographs is answered with all of them, and these captions; "" leaves one out."""
    asked: list[PhotographDialog] = []

    def answer(dialog: PhotographDialog) -> int:
        asked.append(dialog)
        for choice, caption in zip(dialog.choices, captions, strict=True):
            choice.tick.setChecked(bool(caption))
            choice.form.field("caption").put(caption)
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(PhotographDialog, "exec", answer)
    return asked


def test_a_visit_is_recorded_at_the_factory_and_corrected(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.case(office)
    page = page_of(made.id)
    assert "No visit is recorded yet." in says(section(page))
    problems = answered(monkeypatch, VisitDialog, held_on=date(2026, 5, 1), findings="The press runs")
    section(page).record.click()
    page.refresh()
    (one,) = sheet_of(made.id).visits
    assert one.fields.site
    assert one.fields == VisitFields(date(2026, 5, 1), one.fields.site, findings="The press runs")
    assert "The press runs" in says(card(page))
    answered(monkeypatch, VisitDialog, purpose="Verification")
    card(page).correct.click()
    page.refresh()
    assert "Verification" in says(card(page))
    assert problems == [[]]


def test_a_day_in_the_future_stays_in_the_dialog(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.case(office)
    problems = answered(monkeypatch, VisitDialog, held_on=date(2027, 1, 1), site="Workshop")
    section(page_of(made.id)).record.click()
    assert problems == [["This day is in the future."]]
    assert sheet_of(made.id).visits == ()


def test_a_visit_is_struck_out_with_a_reason(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.case(office)
    make.visit(office, made.id)
    page = page_of(made.id)
    answered(monkeypatch, ReasonDialog, reason="Another case’s")
    card(page).strike.click()
    page.refresh()
    assert sheet_of(made.id).visits == ()
    assert section(page).cards == []


def test_a_visit_that_stands_offers_nothing(office: Office, page_of: PageOf) -> None:
    made = make.at(office, Stage.ASSESSMENT)
    visit = make.visit(office, made.id)
    make.photograph(office, visit, make.picture(office, made.id))
    make.bring_on(office, made.id)
    found = card(page_of(made.id))
    assert "A recommendation rests on this visit, so it stands as it is." in says(found)
    assert found.add.isHidden()
    assert found.correct.isHidden()
    assert not found._drop.allowed


def test_an_auditor_only_reads(office: Office, page_of: PageOf) -> None:
    made = make.case(office)
    make.visit(office, made.id)
    make.officer(office, "one", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    page = page_of(made.id)
    assert not section(page).record.isEnabled()
    assert not card(page).add.isEnabled()


# --- photographs


def test_pictures_of_the_case_and_files_become_photographs(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = make.case(office)
    make.visit(office, made.id)
    make.picture(office, made.id, files.picture(), name="roof.png")
    page = page_of(made.id)
    (tmp_path / "IMG_2044.jpg").write_bytes(files.photograph())
    (tmp_path / "letter.pdf").write_bytes(files.pdf())
    (tmp_path / "huge.png").write_bytes(files.huge_png())
    chosen = [str(tmp_path / name) for name in ("IMG_2044.jpg", "letter.pdf", "huge.png")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    asked: list[str] = []

    def answer(dialog: PhotographDialog) -> int:
        dialog.choose.click()
        asked.append(dialog.refusals.text())
        for number, choice in enumerate(dialog.choices):
            choice.tick.setChecked(True)
            choice.form.field("caption").put(f"Picture {number}")
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(PhotographDialog, "exec", answer)
    card(page).add.click()
    page.refresh()
    (visit,) = sheet_of(made.id).visits
    assert [(one.name, one.fields.caption) for one in visit.photographs] == [
        ("roof.png", "Picture 0"),
        ("IMG_2044.jpg", "Picture 1"),
    ]
    assert visit.photographs[1].fields.taken_on == date(2026, 3, 4)
    assert asked == [
        "letter.pdf is not a picture that can be shown.\n"
        "huge.png cannot be shown, so it is neither put with the visit nor kept."
    ]
    assert len(sheet_of(made.id).documents) == 2


def test_a_photograph_without_words_keeps_the_dialog_open(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.case(office)
    make.visit(office, made.id)
    make.picture(office, made.id, files.picture())
    page = page_of(made.id)
    problems: list[str] = []

    def answer(dialog: PhotographDialog) -> int:
        assert not dialog.ok.isEnabled()
        dialog.choices[0].tick.setChecked(True)
        assert dialog.ok.isEnabled()
        assert dialog.dirty
        dialog.take()
        problems.extend(dialog.choices[0].form.problems())
        return dialog.result()

    monkeypatch.setattr(PhotographDialog, "exec", answer)
    card(page).add.click()
    assert problems == ["Say what the photograph shows."]
    assert sheet_of(made.id).visits[0].photographs == ()


def test_files_dropped_on_a_visit_are_its_photographs(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = make.case(office)
    make.visit(office, made.id)
    page = page_of(made.id)
    (tmp_path / "roof.png").write_bytes(files.picture())
    captioned(monkeypatch, "Roof")
    drop(card(page), [tmp_path / "roof.png"])
    (visit,) = sheet_of(made.id).visits
    assert [one.fields.caption for one in visit.photographs] == ["Roof"]


def test_a_picture_that_the_visit_has_is_not_offered_again(
    office: Office, page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.case(office)
    make.photograph(office, make.visit(office, made.id), make.picture(office, made.id))
    asked = captioned(monkeypatch)
    card(page_of(made.id)).add.click()
    assert len(asked) == 1


def test_what_cannot_be_drawn_is_told_and_not_put_there(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.case(office)
    make.visit(office, made.id)
    for name in ("IMG_1.png", "IMG_2.png"):
        make.picture(office, made.id, b"\x89PNG\r\n\x1a\n not really", name=name)
    page = page_of(made.id)
    captioned(monkeypatch, "Roof", "Hall")
    card(page).add.click()
    (said,) = [one for one in says(section(page)) if one.startswith("Not put with the visit:\n")]
    assert said.splitlines()[1:] == [
        f"{name} cannot be shown, so it is not put with the visit. It stays among the documents."
        for name in ("IMG_2.png", "IMG_1.png")
    ]
    assert sheet_of(made.id).visits[0].photographs == ()


def test_a_photograph_is_corrected_looked_at_and_taken_off(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.case(office)
    make.photograph(office, make.visit(office, made.id), make.picture(office, made.id))
    page = page_of(made.id)
    answered(monkeypatch, CaptionDialog, caption="The press", taken_on=date(2026, 5, 2))
    section(page).correct_photograph(sheet_of(made.id).visits[0].photographs[0])
    page.refresh()
    assert "The press" in says(card(page))
    looked: list[str] = []

    def look(dialog: DocumentDialog) -> int:
        looked.append(dialog.kept.name)
        return 0

    monkeypatch.setattr(DocumentDialog, "exec", look)
    card(page).thumbnails[0].setFocus()
    QTest.keyClick(card(page).thumbnails[0], Qt.Key.Key_Return)
    assert looked == ["IMG_0001.png"]
    section(page).remove_photograph(sheet_of(made.id).visits[0].photographs[0])
    page.refresh()
    assert sheet_of(made.id).visits[0].photographs == ()
    assert card(page).thumbnails == []


def test_a_thumbnail_is_drawn_by_the_process_that_looks_inside(
    office: Office, page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.case(office)
    visit, picture = make.visit(office, made.id), make.picture(office, made.id)
    make.photograph(office, visit, picture, copy=photographs.copied(files.picture()))
    page = page_of(made.id)
    small = card(page).thumbnails[0]
    small.ask()
    assert small.drawn
    assert small.accessibleName() == "壓濾機"
    section(page).retranslate()
    assert card(page).thumbnails[0] is not small
    assert card(page).thumbnails[0].drawn, "what was drawn is kept"


@pytest.mark.parametrize("language", looking.LANGUAGES)
def test_the_section_and_its_dialogs_read_well(
    office: Office, page_of: PageOf, sheet_of: SheetOf, desk: Desk, qapp: QApplication, language: str
) -> None:
    looking.dress(qapp, looking.Look(language, "dark", QSize(1280, 720)))
    made = make.case(office)
    visit, picture = make.visit(office, made.id), make.picture(office, made.id)
    make.photograph(office, visit, picture, taken_on=date(2026, 5, 1))
    make.picture(office, made.id, files.picture(), name="roof.png")
    page = page_of(made.id)
    page.go_to("visits")
    assert looking.faults(section(page)) == []
    sheet = sheet_of(made.id)
    choosing = PhotographDialog(None, desk, sheet, sheet.visits[0])
    choosing.choices[0].tick.setChecked(True)
    correcting = CaptionDialog(None, sheet.visits[0].photographs[0].fields, office.clock)
    for dialog in (VisitDialog(None, None, office.clock, site="Workshop"), correcting, choosing):
        dialog.show()
        for _round in range(3):
            qapp.processEvents()
        assert looking.faults(dialog) == [], type(dialog).__name__
        assert dialog.height() <= 720
        dialog.deleteLater()
