"""One cell as a value, and everything that Excel does to what people type."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.importing.cells import Unusable, value
from app.importing.fields import Field, Reads
from app.inside.grid import Cell
from models.kinds import ProjectType
from models.stages import Stage

NUMBER = Field("br_number", Reads.IDENTIFIER)
CODE = Field("uscc", Reads.IDENTIFIER)
DAY = Field("received_on", Reads.DAY)
AMOUNT = Field("recorded_amount", Reads.AMOUNT)
NAME = Field("name_en")


def refused(field: Field, cell: Cell) -> str:
    with pytest.raises(Unusable) as problem:
        value(field, cell)
    return str(problem.value)


@pytest.mark.parametrize(
    ("field", "cell", "found"),
    [
        (NAME, " Kwong  Fat\nLimited ", "Kwong Fat Limited"),
        (NAME, "-", None),
        (NAME, None, None),
        (NAME, "N/A", None),
        (NAME, 3.0, "3"),
        (NUMBER, 99000001, "99000001"),
        (NUMBER, "99000001-000-01-26-3", "99000001-000-01-26-3"),
        (CODE, "91441900MA4XXXXX0X", "91441900MA4XXXXX0X"),
        (DAY, date(2014, 3, 5), date(2014, 3, 5)),
        (DAY, "2014年3月5日", date(2014, 3, 5)),
        (DAY, "13/3/2014", date(2014, 3, 13)),
        (AMOUNT, "HK$330,000.50", Decimal("330000.50")),
        (AMOUNT, 330000, Decimal("330000.00")),
        (AMOUNT, 330000.5, Decimal("330000.50")),
        (Field("type", Reads.CHOICE, ProjectType), "dp1", ProjectType.DP1),
        (Field("type", Reads.CHOICE, ProjectType), "實地評估", ProjectType.OA),
        (Field("stage", Reads.CHOICE, Stage), "Closed", Stage.CLOSED),
        (Field("stage", Reads.CHOICE, Stage), "已結案", Stage.CLOSED),
    ],
)
def test_what_people_write_is_read(field: Field, cell: Cell, found: object) -> None:
    assert value(field, cell) == (found, None)


@pytest.mark.parametrize("mistake", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#####"])
def test_a_mistake_of_excel_is_no_value(mistake: str) -> None:
    assert mistake in refused(NAME, mistake)


@pytest.mark.parametrize("cell", ["1.23E+17", "1.23e17", 1.23e17, 914419001234567890])
def test_a_number_that_excel_cut_is_refused(cell: Cell) -> None:
    assert "last digits are lost" in refused(CODE, cell)


@pytest.mark.parametrize("cell", [9000001, "9000001"])
def test_a_lost_zero_is_told(cell: Cell) -> None:
    assert "09000001" in refused(NUMBER, cell)


def test_a_number_that_became_a_day_is_refused() -> None:
    assert "turned the number into a day" in refused(NUMBER, date(2026, 5, 4))


def test_a_text_that_became_a_day_is_told() -> None:
    found, remark = value(NAME, date(2026, 5, 4))
    assert found == "2026-05-04"
    assert "made a day" in str(remark)


@pytest.mark.parametrize("cell", [45000, "45000"])
def test_excels_number_for_a_day_is_explained(cell: Cell) -> None:
    assert "15 March 2023" in refused(DAY, cell)


def test_a_day_that_could_be_read_both_ways_says_how_it_was_read() -> None:
    found, remark = value(DAY, "05/03/2014")
    assert found == date(2014, 3, 5)
    assert "day first" in str(remark)


@pytest.mark.parametrize("cell", ["today", "+14", "tomorrow", "31/2/2014", "5/3/14", "March", True, "+9999"])
def test_what_is_no_day_of_a_list_is_refused(cell: Cell) -> None:
    assert refused(DAY, cell)


@pytest.mark.parametrize("cell", ["1.2E+05", "-5", "free", date(2026, 1, 1), True, "HK$", "1e400", "9" * 20])
def test_what_is_no_amount_is_refused(cell: Cell) -> None:
    assert refused(AMOUNT, cell)


def test_a_word_that_is_in_no_list_names_the_list() -> None:
    assert "Demonstration project" in refused(Field("type", Reads.CHOICE, ProjectType), "Rebate")
