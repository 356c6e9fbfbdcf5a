"""Which rules are proposed for a day of receipt, and what is said for the days that belong to none."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.refusal import Damaged, NoEdition, NotFound
from app.rules.book import CPPP, RuleBook

BOOK = RuleBook.load()
DAY = timedelta(days=1)


def test_the_five_phases_in_their_order() -> None:
    assert [edition.id for edition in BOOK.editions] == ["P1", "P2", "P3", "P4", "P5"]
    assert BOOK.edition("P4") is BOOK.editions[3]


def test_a_file_is_named_after_its_first_day() -> None:
    assert all(edition.file == f"{edition.period.first}.toml" for edition in BOOK.editions)


@pytest.mark.parametrize("edition", BOOK.editions, ids=lambda edition: edition.id)
def test_an_edition_holds_its_first_and_its_last_day(edition) -> None:
    assert BOOK.edition_for(edition.period.first) is edition
    assert BOOK.edition_for(edition.period.last) is edition


@pytest.mark.parametrize(
    ("day", "named"),
    [
        (date(2008, 4, 17), ("began on 18 April 2008",)),
        (date(2013, 1, 21), ("Phase 1", "until 20 January 2013", "Phase 2", "from 1 April 2013")),
        (date(2013, 3, 31), ("Phase 1", "Phase 2")),
        (date(2015, 4, 1), ("Phase 2", "until 31 March 2015", "Phase 3", "from 15 June 2015")),
        (date(2015, 6, 14), ("Phase 2", "Phase 3")),
        (date(2027, 7, 1), ("Phase 5", "ends on 30 June 2027")),
    ],
)
def test_a_day_of_no_edition_names_its_neighbours(day: date, named: tuple[str, ...]) -> None:
    with pytest.raises(NoEdition) as refused:
        BOOK.edition_for(day)
    assert all(part in str(refused.value) for part in named)


def test_phases_3_to_5_follow_without_a_gap() -> None:
    for earlier, later in ((2, 3), (3, 4)):
        assert BOOK.editions[earlier].period.last + DAY == BOOK.editions[later].period.first


def test_an_edition_that_is_not_there() -> None:
    with pytest.raises(NotFound, match="P9"):
        BOOK.edition("P9")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in CPPP.glob("*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_editions_whose_dates_overlap(folder: Path) -> None:
    change(folder / "2013-04-01.toml", "2015-03-31", "2015-06-15")
    with pytest.raises(Damaged, match=r"2015-06-15\.toml .*period\.from: its dates overlap those of 2013-04-01\.toml"):
        RuleBook.load(folder)


def test_two_editions_with_one_id(folder: Path) -> None:
    change(folder / "2013-04-01.toml", 'id = "P2"', 'id = "P1"')
    with pytest.raises(Damaged, match=r"2013-04-01\.toml .*id: 2008-04-18\.toml has the same id"):
        RuleBook.load(folder)


def test_a_folder_without_rules(tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="No rules file"):
        RuleBook.load(tmp_path)


def test_a_figure_changed_in_the_file_is_the_figure_that_is_read(folder: Path) -> None:
    change(folder / "2020-04-01.toml", '"45000"', '"46000"')
    before, after = BOOK.edition("P4"), RuleBook.load(folder).edition("P4")
    assert before.sha256 != after.sha256
    assert {str(kind): str(rule.ceiling.value) for kind, rule in after.types.items() if rule.ceiling}["OA"] == "46000"


def test_the_same_bytes_are_parsed_once() -> None:
    assert RuleBook.load().editions[0] is BOOK.editions[0]
