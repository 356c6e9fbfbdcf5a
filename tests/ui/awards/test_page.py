"""The awards page: what is listed, what may be done, and a certificate made or printed is a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import select

from app import awards
from app.office import Office
from app.preview import page_count
from app.refusal import CannotSave, NotPermitted
from app.texts import say
from app.words import word
from models import AwardPrint
from models.kinds import Category, Role
from tests import make
from tests.ui.looking import LOOKS, Look, dress, faults, show
from ui import words
from ui.awards.enter_dialog import EnterDialog
from ui.awards.page import AwardsPage
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.parts import officer_name
from ui.desk import Desk
from ui.lane import InlineLane, Job
from ui.notices import Notice
from ui.widgets.cells import SIDE
from ui.widgets.rows import Group

PageOf = Callable[[Desk], AwardsPage]


def said(page: AwardsPage) -> list[str]:
    """The notices from now on."""
    heard: list[str] = []
    page.said.connect(lambda one: heard.append(str(one.text if isinstance(one, Notice) else one)))
    return heard


def sums(office: Office) -> list[str]:
    with office.reading() as session:
        return sorted(session.execute(select(AwardPrint.sha256)).scalars())


def cells(page: AwardsPage, name: str) -> list[str]:
    column = next(one for one in page.table.model.columns if one.name == name)
    return [column.whole(one) for one in page.table.model.rows]


def listed_years(page: AwardsPage) -> list[str]:
    return [str(one.text) for one in page.table.model.lines if isinstance(one, Group)]


def test_the_list_says_number_level_names_and_state_under_each_year(
    office: Office, desk: Desk, page_of: PageOf
) -> None:
    id = make.approved(office, category=Category.EXM)
    make.do(office, awards.printed, id, b"%PDF")
    make.award(office, make.applicant(office, name_en="", name_tc="永發電鍍廠"), year=2023)
    page = page_of(desk)
    assert listed_years(page) == ["2024", "2023"]
    assert cells(page, "number") == [
        "HGCP-2024-EX-0001  Excellent Partners (Manufacturing)",
        "–  Partners (Manufacturing)",
    ]
    assert cells(page, "name") == ["Kwong Fat Dyeing Limited  廣發染整有限公司", "永發電鍍廠"]
    assert cells(page, "state") == ["Printed", "Waits for approval"]
    words.set_language("zh_HK")
    assert cells(page, "name")[0] == "廣發染整有限公司  Kwong Fat Dyeing Limited"


def test_one_year_can_be_listed_alone(office: Office, desk: Desk, page_of: PageOf) -> None:
    for year in (2022, 2023, 2024):
        make.approved(office, year=year)
    page = page_of(desk)
    assert [year for year, _words in page.year.kind.options()] == [2024, 2023, 2022]
    page.year.put(frozenset({2023}))
    assert listed_years(page) == ["2023"]
    assert page.chosen_year == 2023
    page.year.put(frozenset())
    assert listed_years(page) == ["2024", "2023", "2022"]


def test_an_award_found_elsewhere_is_chosen_among_those_of_all_years(
    office: Office, desk: Desk, page_of: PageOf
) -> None:
    wanted = make.approved(office, year=2023)
    make.approved(office, year=2024)
    page = page_of(desk)
    page.year.put(frozenset({2024}))
    page.show_award(wanted)
    assert page.chosen_year is None
    assert page.table.current_key() == wanted


def test_what_is_made_small_is_told_before_anything_is_made(office: Office, desk: Desk, page_of: PageOf) -> None:
    long = "Shenzhen Great Peninsula Precision Stamping, Surface Treatment and Aluminium Components Company Limited"
    small = make.approved(office, make.applicant(office, name_en=long))
    cannot = make.award(office, make.applicant(office, name_en="", name_tc="永\U00020000廠"))
    page = page_of(desk)
    by_id = {one.id: one for one in page.table.model.rows}
    assert cells(page, "state") == ["Approved  One warning", "Waits for approval  Cannot be made"]
    page.table.choose(small)
    assert "is set in two lines" in page.warnings.text()
    page.table.choose(cannot)
    assert "U+20000" in page.warnings.text()
    assert not page.remarks(by_id[cannot]).makeable


def test_only_what_stands_has_a_certificate(office: Office, desk: Desk, page_of: PageOf) -> None:
    waits, stands, fallen = make.award(office), make.approved(office), make.approved(office)
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, awards.revoke, fallen, seen=2, reason="penalised")
    page = page_of(desk)
    assert page.view.isHidden()
    for id, shown in ((stands, True), (waits, False), (stands, True), (fallen, False)):
        page.table.choose(id)
        assert page.view.isVisibleTo(page) is shown
    page.table.choose(stands)
    assert page.view.page_count == 1


def facts(page: AwardsPage) -> list[str]:
    """What stands beside the list, label and value in turn."""
    return [label.text() for label in page.facts.findChildren(QLabel)] if page.facts.isVisibleTo(page) else []


def test_the_second_officer_sees_what_he_approves(office: Office, desk: Desk, page_of: PageOf) -> None:
    days: dict[str, Any] = {"valid_from": date(2024, 11, 1), "valid_until": date(2026, 10, 31)}
    waits = make.award(office, category=Category.EXM, **days)
    open_ended = make.award(office)
    with make.signed(office, Role.SUPERVISOR):
        page = page_of(desk)
        page.table.choose(waits)
        assert facts(page) == [
            "State", "Waits for approval", "Name", "廣發染整有限公司", "Kwong Fat Dyeing Limited",
            "Category", "Excellent Partners (Manufacturing)", "Year", "2024", "Recognised on", "31 October 2024",
            "Paper", "Notice 2024/16", "Valid from", "1 November 2024", "Valid until", "31 October 2026",
            "Entered by", facts(page)[-1],
        ]  # fmt: skip
        assert facts(page)[-1].startswith(officer_name(page.table.model.rows[0].entered_by))
        page.table.choose(open_ended)
        assert facts(page).count("Not set") == 2
        page.approve.click()
        assert facts(page) == []  # its certificate stands there now


def test_a_revoked_award_says_why(office: Office, desk: Desk, page_of: PageOf) -> None:
    fallen = make.approved(office)
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, awards.revoke, fallen, seen=2, reason="penalised in 2025")
    page = page_of(desk)
    assert facts(page) == []  # nothing is chosen
    page.table.choose(fallen)
    assert facts(page)[:4] == ["State", "Revoked", "Certificate number", "HGCP-2024-PM-0001"]
    assert facts(page)[-2:] == ["Why revoked", "penalised in 2025"]


class Later(InlineLane):
    """Keeps what is put while it is held."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[Job] | None = None

    def put(self, job: Job, *, back: bool = False) -> None:
        if self.held is None:
            super().put(job, back=back)
        else:
            self.held.append(job)

    def go(self) -> None:
        kept, self.held = self.held or [], None
        for job in kept:
            self.put(job)


