"""Exports on both engines: what is shown now, whole or not at all, never without an entry in the journal."""

from __future__ import annotations

import errno
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app import calculations, exports, list_export, sum_export
from app.case_filter import CaseFilter, Sort
from app.due import Urgency
from app.inside import sheets
from app.inside.grid import Grid
from app.office import Office
from app.refusal import CannotSave, NoEdition, NotSet
from app.rules.request import CostLine, Override, Request, Supplied
from app.texts import Message
from models import Calculation, Case
from models.kinds import CostKind, Origin, ProjectType, Role, Sector
from models.stages import Stage
from tests import make
from tests.app.test_spreadsheet import S, cells, part, text


def listed(office: Office, file: Path, wanted: CaseFilter | None = None, language: str = "en") -> bytes:
    shown = list_export.Shown(Message("All cases"), wanted or CaseFilter())
    assert exports.finish(list_export.export(office, file, language, shown)) == file
    return file.read_bytes()


def said(content: bytes, number: int = 1) -> list[list[str]]:
    """What each cell of a sheet says: text, or the number as it is kept."""
    return [
        [text(cell) if cell.get("t") else str(next(iter(cell)).text) for cell in row] for row in cells(content, number)
    ]


def summed(office: Office, file: Path, case_id: Any, language: str = "en") -> bytes:
    exports.finish(sum_export.of_case(office, file, language, case_id))
    return file.read_bytes()


def supplied(office: Office) -> Any:
    return make.do(
        office, calculations.record, case := make.received(office).id, seen=make.seen(office, case),
        override=Override(Decimal(500_000), "Budget"),
    )  # fmt: skip


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


# --- the list


def test_row_68_identifiers_are_text_days_are_days_the_heading_stays_and_can_be_filtered(
    office: Office, out: Path
) -> None:
    make.received(office, legacy_file_no="0012345678901234567")
    content = listed(office, out / "list.xlsx")
    grid = sheets.read(content)
    assert isinstance(grid, Grid)
    row = grid.rows[-1]
    assert "0012345678901234567" in row
    assert date(2026, 5, 4) in row
    sheet = part(content, "xl/worksheets/sheet1.xml")
    assert [pane.get("state") for pane in sheet.iter(f"{S}pane")] == ["frozen"]
    assert list(sheet.iter(f"{S}autoFilter"))


def test_the_marks_of_each_row_are_there_and_hidden(office: Office, out: Path) -> None:
    made = make.received(office)
    content = listed(office, out / "list.xlsx")
    *_, headings, row = said(content)
    assert headings[-3:] == ["cpdesk.id", "cpdesk.version", "cpdesk.row"]
    assert row[-3:] == [str(made.id), str(make.seen(office, made.id)), "1/1"]
    sheet = part(content, "xl/worksheets/sheet1.xml")
    hidden = [column for column in sheet.iter(f"{S}col") if column.get("hidden")]
    assert sum(int(one.get("max", 0)) - int(one.get("min", 0)) + 1 for one in hidden) == 3


def test_the_list_says_what_it_is_and_carries_what_is_filtered_in_its_order(office: Office, out: Path) -> None:
    first, second = make.received(office), make.received(office)
    make.case(office)
    wanted = CaseFilter(stages=frozenset({Stage.RECEIVED}), sort=Sort.REFERENCE, descending=True)
    title, filters, totals, by, headings, *rows = said(listed(office, out / "list.xlsx", wanted))
    assert title == ["All cases"]
    assert filters == ["Stage: Received, Sorted by Case number, in reverse"]
    assert totals[0].startswith("2 of 3 cases · requested")
    assert by == ["Made 4 May 2026 10:00 by LKY, Test"]
    assert headings[0] == "Case number"
    assert [row[0] for row in rows] == ["CP-26-0002", "CP-26-0001"]
    assert make.read(office, Case, first.id).reference == "CP-26-0001"
    assert make.read(office, Case, second.id).reference == "CP-26-0002"


def test_numbers_of_a_row_are_text_days_and_money(office: Office, out: Path) -> None:
    made = make.received(office, legacy_file_no="0042", requested=Decimal("560000.50"))
    content = listed(office, out / "list.xlsx")
    row = {cell.get("r", "")[0]: cell for cell in cells(content)[-1]}
    headings = {cell.get("r", "")[0]: text(cell) for cell in cells(content)[4]}
    by = {headings[at]: cell for at, cell in row.items()}
    assert text(by["Case number"]) == make.read(office, Case, made.id).reference
    assert text(by["Old file number"]) == "0042"
    assert next(iter(by["Received on"])).text == "46146"
    assert next(iter(by["Requested subsidy"])).text == "560000.50"
    assert "Approved subsidy" not in by


