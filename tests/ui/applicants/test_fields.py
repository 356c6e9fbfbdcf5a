"""Numbers recognised while typing, a place found by any of its names."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from app import districts
from app.clock import HeldClock
from app.refusal import Invalid
from ui import words
from ui.applicants.fields import BrField, DistrictField, ExpiryField, UsccField


@pytest.mark.parametrize(
    ("typed", "said", "tone"),
    [
        ("1234", "4 of 8 digits", "muted"),
        ("12345678", "8 digits, the form of a UBI", "ok"),
        ("１２３４５６７８", "8 digits, the form of a UBI", "ok"),
        ("12345678-000-01-11-1", "Certificate number; its first 8 digits are the number: 12345678", "ok"),
        (
            "C0012345",
            "C0012345 is a stand-in of the Companies Registry, not a registration under Cap. 310: ask for proof",
            "warn",
        ),
    ],
)
def test_a_number_is_recognised_while_it_is_typed(qtbot: QtBot, typed: str, said: str, tone: str) -> None:
    field = BrField()
    qtbot.addWidget(field)
    for one in typed:
        field.line.insert(one)
    assert (field.note.text(), field.note.property("tone")) == (said, tone)


def test_a_number_says_itself_again_in_another_language(qtbot: QtBot) -> None:
    field = BrField()
    qtbot.addWidget(field)
    field.put("12")
    words.set_language("zh_HK")
    field.retranslate()
    assert field.note.text() == words.tr("{n} of 8 digits", n=2)


@pytest.mark.parametrize(
    ("typed", "tone"),
    [("91420000737944946L", "warn"), ("91350100M000100Y4A", "warn"), ("9144", "muted"), ("440301123456789", "warn")],
)
def test_a_code_whose_check_character_does_not_fit_only_warns(qtbot: QtBot, typed: str, tone: str) -> None:
    field = UsccField()
    qtbot.addWidget(field)
    field.put(typed)
    assert field.note.property("tone") == tone
    assert field.read() == typed


def test_a_certificate_that_has_expired_is_said(qtbot: QtBot, clock: HeldClock) -> None:
    field = ExpiryField(clock)
    qtbot.addWidget(field)
    field.put(date(2026, 11, 3))
    assert "expired" in field.note.text()
    field.put(date(2026, 11, 4))
    assert "expired" not in field.note.text()


@pytest.mark.parametrize("typed", ["Dongguan", "東莞市", "东莞市", "4419", "dongguan 東莞市"])
def test_a_place_is_read_by_any_of_its_names(qtbot: QtBot, typed: str) -> None:
    field = DistrictField(districts.guangdong())
    qtbot.addWidget(field)
    field.choices.setEditText(typed)
    assert field.read() == "4419"


@pytest.mark.parametrize("part", ["莞", "ongg", "东莞", "4419"])
def test_the_list_narrows_to_what_is_typed(qtbot: QtBot, part: str) -> None:
    field = DistrictField(districts.guangdong())
    qtbot.addWidget(field)
    finder = field.choices.completer()
    assert finder is not None
    finder.setCompletionPrefix(part)
    assert finder.completionCount() == 1
    assert finder.pathFromIndex(finder.completionModel().index(0, 0)) == field.choices.itemText(
        next(at for at, one in enumerate(districts.guangdong()) if one.code == "4419")
    )


def test_a_place_that_no_list_has_is_refused_beside_the_field(qtbot: QtBot) -> None:
    field = DistrictField(districts.guangdong())
    qtbot.addWidget(field)
    field.name = "district"
    field.choices.setEditText("Atlantis")
    with pytest.raises(Invalid) as refused:
        field.read()
    assert refused.value.field == "district"


def test_a_place_kept_before_lists_existed_stays(qtbot: QtBot) -> None:
    field = DistrictField(districts.guangdong())
    qtbot.addWidget(field)
    field.put("Dongguan, Chang'an Town")
    assert field.read() == "Dongguan, Chang'an Town"


def test_other_places_take_the_choice_away(qtbot: QtBot) -> None:
    field = DistrictField(districts.guangdong())
    qtbot.addWidget(field)
    field.put("4419")
    field.set_places(districts.hong_kong())
    assert field.read() is None
