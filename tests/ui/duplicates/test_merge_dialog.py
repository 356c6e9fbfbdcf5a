"""Merging two applicants by hand: what is shown, what is chosen, what is done, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app import applicants
from app.kept import kept
from app.office import Office
from app.texts import Message, say
from models import Applicant
from models.kinds import Role
from models.stages import Stage
from tests import make
from ui.applicants.page import ApplicantPage
from ui.desk import Desk
from ui.duplicates.merge_dialog import MergeDialog, ask_to_merge
from ui.importing.owner_dialog import OwnerDialog
from ui.notices import Notice

OTHER = {"name_en": "Wing Fat Plating Co", "name_tc": "永發電鍍廠", "br_number": "", "remarks": "Rang twice"}
NAMES = {"name_en": "Wing Fat Plating Limited", "name_tc": "永發電鍍有限公司", "br_number": "11111111"}

Ask = Callable[..., MergeDialog]


@pytest.fixture
def pair(office: Office) -> tuple[UUID, UUID]:
    """The first with a case, the second with a contact."""
    first, second = make.applicant(office, **NAMES), make.applicant(office, **OTHER)
    make.case(office, applicant_id=first, cost=None)
    make.contact(office, second)
    return first, second


@pytest.fixture
def said() -> list[Any]:
    """What was told in the notice line."""
    return []


@pytest.fixture
def ask(desk: Desk, qtbot: QtBot, pair: tuple[UUID, UUID], said: list[Any]) -> Iterator[Ask]:
    """Opens the dialog on the pair, or on two others."""
    made: list[MergeDialog] = []

    def opened(*ids: UUID) -> MergeDialog:
        left, right = ids or pair
        dialog = ask_to_merge(desk, left, right, None, said.append)
        made.append(dialog)
        return dialog

    yield opened
    for dialog in made:
        if shiboken6.isValid(dialog):
            dialog.close()


def words_of(dialog: MergeDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisibleTo(dialog))


def test_tab_stops_at_what_follows_the_one_that_stays(ask: Ask) -> None:
    dialog = ask()
    dialog.sides.heads.button(1).click()
    group = dialog.sides.fields["name_en"]
    assert group.checkedId() == 1
    stops = [at for at in (0, 1) if group.button(at).focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [1]


def test_both_are_shown_and_what_differs_is_chosen_from_the_one_that_stays(ask: Ask) -> None:
    dialog = ask()
    assert set(dialog.sides.fields) == {"name_en", "name_tc", "br_number", "remarks"}
    assert dialog.sides.stays == 0
    form = dialog.sides.chosen()
    assert (form.name_en, form.br_number, form.remarks) == (NAMES["name_en"], "11111111", "Rang twice")
    told = words_of(dialog)
    assert "It has more cases: 1, the other 0." in told
    assert "Goes to the record that stays, with all that belongs to it: 1 contact." in told
    assert "Kind: Hong Kong Business" in told
    assert dialog.ok.text() == "Merge two applicants"


def test_what_was_chosen_by_hand_stays_chosen_when_the_other_one_stays(ask: Ask) -> None:
    dialog = ask()
    dialog.sides.fields["name_tc"].button(1).click()
    dialog.sides.heads.button(1).click()
    form = dialog.sides.chosen()
    assert (form.name_en, form.name_tc, form.br_number) == (OTHER["name_en"], OTHER["name_tc"], "11111111")
    assert "1 case, 1 factory" in words_of(dialog)
    dialog.sides.heads.button(0).click()
    form = dialog.sides.chosen()
    assert (form.name_en, form.name_tc) == (NAMES["name_en"], OTHER["name_tc"])


def test_merging_tells_so_and_the_notice_takes_it_back(
    ask: Ask, office: Office, pair: tuple[UUID, UUID], said: list[Any]
) -> None:
    ask().ok.click()
    assert make.read(office, Applicant, pair[1]).merged_into_id == pair[0]
    (notice,) = said
    assert isinstance(notice, Notice)
    assert say(notice.text, "en") == "Wing Fat Plating Co was merged into Wing Fat Plating Limited."
    notice.then()
    assert make.read(office, Applicant, pair[1]).merged_into_id is None
    assert say(said[-1], "en") == "Taken back: Merge two applicants"


def test_undo_from_the_notice_takes_back_nothing_else(
    ask: Ask, office: Office, pair: tuple[UUID, UUID], said: list[Any], desk: Desk
) -> None:
    refused: list[Any] = []
    desk.refused.connect(refused.append)
    ask().ok.click()
    form = kept(make.read(office, Applicant, pair[0]), applicants.ApplicantFields).fields
    make.do(office, applicants.correct, pair[0], replace(form, remarks="Later"), seen=2)
    said[0].then()
    assert [say(one.message, "en") for one in refused] == ["Something was done since. Nothing was taken back."]


def test_by_keyboard_alone(ask: Ask, office: Office, pair: tuple[UUID, UUID], qtbot: QtBot) -> None:
    dialog = ask()
    dialog.activateWindow()
    with qtbot.waitExposed(dialog):
        dialog.show()
    QApplication.sendPostedEvents()
    focused = dialog.focusWidget
    assert focused() is dialog.sides.heads.button(0)
    for key, stays in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, 0)):
        qtbot.keyClick(focused(), key)
        assert dialog.sides.stays == stays
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is dialog.sides.fields["name_en"].button(0)
    qtbot.keyClick(focused(), Qt.Key.Key_Right)
    assert dialog.sides.chosen().name_en == OTHER["name_en"]
    qtbot.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert make.read(office, Applicant, pair[0]).name_en == OTHER["name_en"]


def test_a_click_on_the_words_chooses_too(ask: Ask, qtbot: QtBot) -> None:
    dialog = ask()
    words = next(one for one in dialog.findChildren(QLabel) if one.text() == OTHER["name_tc"])
    qtbot.mouseClick(words, Qt.MouseButton.LeftButton)
    assert dialog.sides.chosen().name_tc == OTHER["name_tc"]


def test_the_remarks_of_both_are_kept_unless_one_is_chosen(ask: Ask, office: Office) -> None:
    one, two = (make.applicant(office, remarks=text) for text in ("First", "Second"))
    dialog = ask(one, two)
    assert dialog.sides.chosen().remarks == "First\n\nSecond"
    dialog.sides.fields["remarks"].button(1).click()
    assert dialog.sides.chosen().remarks == "Second"
    assert set(dialog.sides.fields) == {"remarks"}


def test_decided_cases_ask_for_who_may_be_the_second_officer(ask: Ask, office: Office, pair: tuple[UUID, UUID]) -> None:
    make.at(office, Stage.RECOMMENDED, applicant_id=pair[1])
    dialog = ask()
    dialog.sides.heads.button(0).click()
    assert not dialog.ok.isEnabled()
    assert "Who may be the second officer merges these two." in words_of(dialog)
    dialog.sides.heads.button(1).click()
    assert dialog.ok.isEnabled()
    dialog.close()
    with make.signed(office, Role.SUPERVISOR):
        dialog = ask()
        dialog.sides.heads.button(0).click()
        assert dialog.ok.isEnabled()


def test_who_was_slower_looks_again_and_keeps_what_was_chosen(
    ask: Ask, office: Office, pair: tuple[UUID, UUID], said: list[Any]
) -> None:
    dialog = ask()
    dialog.sides.fields["name_tc"].button(1).click()
    form = kept(make.read(office, Applicant, pair[1]), applicants.ApplicantFields).fields
    make.do(office, applicants.correct, pair[1], replace(form, address_en="1 New Road"), seen=1)
    dialog.ok.click()
    assert said == []
    assert "Someone else saved this record" in words_of(dialog)
    assert "1 New Road" in words_of(dialog)
    assert dialog.sides.chosen().name_tc == OTHER["name_tc"]
    dialog.ok.click()
    assert make.read(office, Applicant, pair[0]).address_en == "1 New Road"


def test_one_that_was_merged_meanwhile_is_told_and_nothing_can_be_done(
    ask: Ask, office: Office, pair: tuple[UUID, UUID]
) -> None:
    ask().ok.click()
    dialog = ask()
    assert not dialog.ok.isEnabled()
    assert "Open the one that stays." in words_of(dialog)
    assert "This is one applicant." in words_of(ask(pair[0], pair[0]))


# --- from the page of an applicant


def test_merge_with_asks_for_the_other_record_and_the_page_shows_what_came_of_it(
    desk: Desk, office: Office, pair: tuple[UUID, UUID], qtbot: QtBot
) -> None:
    page, gone = (ApplicantPage(desk, id) for id in pair)
    told: list[Any] = []
    for one in (page, gone):
        qtbot.addWidget(one)
        one.resize(1200, 800)
        one.show()
        one.shown()
    page.said.connect(told.append)
    page.editing.ask("merge")
    owner = next(one for one in QApplication.topLevelWidgets() if isinstance(one, OwnerDialog) and one.isVisible())
    owner.picker.take(pair[1])
    owner.picker.ask("永發電鍍廠")
    owner.take()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MergeDialog) and one.isVisible())
    dialog.ok.click()
    line = "Formerly: Wing Fat Plating Co, 永發電鍍廠"
    for one in (page, gone):
        assert one.sheet is not None
        assert one.sheet.applicant.id == pair[0]
        assert line in {label.text() for label in one.header.findChildren(QLabel) if label.isVisibleTo(one)}
    (notice,) = told
    assert isinstance(notice, Notice)
    notice.then()
    assert gone.sheet is not None
    assert gone.sheet.applicant.id == pair[1]
    assert say(told[-1], "en") == say(Message("Taken back: {act}", act=Message("Merge two applicants")), "en")