@pytest.mark.parametrize(("language", "order"), [("en", "A 甲 乙"), ("zh_HK", "甲 乙 A"), ("zh_CN", "乙 甲 A")])
def test_the_readers_own_script_comes_first(office: Office, out: Path, language: str, order: str) -> None:
    make.case(office, applicant_id=make.applicant(office, name_en="A", name_tc="甲", name_sc="乙"))
    *_, row = said(listed(office, out / "list.xlsx", language=language))
    assert row[:3] == order.split()


def test_everything_that_narrows_a_list_is_said(office: Office) -> None:
    make.sign_in(office, Role.SUPERVISOR)
    me = office.officer
    wanted = CaseFilter(
        text=" wing ", types=frozenset({ProjectType.NT, ProjectType.OA}), sectors=frozenset({Sector.OTHER}),
        officer_id=me.id, urgency=Urgency.SOON, open_only=True, signer=me,
    )  # fmt: skip
    with office.reading() as session:
        found = [str(one) for one in list_export.filters(session, wanted, office)]
        nobody = [str(one) for one in list_export.filters(session, CaseFilter(unassigned=True), office)]
    assert found == [
        "Project type: On-site improvement assessment, Project adopting new cleaner production technology",
        "Sector: Other industry",
        "Officer: YSF",
        "Due on: Due soon",
        "Only open cases",
        "Waiting for the signature of YSF",
        "Search: wing",
        "Sorted by Due on",
    ]
    assert nobody == ["Officer: Nobody", "Sorted by Due on"]


def test_what_waits_for_a_signature_has_its_column(office: Office, out: Path) -> None:
    supplied(office)
    make.sign_in(office, Role.SUPERVISOR)
    content = listed(office, out / "list.xlsx", CaseFilter(signer=office.officer))
    assert "To sign" in said(content)[4]
    assert "Calculation" in said(content)[5]
    assert "To sign" not in said(listed(office, out / "list.xlsx"))[4]


def test_an_empty_list_is_a_list(office: Office, out: Path) -> None:
    content = listed(office, out / "list.xlsx")
    assert len(said(content)) == 5
    assert make.entries(office)[-1].reason == "0 cases"


def test_the_same_list_gives_the_same_bytes(office: Office, out: Path) -> None:
    make.case(office)
    assert listed(office, out / "a.xlsx") == listed(office, out / "b.xlsx")


# --- a sum


def test_a_recorded_sum_is_exported_as_it_was_frozen(office: Office, out: Path) -> None:
    made = make.at(office, Stage.RECOMMENDED)
    content = summed(office, out / "sum.xlsx", made.id)
    title, of, standing, _by, headings, *working = said(content)
    assert title == ["Subsidy calculation"]
    assert of == ["CP-26-0001 · Kwong Fat Dyeing Limited, 廣發染整有限公司"]
    assert standing == ["Recorded 4 May 2026 10:00 by LKY"]
    assert headings == ["No.", "Working", "Amount in HKD", "Source", "Mark"]
    with office.reading() as session:
        kept = calculations.standing(session, made.id)
        assert kept is not None
        frozen = kept.result["working"]
    assert len([row for row in working if row[0].isdigit()]) == len(frozen)
    assert [row[2] for row in working if "560,000" in row[1] and len(row) == 5][-1] == "560000.00"
    assert working[-1][-1] == "Not set"
    names = [one.get("name") for one in part(content, "xl/workbook.xml").iter() if one.tag.endswith("}sheet")]
    assert names == ["Working", "What was entered", "Cost lines"]
    assert said(content, 3)[-1] == ["1", "Equipment", "Machine", "1120000.00", "HKD", "1120000.00", "Yes"]
    entry = make.entries(office)[-1]
    assert (entry.act, entry.reason) == ("office.export", "CP-26-0001")


def test_a_case_that_has_changed_since_is_worked_out_again_and_says_so(office: Office, out: Path) -> None:
    made = make.received(office)
    make.do(office, calculations.record, made.id, seen=make.seen(office, made.id))
    make.add_cost(office, made.id, amount=Decimal(5))
    content = summed(office, out / "sum.xlsx", made.id)
    assert said(content)[2] == ["Not recorded: worked out from the case as it is now"]
    assert len(said(content, 3)) == 7