def test_an_award_is_approved_once_however_often_one_clicks(office: Office, page_of: PageOf) -> None:
    first, second = make.award(office), make.award(office)
    lane = Later()
    desk = Desk(office, lane)
    refused: list[Any] = []
    desk.refused.connect(refused.append)
    with make.signed(office, Role.SUPERVISOR):
        page = page_of(desk)
        heard = said(page)
        page.table.choose(first)
        lane.held = []
        page.approve.click()
        page.approve.click()
        assert not page.approve.isEnabled()
        assert not page.send_back.isEnabled()
        page.table.choose(second)
        assert page.approve.isEnabled()  # another one
        page.table.choose(first)
        assert not page.approve.isEnabled()
        lane.go()
    assert refused == []
    assert heard == ["The award is approved. Its certificate number is HGCP-2024-PM-0001."]
    assert not page.approve.isEnabled()
    assert page.revoke.isEnabled()


def test_what_was_refused_can_be_tried_again(office: Office, desk: Desk, page_of: PageOf) -> None:
    waits = make.award(office)
    refused: list[Any] = []
    desk.refused.connect(refused.append)
    with make.signed(office, Role.SUPERVISOR):
        page = page_of(desk)
        page.table.choose(waits)
        with make.signed(office, Role.CASEWORKER):
            page.approve.click()
        assert [type(one) for one in refused] == [NotPermitted]
        page.table.choose(waits)
        page._choose()
        page.approve.click()
    assert cells(page, "state") == ["Approved"]


@pytest.mark.parametrize("language", ["en", "zh_HK", "zh_CN"])
def test_no_category_is_cut(page: AwardsPage, language: str) -> None:
    words.set_language(language)
    metrics = page.table.view.fontMetrics()
    wide = 2 * SIDE + max(metrics.horizontalAdvance(words.tr(word(one))) for one in Category)
    assert page.table.view.columnWidth(0) >= wide


def test_what_an_officer_may_not_do_is_grey(three: Office, desk: Desk, page_of: PageOf) -> None:
    waits = make.award(three)
    with make.signed(three, Role.SUPERVISOR):
        page = page_of(desk)
        page.table.choose(waits)
        assert page.approve.isEnabled()
        assert not page.revoke.isEnabled()  # no award yet
    page = page_of(desk)  # a caseworker's
    page.table.choose(waits)
    assert not page.approve.isEnabled()
    assert page.make_all.isEnabled()
    with make.signed(three, Role.ADMINISTRATOR):
        make.officer(three, "aud", Role.AUDITOR)
    with make.signed(three, Role.AUDITOR):
        page = page_of(desk)
        page.table.choose(page.table.model.rows[0].id)
        assert page.view.page_count == 1  # he may look
        for button in (page.enter, page.make_all, page.print_all, page.view._save, page.view._print):
            assert not button.isEnabled()


