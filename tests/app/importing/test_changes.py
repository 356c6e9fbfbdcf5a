"""A list goes out, is changed in Excel, and comes back: cell by cell, by hidden id and version, through the acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app import cases, exports, list_export, undo
from app.case_filter import CaseFilter
from app.importing import changes, take_over
from app.importing.changes import Changes
from app.importing.take_over import TakenOver
from app.inside import ask
from app.inside.grid import Cell, Grid
from app.office import Office
from app.refusal import NotReady, Stale
from app.texts import LANGUAGES, Message
from models import Case, walk
from tests import make

FILE = "list.xlsx"
HEAD = {"en": "Old file number", "zh_HK": "舊檔案編號", "zh_CN": "旧档案编号"}


def exported(office: Office, folder: Path, language: str = "en") -> Grid:
    """The list as it lies in a file."""
    shown = list_export.Shown(Message("All cases"), CaseFilter())
    file = exports.finish(list_export.export(office, folder / FILE, language, shown))
    found = ask.cells(file.read_bytes())
    assert isinstance(found, Grid)
    return found


def edited(grid: Grid, row: int, **cells: Cell) -> Grid:
    """The list with other cells in a row, from 0 under the headings; a heading's blanks are written as `_`."""
    rows = [list(one) for one in grid.rows]
    head = next(at for at, one in enumerate(rows) if "cpdesk.id" in one)
    line = rows[head + 1 + row]
    for name, value in cells.items():
        line[rows[head].index(name.replace("_", " "))] = value
    return replace(grid, rows=tuple(map(tuple, rows)))


def compared(office: Office, grid: Grid) -> Changes:
    return exports.finish(take_over.differences(office, grid, FILE))


def applied(office: Office, grid: Grid) -> TakenOver:
    return exports.finish(take_over.apply(office, grid, FILE, compared(office, grid)))


def said(found: Changes) -> list[str]:
    return [str(text) for row in found.rows for text, _grave in row.findings]


@pytest.fixture
def two(office: Office) -> tuple[make.Made, make.Made]:
    """Two received cases of the caseworker."""
    first = make.received(office)
    return first, make.received(office, applicant_id=first.applicant_id, factory_id=first.factory_id)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_row_69_a_list_that_was_not_changed_changes_nothing(
    office: Office, two: object, tmp_path: Path, language: str
) -> None:
    make.historic(office)
    grid = exported(office, tmp_path, language)
    assert changes.is_ours(grid)
    assert HEAD[language] in next(row for row in grid.rows if "cpdesk.id" in row)
    found = compared(office, grid)
    assert (found.rows, found.same, found.notes) == ((), 3, ())


def test_row_69_changed_cells_are_shown_and_taken_over_as_one(
    office: Office, two: tuple[make.Made, make.Made], tmp_path: Path
) -> None:
    grid = exported(office, tmp_path)
    grid = edited(grid, 0, Old_file_number="EP 1/26", Officer="YSF", Requested_subsidy=420000)
    grid = edited(grid, 1, Due_on=date(2026, 6, 1), What_is_due="Report", Project_title_in_English="Heat recovery")
    found = compared(office, grid)
    assert found.same == 0
    first, second = found.rows
    assert [(one.field, str(one.said[0]), str(one.said[1])) for one in first.differences] == [
        ("legacy_file_no", "Empty", "EP 1/26"),
        ("officer_id", "LKY", "YSF"),
        ("requested", "Empty", "HK$420,000"),
    ]
    assert [one.field for one in second.differences] == ["due_on", "due_for", "title_en"]
    before = len(make.entries(office))
    done = applied(office, grid)
    assert set(done.ids) == {one.id for one in two}
    entries = make.entries(office)
    assert (len(entries), entries[-1].act, entries[-1].reason) == (before + 1, "case.take_over", "list.xlsx, 2 rows")
    one, other = (make.read(office, Case, made.id) for made in two)
    assert (one.legacy_file_no, one.requested) == ("EP 1/26", Decimal(420_000))
    assert (other.due_on, other.due_for, other.title_en) == (date(2026, 6, 1), "Report", "Heat recovery")
    assert make.do(office, undo.undo_last) == "Take over changes from Excel"
    one, other = (make.read(office, Case, made.id) for made in two)
    assert (one.legacy_file_no, one.requested, one.officer_id) == ("", None, office.officer.id)
    assert (other.due_on, other.due_for, other.title_en) == (None, "", "")
    with office.reading() as session:
        assert walk.first_break(session) is None


def test_a_cell_that_was_emptied_empties_the_field(
    office: Office, two: tuple[make.Made, make.Made], tmp_path: Path
) -> None:
    made = two[0]
    make.do(office, cases.set_due, made.id, date(2026, 6, 1), "Report", seen=make.version(office, Case, made.id))
    grid = edited(exported(office, tmp_path), 0, Due_on=None, Officer=None)
    applied(office, grid)
    kept = make.read(office, Case, made.id)
    assert (kept.due_on, kept.due_for, kept.officer_id) == (None, "Report", None)


def test_row_69_a_case_that_somebody_saved_meanwhile_is_refused_row_by_row(
    office: Office, two: tuple[make.Made, make.Made], tmp_path: Path
) -> None:
    grid = edited(exported(office, tmp_path), 0, Old_file_number="EP 1/26")
    grid = edited(grid, 1, Old_file_number="EP 2/26")
    made = two[0]
    form = cases.CaseFields(made.applicant_id, _type(office, made), made.factory_id, legacy_file_no="Other")
    make.do(office, cases.correct, made.id, form, seen=make.version(office, Case, made.id))
    found = compared(office, grid)
    assert [row.grave for row in found.rows] == [True, False]
    assert "Somebody has saved this case" in said(found)[0]
    applied(office, grid)
    assert make.read(office, Case, two[0].id).legacy_file_no == "Other"
    assert make.read(office, Case, two[1].id).legacy_file_no == "EP 2/26"