def test_a_sum_that_waits_and_one_that_is_confirmed(office: Office, out: Path) -> None:
    id = supplied(office)
    case = make.read(office, Calculation, id).case_id
    content = summed(office, out / "sum.xlsx", case)
    assert said(content)[2] == ["Recorded 4 May 2026 10:00 by LKY; waits for the second officer"]
    assert said(content, 2)[-1] == ["Lowered to", "500000", "Budget"]
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, calculations.confirm, id, seen=1)
    assert said(summed(office, out / "sum.xlsx", case))[2] == ["Recorded 4 May 2026 10:00 by LKY; confirmed by YSF"]


def test_what_was_supplied_brings_its_source_and_its_reason(office: Office, out: Path) -> None:
    line = CostLine(CostKind.TESTING, "Test", Decimal(50_000))
    given = Supplied(Decimal("0.5"), "Minutes", "Not published", "YSF")
    request = Request(ProjectType.VP, (line,), date(2014, 1, 6), supplied={"P2.VP.rate": given})
    exports.finish(sum_export.by_itself(office, out / "sum.xlsx", "en", request, "P2"))
    content = (out / "sum.xlsx").read_bytes()
    assert said(content)[1:3] == [["No case"], ["A question of the moment. It is not recorded."]]
    assert said(content, 2)[-1] == ["Supplied: P2.VP.rate", "0.5", "Minutes", "Not published", "YSF"]


def test_what_cannot_be_worked_out_is_not_exported(office: Office, out: Path) -> None:
    file = out / "sum.xlsx"
    with pytest.raises(NoEdition):
        summed(office, file, make.case(office).id)
    with pytest.raises(NotSet):
        summed(office, file, make.received(office, origin=None, origin_evidence="").id)
    assert list(out.iterdir()) == []
    assert not make.entries(office, "office.export")


# --- the file


def test_a_file_of_that_name_is_replaced(office: Office, out: Path) -> None:
    file = out / "list.xlsx"
    file.write_bytes(b"old")
    assert listed(office, file).startswith(b"PK")
    assert list(out.iterdir()) == [file]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EACCES, "If it is open in another program, close it there"),
        (errno.ENOSPC, "The disk is full. Nothing was exported."),
        (errno.EIO, "cannot be written: Input/output error"),
    ],
)
def test_a_file_that_cannot_get_its_name_leaves_neither_file_nor_entry(
    office: Office, out: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    file = out / "list.xlsx"
    file.write_bytes(b"old")

    def refuse(self: Path, _target: Path) -> Path:
        raise OSError(number, "Input/output error")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CannotSave, match=sentence):
        listed(office, file)
    assert file.read_bytes() == b"old"
    assert list(out.iterdir()) == [file]
    assert not make.entries(office, "office.export")


def test_without_its_entry_nothing_leaves_the_office(
    office: Office, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_session: object) -> Any:
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr("app.office.touched", fail)
    with pytest.raises(CannotSave):
        listed(office, out / "list.xlsx")
    assert list(out.iterdir()) == []


def test_a_stopped_export_leaves_nothing(office: Office, out: Path) -> None:
    make.case(office)
    task = list_export.export(office, out / "list.xlsx", "en", list_export.Shown(Message("All cases"), CaseFilter()))
    assert next(task) == exports.Step(0, 1)
    assert list(out.iterdir())
    task.close()
    assert list(out.iterdir()) == []
    assert not make.entries(office, "office.export")


@pytest.fixture
def unwritable(tmp_path: Path) -> Path:
    """A place below a file."""
    (tmp_path / "file").write_bytes(b"")
    return tmp_path / "file" / "list.xlsx"


def test_a_place_that_is_none_is_a_sentence(office: Office, unwritable: Path) -> None:
    with pytest.raises(CannotSave, match="cannot be written"):
        listed(office, unwritable)


def test_an_auditors_export_is_in_the_journal_too(office: Office, out: Path) -> None:
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    listed(office, out / "list.xlsx")
    entry = make.entries(office)[-1]
    assert (entry.act, entry.officer_id) == ("office.export", office.officer.id)


def test_an_origin_is_said_in_words(office: Office, out: Path) -> None:
    content = summed(office, out / "sum.xlsx", make.received(office, origin=Origin.HK).id)
    assert ["Who developed the technology", "Developed by a Hong Kong institution"] in said(content, 2)