def test_an_award_is_approved_sent_back_and_revoked(
    office: Office, desk: Desk, page_of: PageOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def because(_over: object, _title: str, *, send: Any, **_given: Any) -> str:
        send("wrong year", lambda _done: None, lambda refusal: pytest.fail(str(refusal)))
        return "wrong year"

    monkeypatch.setattr(ReasonDialog, "ask", because)
    first, second = make.award(office), make.award(office)
    with make.signed(office, Role.SUPERVISOR):
        page = page_of(desk)
        heard = said(page)
        page.table.choose(first)
        page.approve.click()
        page.table.choose(second)
        page.send_back.click()
        assert [one.id for one in page.table.model.rows] == [first]
        page.table.choose(first)
        page.revoke.click()
    assert cells(page, "state") == ["Revoked"]
    assert heard == [
        "The award is approved. Its certificate number is HGCP-2024-PM-0001.",
        "The award is sent back.",
        "The award is revoked.",
    ]


def test_a_saved_certificate_is_recorded_with_its_sum(three: Office, page: AwardsPage, tmp_path: Path) -> None:
    heard = said(page)
    page.table.choose(page.table.model.rows[0].id)
    file = tmp_path / "one.pdf"
    page.view.save(file)
    assert sums(three) == [sha256(file.read_bytes()).hexdigest()]
    assert heard == ["Saved: one.pdf. It is recorded as a print."]
    assert cells(page, "state") == ["Printed", "Approved", "Approved"]


def test_a_certificate_that_cannot_be_saved_is_no_print(
    three: Office, desk: Desk, page: AwardsPage, tmp_path: Path
) -> None:
    refused: list[Any] = []
    desk.refused.connect(refused.append)
    page.table.choose(page.table.model.rows[0].id)
    (tmp_path / "file").write_bytes(b"")
    page.view.save(tmp_path / "file" / "one.pdf")
    assert isinstance(refused[0], CannotSave)
    assert "cannot be written" in say(refused[0].message, "en")
    assert sums(three) == []


def test_a_printed_certificate_is_recorded_once_the_printer_has_it(
    three: Office, page: AwardsPage, tmp_path: Path
) -> None:
    heard = said(page)
    page.table.choose(page.table.model.rows[1].id)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.view.print_on(printer)
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == 1
    assert sums(three) == [sha256(page.view.pdf).hexdigest()]
    assert heard == ["The printer has taken the certificate. It is recorded as a print."]
    assert cells(page, "state") == ["Approved", "Printed", "Approved"]


def test_an_award_is_entered_from_its_paper(office: Office, desk: Desk, page: AwardsPage) -> None:
    whose = make.applicant(office)
    make.applicant(office)
    dialog = EnterDialog(desk, page)
    dialog.entered.connect(page._entered)
    heard = said(page)
    dialog.take()  # nothing is chosen yet
    assert dialog.isHidden()
    values = {"year": 2025, "category": Category.EXM, "recognised_on": date(2025, 11, 7), "paper": "Notice 2025/17"}
    for name, value in values.items():
        dialog.form.field(name).put(value)
    dialog.take()
    assert not page.table.model.rows  # no enterprise is chosen
    assert "Choose the enterprise." in dialog.picker._said.text()
    dialog.picker.take(whose)
    dialog.picker.ask("")
    dialog.take()
    (row,) = page.table.model.rows
    assert (row.year, row.category, row.paper, row.number) == (2025, Category.EXM, "Notice 2025/17", None)
    assert heard == ["The award is entered. Another officer approves it with the paper in hand."]


def test_what_the_office_refuses_stays_beside_its_field(office: Office, desk: Desk, page: AwardsPage) -> None:
    make.applicant(office)
    dialog = EnterDialog(desk, page)
    for name, value in {"year": 2024, "category": Category.PM, "recognised_on": date(2022, 1, 7), "paper": "X"}.items():
        dialog.form.field(name).put(value)
    dialog.take()
    assert "in that year or in the next" in dialog.form._rows["recognised_on"].sentence.text()
    assert dialog.ok.isEnabled()


@pytest.mark.parametrize("look", LOOKS[::2], ids=str)
def test_no_text_is_cut(three: Office, desk: Desk, page: AwardsPage, look: Look, qapp: QApplication) -> None:
    dress(qapp, look)
    show(page, look.size)
    page.table.choose(page.table.model.rows[0].id)
    qapp.processEvents()
    assert faults(page) == []
    dialog = EnterDialog(desk, page)
    dialog.show()
    qapp.processEvents()
    assert faults(dialog) == []
    dialog.close()