def test_a_case_that_somebody_saved_and_nobody_edited_is_not_complained_of(
    office: Office, two: tuple[make.Made, make.Made], tmp_path: Path
) -> None:
    grid = exported(office, tmp_path)
    made = two[0]
    make.do(office, cases.set_due, made.id, date(2026, 6, 1), "Report", seen=make.version(office, Case, made.id))
    assert compared(office, grid).rows == ()
    grid = edited(grid, 0, Old_file_number="EP 1/26")  # another field than the one that was saved
    applied(office, grid)
    kept = make.read(office, Case, made.id)
    assert (kept.legacy_file_no, kept.due_on, kept.due_for) == ("EP 1/26", date(2026, 6, 1), "Report")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"Officer": "XYZ"}, "has the initials XYZ"),
        ({"Due_on": "31/2/2026"}, "There is no such day"),
        ({"Requested_subsidy": "free"}, "is not an amount"),
        ({"Requested_subsidy": "#N/A"}, "#N/A"),
        ({"Old_file_number": "x" * 400}, "at most 300"),
    ],
)
def test_row_69_what_cannot_be_is_refused_with_a_sentence(
    office: Office, two: object, tmp_path: Path, cells: dict[str, Any], why: str
) -> None:
    found = compared(office, edited(exported(office, tmp_path), 0, **cells))
    assert len(found.rows) == 1
    assert found.rows[0].grave
    assert why in said(found)[0]
    assert found.going_in == ()


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({"Stage": "Closed"}, "Stage"),
        ({"Case_number": "CP-26-0099"}, "Case number"),
        ({"Calculated_subsidy": 1}, "Calculated subsidy"),
        ({"Received_on": date(2026, 5, 1)}, "Received on"),
    ],
)
def test_row_69_what_the_office_works_out_is_named_and_left_out(
    office: Office, two: object, tmp_path: Path, cells: dict[str, Any], named: str
) -> None:
    found = compared(office, edited(exported(office, tmp_path), 0, **cells))
    assert [row.grave for row in found.rows] == [False]
    assert said(found)[0].startswith(f"{named} is not changed from a list.")
    assert found.going_in == ()


def test_row_69_rows_added_and_removed_are_named_and_nothing_is_guessed(
    office: Office, two: object, tmp_path: Path
) -> None:
    grid = exported(office, tmp_path)
    added = replace(grid, rows=(*grid.rows[:-1], ("CP-26-0777", "EP 9")))
    found = compared(office, added)
    assert "added in Excel" in said(found)[0]
    assert [str(note) for note in found.notes] == [
        "Rows that are no longer in the file: 1 of 2. Their cases stay as they are."
    ]


def test_a_row_that_was_copied_is_read_once(office: Office, two: object, tmp_path: Path) -> None:
    grid = exported(office, tmp_path)
    found = compared(office, replace(grid, rows=(*grid.rows, grid.rows[-1])))
    assert [row.grave for row in found.rows] == [True]
    assert "stands in row" in said(found)[0]


def test_a_list_of_another_office_is_named_row_by_row(office: Office, two: object, tmp_path: Path) -> None:
    grid = edited(exported(office, tmp_path), 0, **{"cpdesk.id": "01a20037-a2b0-783c-b694-a081a3bf5b0b"})
    assert "is not in this office" in said(compared(office, grid))[0]


def test_an_approved_case_is_locked_against_lists_too(office: Office, tmp_path: Path) -> None:
    id = make.historic(office)
    found = compared(office, edited(exported(office, tmp_path), 0, Requested_subsidy=1))
    assert "This case is locked" in said(found)[0]
    assert make.read(office, Case, id).requested != Decimal(1)


def test_the_trial_writes_nothing(office: Office, two: tuple[make.Made, make.Made], tmp_path: Path) -> None:
    grid = edited(exported(office, tmp_path), 0, Old_file_number="EP 1/26")
    before = len(make.entries(office)), make.version(office, Case, two[0].id)
    compared(office, grid)
    assert (len(make.entries(office)), make.version(office, Case, two[0].id)) == before


def test_what_has_changed_since_it_was_compared_is_not_taken_over(
    office: Office, two: tuple[make.Made, make.Made], tmp_path: Path
) -> None:
    grid = edited(exported(office, tmp_path), 0, Old_file_number="EP 1/26")
    seen = compared(office, grid)
    made = two[0]
    make.do(office, cases.assign, made.id, None, seen=make.version(office, Case, made.id))
    with pytest.raises(Stale):
        exports.finish(take_over.apply(office, grid, FILE, seen))
    assert make.read(office, Case, made.id).legacy_file_no == ""


def test_a_refusal_of_one_row_takes_nothing_over(office: Office, two: tuple[make.Made, make.Made]) -> None:
    edits = [
        take_over.Edit(7, two[0].id, make.version(office, Case, two[0].id), {"legacy_file_no": "EP 1"}),
        take_over.Edit(8, two[1].id, 1, {"legacy_file_no": "EP 2"}),
    ]
    with pytest.raises(Stale, match="Row 8"):
        make.do(office, take_over.take_over, edits, reason=FILE)
    assert make.read(office, Case, two[0].id).legacy_file_no == ""
    id = make.historic(office)
    edit = take_over.Edit(9, id, make.version(office, Case, id), {"requested": Decimal(5)})
    with pytest.raises(NotReady, match="locked"):
        make.do(office, take_over.take_over, [edit], reason=FILE)


def _type(office: Office, made: make.Made) -> Any:
    return make.read(office, Case, made.id).type
