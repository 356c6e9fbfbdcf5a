"""Every screen of the program as a person meets it, on the sample office of a held day.

    python -m tests.ui.screens [NAME…]

writes, for each screen or those named, `docs/screens/NAME.png`: one sheet with the screen in three languages, light
and dark, in both sizes. `readme` writes the four pictures of the README. Nothing depends on the day or the machine
but the shapes that Qt draws.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from PySide6.QtCore import QEvent, QPoint, QSettings
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from app import applicant_list, applicant_sheet, applicants, case_list, opening, sample, summaries
from app.applicants import ApplicantFields, ContactFields
from app.case_filter import CaseFilter
from app.clock import HeldClock
from app.draft_file import DraftFile
from app.drafts import Draft
from app.exports import Step
from app.importing.bring_in import BroughtIn
from app.importing.fields import Kind as ListKind
from app.importing.plan import Fate
from app.office import Office, Touched
from app.pdf import summary
from app.texts import Message
from models.kinds import Origin, ProjectType
from tests.ui import looking
from tests.ui.looking import LOOKS, SIZES, Look
from ui import theme, words
from ui.admin.technologies_page import TechnologiesPage
from ui.applicants.list_page import ApplicantListPage
from ui.applicants.page import ApplicantPage
from ui.awards.enter_dialog import EnterDialog
from ui.awards.page import AwardsPage
from ui.bulk.dialog import ChangeManyDialog
from ui.calculator.cost_row import CostRow
from ui.calculator.page import CalculatorPage
from ui.casefile.page import CaseFilePage
from ui.casefile.paper import PaperSection
from ui.casefile.timeline_dialog import TimelineDialog
from ui.cases.new_case import NewCaseDialog
from ui.desk import Desk
from ui.drafts.band import DraftsBand
from ui.drafts.compare import CompareDialog
from ui.drafts.hub import hub, typed_in
from ui.drafts.keeping import Keeper, where
from ui.drafts.list_dialog import DraftsDialog
from ui.duplicates.merge_dialog import MergeDialog, ask_to_merge
from ui.duplicates.page import DuplicatesPage
from ui.first_run import FirstRunDialog
from ui.help_window import HelpWindow
from ui.importing.outcome import brought_in
from ui.importing.page import ImportPage
from ui.jobs import Errand
from ui.keys_dialog import KeysDialog
from ui.lane import InlineLane, Job
from ui.saved import saved
from ui.sign_in import SignInDialog
from ui.widgets.basic import Label
from ui.widgets.fields import TextField
from ui.widgets.pdf_view import image
from ui.window import MainWindow

#: 4 November 2026, eleven in the morning in Hong Kong.
MOMENT = datetime(2026, 11, 4, 3, tzinfo=UTC)
DOCS = Path(__file__).resolve().parents[2] / "docs" / "screens"

#: Where the pictures say that the offices are, whatever machine they are made on.
HOME = "/home/lky/CP Desk"

#: Cases of the sample office: one being assessed, one approved, one endorsed.
ASSESSED, APPROVED, ENDORSED = "CP-26-0016", "CP-26-0006", "CP-26-0009"
#: One that was unlocked after its approval.
UNLOCKED = "CP-26-0004"
#: One whose assessment has utilities and measures.
FOUND = "CP-22-0002"
#: An applicant whose routes of eligibility run over several persons.
OWNED = "Pak Wo Lace"

Page = TypeVar("Page", bound=QWidget)


class Scene:
    """The sample office, and the windows of its officers, each opened when first wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = HeldClock(MOMENT)
        self._seats: dict[str, tuple[Office, Desk, MainWindow]] = {}
        self._alone: dict[str, QDialog] = {}
        if not (folder / "keys.toml").exists():
            sample.build(folder, self.clock)

    def window(self, login: str = "lky") -> MainWindow:
        """The window of an officer."""
        if login not in self._seats:
            office = opening.open_office(self.folder, login=login, password="", clock=self.clock)
            desk = Desk(office, InlineLane())
            settings = QSettings(str(self.folder.parent / f"{login}.ini"), QSettings.Format.IniFormat)
            self._seats[login] = (office, desk, MainWindow(desk, settings))
        return self._seats[login][2]

    def office(self) -> Office:
        """The office as the first officer opened it."""
        self.window()
        return self._seats["lky"][0]

    def case(self, reference: str) -> UUID:
        """A case by its number."""
        with self.office().reading() as session:
            rows = case_list.rows(session, CaseFilter(), self.clock.today())
        return next(row.id for row in rows if row.reference == reference)

    def applicant(self, name: str) -> UUID:
        """An applicant by a part of its name."""
        with self.office().reading() as session:
            return applicant_list.rows(session, name, limit=1)[0].id

    def alone(self, name: str, make: Callable[[], QDialog]) -> QDialog:
        """A dialog that needs no window, made once."""
        if name not in self._alone:
            self._alone[name] = make()
        return self._alone[name]

    def close(self) -> None:
        """Close dialogs, windows and offices; what is wanted next is opened anew, and nothing else is dressed."""
        for dialog in [*self._alone.values(), *(one for seat in self._seats.values() for one in _dialogs(seat[2]))]:
            dialog.hide()
            dialog.deleteLater()
        for office, desk, window in self._seats.values():
            if window._finder is not None:
                window._finder.give_up()
            window.hide()
            desk.close()
            window.deleteLater()
            office.close()
        self._alone.clear()
        self._seats.clear()
        settle()


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen by name; `open` brings it into sight, again and again, and gives the window or dialog to look at.

    Screens of one `page` are parts of one scroll: whoever judges the page has judged them all.
    """

    name: str
    open: Callable[[Scene], QWidget]
    login: str = "lky"
    page: str = ""

    def look(self, scene: Scene, look: Look) -> QWidget:
        """The screen in a language, theme and size, at rest."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        looking.dress(application, look)
        looking.show(scene.window(self.login), look.size)
        shown = self.open(scene)
        settle()
        return shown


def settle() -> None:
    """Let what was closed really go, for Qt would dress it again, and every layout come to rest."""
    for _round in range(4):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def by_theme() -> list[Look]:
    """The looks with those of the theme in use first: another theme is the slow change."""
    return sorted(LOOKS, key=lambda look: look.theme != theme.current.mode)


# --- the screens

#: A list as somebody might send it: a title, headings in the middle, a few things that Excel does.
_LIST_OF_FACTORIES = """客戶名單 List of plants, 2026

Plant No.,Factory,中文名稱,Hong Kong company,Country,City,Address,Industry
1,Dongguan Golden Thread Garment Factory,东莞金线制衣厂,,China,,"18 Zhen An Road, Chang An Town, Dongguan",Apparel
2,Foshan Kwong Ming Metal Finishing,佛山光明金屬表面處理廠,,China,Foshan,"6 Industrial Road, Nanhai",Electroplating
3,Bright Star Plastics,,,Vietnam,,"Lot 22, Street 13, Bien Hoa",Plastics
4,Hing Lung Printing Works,興隆印刷廠,,Hong Kong,Kwun Tong,"12/F, 88 Hung To Road, Kwun Tong, Kowloon",Printing
5,#N/A,,,China,,"Huizhou, Guangdong",Apparel
6,Dongguan Golden Thread Garment Factory,东莞金线制衣厂,,China,,"18 Zhen An Road, Chang An Town, Dongguan",Apparel
7,Yingde Stone Works,英德石材廠,No Such Holdings Limited,China,,"Heping Road, Yingde, Guangdong",Building stone
"""

_LIST_OF_CASES = """檔案編號,申請人,項目類別,收件日期,階段,資助額,來源
EP 14/123,{applicant},DP,05/03/2014,Closed,"330,000",EP 14/123 第3冊
EP 14/124,{applicant},DP,45001,Closed,"120,000",EP 14/124
EP 14/125,{applicant},DP,2014-07-09,Approved,1.2E+05,EP 14/125
EP 14/126,沒有這家公司有限公司,VP,2014年8月1日,Rejected,,EP 14/126
EP 14/127,{applicant},Rebate,2026-05-01,Closed,"99,000",
"""


def _importing(scene: Scene, text: str) -> ImportPage:
    window = scene.window()
    window.bring_in()
    page = window.page()
    assert isinstance(page, ImportPage)
    page.open_block(text)
    return page


def _import_source(scene: Scene) -> QWidget:
    page = _importing(scene, _LIST_OF_FACTORIES)
    page.begin()
    return scene.window()


def _import_columns(scene: Scene) -> QWidget:
    _importing(scene, _LIST_OF_FACTORIES)
    return scene.window()


def _import_check(scene: Scene) -> QWidget:
    page = _importing(scene, _LIST_OF_FACTORIES)
    page.go_on()
    assert page.preview.table is not None
    page.preview.table.choose(7)
    return scene.window()


def _import_cases(scene: Scene) -> QWidget:
    with scene.office().reading() as session:
        name = applicant_list.rows(session, OWNED, limit=1)[0].name_en
    page = _importing(scene, _LIST_OF_CASES.format(applicant=name))
    page.go_on()
    return scene.window()


def _import_changes(scene: Scene) -> QWidget:
    _importing(scene, _changed_list(scene))
    return scene.window()


def _changed_list(scene: Scene) -> str:
    """The list as it was exported, with cells that were changed, as tab-separated text."""
    from app import exports, list_export
    from app.importing.cells import shown
    from app.inside import ask
    from app.texts import Message

    file = scene.folder.parent / "list.xlsx"
    asked = list_export.Shown(Message("All cases"), CaseFilter())
    exports.finish(list_export.export(scene.office(), file, "en", asked))
    found = ask.cells(file.read_bytes())
    assert not isinstance(found, str)
    lines = [[shown(cell) for cell in row] for row in found.rows]
    at = next(number for number, row in enumerate(lines) if "cpdesk.id" in row)
    head = lines[at]
    for step, (name, text) in enumerate(
        (("Old file number", "EP 26/77"), ("Officer", "YSF"), ("Due on", "30/11/2026"), ("Officer", "XYZ"),
         ("Requested subsidy", "420000"), ("Stage", "Closed"), ("Due on", "31/2/2027")), 1
    ):  # fmt: skip
        row = lines[at + step]
        row += [""] * (len(head) - len(row))
        row[head.index(name)] = text
    del lines[at + 9]
    return "\n".join("\t".join(row) for row in lines)


def _import_done(scene: Scene) -> QWidget:
    page = _importing(scene, _LIST_OF_FACTORIES)
    counts = {Fate.IN: 89, Fate.KNOWN: 2, Fate.OUT: 5}
    found = BroughtIn(ListKind.FACTORIES, (scene.applicant(OWNED),) * 89, counts, scene.applicant(OWNED), Touched())
    page.show_done(brought_in(found, page.begin))
    return scene.window()


def _list(scene: Scene) -> QWidget:
    window = scene.window()
    _filter_row(scene, is_open=False)
    window.rail.view_asked.emit("all")
    window.cases.follow(scene.case(ASSESSED))
    return window


def _list_query(text: str, *, row: bool = False) -> Callable[[Scene], QWidget]:
    def opened(scene: Scene) -> QWidget:
        _list(scene)
        page = scene.window().cases
        page.search(text)
        _filter_row(scene, is_open=row)
        return scene.window()

    return opened


def _filter_row(scene: Scene, *, is_open: bool) -> None:
    page = scene.window().cases
    if is_open != (page._row is not None and page._row.is_open):
        page.filter_by_column()


def _save_view(scene: Scene) -> QWidget:
    window = scene.window()
    dialog = next(iter(_dialogs(window)), None)
    if dialog is None:
        _list_query("sector:metal due:<30d")(scene)
        window.cases.bar.save.click()
        dialog = _dialogs(window)[0]
    return dialog


def _list_selected(scene: Scene) -> QWidget:
    window = _list(scene)
    _select(scene, 6)
    return window


def _select(scene: Scene, count: int) -> None:
    table = scene.window().cases.table
    chooser = table.view.selectionModel()
    chooser.clearSelection()
    lines = [line for line in range(table.model.rowCount()) if not table.model.is_group(line)][:count]
    for line in lines:
        chooser.select(table.model.index(line, 0), chooser.SelectionFlag.Select | chooser.SelectionFlag.Rows)


def _change_many(scene: Scene) -> QWidget:
    window = scene.window()
    dialog = next(iter(_dialogs(window)), None)
    if dialog is None:
        _list_query("")(scene)
        _select(scene, 12)
        window.cases.selected.due.click()
        dialog = _dialogs(window)[0]
        assert isinstance(dialog, ChangeManyDialog)
        dialog.form.put({"due": "later", "days": 14})
        dialog._look()
    return dialog


def _list_empty(scene: Scene) -> QWidget:
    window = scene.window()
    _filter_row(scene, is_open=False)
    window.show_cases()
    window.cases.search("永發 2031")
    return window


def _find(text: str) -> Callable[[Scene], QWidget]:
    def opened(scene: Scene) -> QWidget:
        _list(scene)
        scene.window().activateWindow()
        scene.window().find_anything()
        scene.window().top.search.setText(text)
        return scene.window()

    return opened


def _keys(scene: Scene) -> QWidget:
    window = scene.window()
    dialog = next((one for one in _dialogs(window) if isinstance(one, KeysDialog)), None)
    if dialog is None:
        window.show_keys()
        dialog = next(one for one in _dialogs(window) if isinstance(one, KeysDialog))
    dialog.table.choose("new_case")
    dialog.field.pressed.emit("Ctrl+K")
    return dialog


def _help(scene: Scene) -> QWidget:
    scene.window().show_help()
    shown = scene.window().findChild(HelpWindow)
    assert shown is not None
    shown.go("query")
    return shown


def _new_case(scene: Scene) -> QWidget:
    _list(scene)
    dialog = next(iter(_dialogs(scene.window())), None)
    if dialog is None:
        scene.window().new_case()
        dialog = _dialogs(scene.window())[0]
        assert isinstance(dialog, NewCaseDialog)
        dialog.picker.take(scene.applicant("Wai Tat"))
        dialog.picker.ask("wai")
    return dialog


def _home(scene: Scene) -> QWidget:
    scene.window("ysf").show_home()
    return scene.window("ysf")


def _drafts(scene: Scene) -> QWidget:
    """What a crash has left: the band over the window, and the list."""
    window = scene.window()
    dialog = next((one for one in _dialogs(window) if isinstance(one, DraftsDialog)), None)
    if dialog is None:
        keeper = _left_behind(scene)
        _list(scene)
        dialog = DraftsDialog(window.desk, keeper, window)
        band = DraftsBand(lambda: None)
        window.show_band(band)
        band.put(len(keeper.left))
        dialog.open()
    return dialog


def _drafts_compared(scene: Scene) -> QWidget:
    """One of them beside what is kept now."""
    listed = _drafts(scene)
    assert isinstance(listed, DraftsDialog)
    found = next((one for one in _dialogs(scene.window()) if isinstance(one, CompareDialog)), None)
    return found or listed.compare(listed.keeper.left[0])


def _left_behind(scene: Scene) -> Keeper:
    """Drafts as a crash leaves them: of an application saved by somebody since, of a note, and of a locked case."""
    office = scene.office()
    file = DraftFile.beside(office)
    assert file is not None
    for draft in file.left():
        file.drop(draft.id)  # the office serves more than one picture
    window = scene.window()
    for reference, typed in (
        (ASSESSED, {"application": {"title_tc": "低溫等離子處理線，代替溶劑清洗", "requested": "1.25m?"}}),
        (ENDORSED, {"notes": {"text": "Rang the factory: the second quotation comes on Friday."}}),
        (APPROVED, {"application": {"title_en": "Heat recovery from the stenter exhaust"}}),
    ):
        window.open_case(scene.case(reference))
        page = _page(scene, CaseFilePage)
        page.view.finish()
        for key, words_ in typed.items():
            section = page.sections[key]
            for name, text in words_.items():
                section.form.field(name).redraft(text)  # type: ignore[attr-defined]
            found = where(section)
            assert found is not None
            parts = typed_in(section)
            if reference == ASSESSED:
                parts = tuple(replace(one, basis=one.basis and replace(one.basis, version=1)) for one in parts)
            at = MOMENT + timedelta(seconds=len(str(parts)))
            file.leave(Draft(uuid4(), found[0], found[1], section.draft_title, parts, at, at))
            section.discard()
    keeper = Keeper(file, scene.clock, InlineLane(), window)
    keeper.find()
    return keeper


def _unsaved(scene: Scene) -> QWidget:
    """A page with something typed on it."""
    _case(ASSESSED, "application")(scene)
    page = _page(scene, CaseFilePage)
    form = page.sections["application"].form  # type: ignore[attr-defined]
    if not page.dirty:
        form.field("title_tc").redraft("低溫等離子處理線，代替溶劑清洗")
        hub.kept.emit(page.sections["application"], MOMENT)
    return scene.window()


def _applicants(scene: Scene) -> QWidget:
    scene.window().show_applicants()
    return scene.window()


def _applicant(part: str) -> Callable[[Scene], QWidget]:
    def opened(scene: Scene) -> QWidget:
        scene.window().open_applicant(scene.applicant(OWNED))
        page = _page(scene, ApplicantPage)
        settle()
        page.go_to(part)
        return scene.window()

    return opened


def _twin(scene: Scene) -> tuple[UUID, UUID]:
    """An applicant with its factories and cases, and a second record of it, as somebody in a hurry enters one."""
    with scene.office().reading() as session:
        found = [one.id for one in applicant_list.rows(session, "10293847")]
        first = next(one.id for one in applicant_list.rows(session, OWNED) if one.id not in found)
        own = applicant_sheet.read(session, first, scene.clock.today()).applicant
    if not found:
        with scene.office().work() as work:
            form = replace(
                own.fields, name_en="Pak Wo Lace & Elastic Mfg. Co.", br_number="10293847",
                name_sc="", address_en="", br_expires_on=None, remarks="Came with the list of 2016; rang on 3 May.",
            )  # fmt: skip
            found = [applicants.register(work, form)]
            applicants.add_contact(work, found[0], ContactFields("HO Wai-man", telephone="2345 6789"))
    return own.id, found[0]


#: Applicants as several people entered them over the years, three of them twice: names, number, Chinese address.
_TWICE = (
    ("Sing Cheung Electroplating Factory Limited", "成昌電鍍廠有限公司", "99800311", "新蒲崗六合街23號萬昌中心12樓5室"),
    ("", "東莞成昌電鍍廠", "", "新蒲崗六合街23號萬昌中心十二樓5室"),
    ("Yiu Fung Knitting (Hong Kong) Ltd.", "", "99800425", ""),
    ("", "耀豐針織廠", "", "九龍長沙灣道788號9樓"),
    ("Golden Lantern Paper Products Co. Ltd.", "金燈籠紙品有限公司", "99800716", ""),
    ("Golden Lantern Paper Product Company Limited", "", "99800761", ""),
)


def _duplicates(scene: Scene) -> QWidget:
    """The list with its likeliest pair."""
    with scene.office().reading() as session:
        entered = bool(applicant_list.rows(session, "99800311"))
    if not entered:
        with scene.office().work() as work:
            for english, chinese, number, address in _TWICE:
                form = ApplicantFields(name_en=english, name_tc=chinese, br_number=number, address_zh=address)
                applicants.register(work, form)
    scene.window().show_duplicates()
    page = _page(scene, DuplicatesPage)
    if not page.search.pairs:
        page.refresh()
    return scene.window()


def _registering(scene: Scene) -> QWidget:
    """A new applicant who may be there already."""
    window = scene.window()
    dialog = next(iter(_dialogs(window)), None)
    if dialog is None:
        _duplicates(scene)
        window.show_applicants()
        dialog = _page(scene, ApplicantListPage).register()
        name = dialog.form.field("name_tc")
        assert isinstance(name, TextField)
        name.line.setText("成昌電鍍（香港）有限公司")
        dialog.likely.ask()
    return dialog


def _merge(scene: Scene) -> QWidget:
    """The record that somebody entered a second time, beside the first."""
    window = scene.window()
    dialog = next((one for one in _dialogs(window) if isinstance(one, MergeDialog)), None)
    if dialog is None:
        window.open_applicant(_twin(scene)[0])
        dialog = ask_to_merge(window.desk, *_twin(scene), window, window.notices.say)
    return dialog


def _case(reference: str, section: str) -> Callable[[Scene], QWidget]:
    def opened(scene: Scene) -> QWidget:
        scene.window().open_case(scene.case(reference))
        page = _page(scene, CaseFilePage)
        paper = page.sections["paper"]
        if section == "paper" and isinstance(paper, PaperSection):
            paper.choose(words.language())
        settle()
        page.go_to(section)
        settle()
        page.go_to(section)  # what came into sight may have grown
        return scene.window()

    return opened


def _history_paper(scene: Scene) -> QWidget:
    """The history as a paper, in the language of the screen."""
    _case(APPROVED, "history")(scene)
    window = scene.window()
    dialog = next((one for one in _dialogs(window) if isinstance(one, TimelineDialog)), None)
    if dialog is None:
        dialog = TimelineDialog(window, _page(scene, CaseFilePage).desk, scene.case(APPROVED), None)
        dialog.show()
    dialog.choose(words.language())
    return dialog


def _calculator(scene: Scene) -> QWidget:
    page = _filled_calculator(scene)
    if not page.what_if.isHidden():
        page.toggle_what_if()
    _scroll(page).verticalScrollBar().setValue(0)
    return scene.window()


def _what_if(scene: Scene) -> QWidget:
    page = _filled_calculator(scene)
    if page.what_if.isHidden():
        page.toggle_what_if()
    if len(page.what_if.trials) < 2:
        page.what_if.add()
        page.what_if.trials[0].fields["origin"].put(Origin.OTHER)
        page.what_if.trials[1].fields["type"].put(ProjectType.OA)
    settle()
    _scroll(page).ensureWidgetVisible(page.what_if)
    return scene.window()


def _filled_calculator(scene: Scene) -> CalculatorPage:
    scene.window().show_calculator()
    page = _page(scene, CalculatorPage)
    first = page.lines.rows[0]
    if first.blank:
        page.fields["origin"].put(Origin.HK_GD)
        page.lines.add()
        second = page.lines.rows[1]
        _put(first, text="低温等离子处理线", amount=Decimal(1_420_000))
        _put(second, text="压滤机", currency="CNY", amount=Decimal(800_000))
        _put(second, rate=Decimal("1.0812"), rate_source="HKMA", rate_on=scene.clock.today())
    return page


def _put(line: CostRow, **values: object) -> None:
    for name, value in values.items():
        line.fields[name].put(value)


def _awards(scene: Scene) -> QWidget:
    """The certificate whose name is the longest."""
    scene.window().show_awards()
    page = _page(scene, AwardsPage)
    page.table.choose(next(one.id for one in page.table.model.rows if page.remarks(one).sentences))
    return scene.window()


def _enter_award(scene: Scene) -> QWidget:
    _awards(scene)
    dialog = next(iter(_dialogs(scene.window())), None)
    if dialog is None:
        _page(scene, AwardsPage).enter.click()
        dialog = _dialogs(scene.window())[0]
        assert isinstance(dialog, EnterDialog)
        dialog.picker.take(scene.applicant("Wai Tat"))
        dialog.picker.ask("wai")
    return dialog


def _technologies(scene: Scene) -> QWidget:
    scene.window().show_technologies()
    page = _page(scene, TechnologiesPage)
    page.table.choose(page.table.model.rows[0].id)
    return scene.window()


def _jobs(scene: Scene) -> QWidget:
    """Work that runs, work that waits, and how two others ended; in a window that no other screen uses."""
    window = scene.window("cwm")
    window.show_cases()
    if not window.jobs.lines:
        running = Errand(Message("Exporting {file}…", file="個案清單 2026-11-21.xlsx"), lasting=True)
        waiting = Errand(Message("Checking the office…"), lasting=True)
        over = Errand(Message("Making certificates…"), lasting=True)
        stopped = Errand(Message("Exporting {file}…", file="x.xlsx"), lasting=True)
        for errand in (over, stopped, running, waiting):
            window.jobs.take(errand)
            errand.may_stop(Job(lambda: None, lambda _made: None, lambda _problem: None))
        running.step(Step(31_500, 100_000))
        made = Message("{done} certificates are made, whole, in {place}. Each is recorded as a print.",
                       done=215, place="C:\\Users\\陳大文\\Documents\\2026")  # fmt: skip
        over.end(saved(window.desk, Path("x"), made))
        stopped.end(Message("The export was stopped. No file was written."), "warn")
    return window


def _officers(scene: Scene) -> QWidget:
    window = scene.window("kth")
    window.show_officers()
    return window


def _first_run(step: int) -> Callable[[Scene], QWidget]:
    def made(scene: Scene) -> QDialog:
        dialog = FirstRunDialog(InlineLane(), offices=Path(HOME))
        dialog.steps.setCurrentIndex(1)
        if step == 2:
            dialog.keep_here()
        dialog.show()
        return dialog

    return lambda scene: scene.alone(f"first-run-{step}", lambda: made(scene))


def _sign_in(scene: Scene) -> QWidget:
    def made() -> QDialog:
        dialog = SignInDialog(InlineLane(), scene.folder)
        where = next(label for label in dialog.findChildren(Label) if label.text() == str(scene.folder))
        where.put(f"{HOME}/sample-office")
        dialog.show()
        return dialog

    return scene.alone("sign-in", made)


SCREENS = (
    Screen("home", _home, "ysf"),
    Screen("list", _list),
    Screen("list-query", _list_query("stage:vetting,visit requested:>100000 -type:OA due:<30d")),
    Screen("list-slip", _list_query("stge:vetting officer:@me 有限公司")),
    Screen("list-columns", _list_query("requested:>=500k", row=True)),
    Screen("list-selected", _list_selected),
    Screen("change-many", _change_many),
    Screen("list-empty", _list_empty),
    Screen("save-view", _save_view),
    Screen("find", _find("assign")),
    Screen("find-recent", _find("")),
    Screen("keys", _keys),
    Screen("help", _help),
    Screen("new-case", _new_case),
    Screen("drafts", _drafts),
    Screen("drafts-compare", _drafts_compared),
    Screen("case-unsaved", _unsaved),
    Screen("applicants", _applicants),
    Screen("applicant", _applicant("business"), page="applicant"),
    Screen("applicant-graph", _applicant("factories"), page="applicant"),
    Screen("merge", _merge),
    Screen("duplicates", _duplicates),
    Screen("duplicates-typing", _registering),
    Screen("case", _case(ASSESSED, "overview"), page="assessed"),
    Screen("case-tasks", _case(ASSESSED, "tasks"), page="assessed"),
    Screen("case-eligibility", _case(ASSESSED, "eligibility"), page="assessed"),
    Screen("case-assessment", _case(FOUND, "assessment")),
    Screen("case-calculator", _case(ASSESSED, "calculator"), page="assessed"),
    Screen("case-decision", _case(APPROVED, "decision"), page="approved"),
    Screen("case-visits", _case(APPROVED, "visits"), page="approved"),
    Screen("case-documents", _case(ASSESSED, "documents"), page="assessed"),
    Screen("case-items", _case(APPROVED, "items"), page="approved"),
    Screen("case-summary", _case(ENDORSED, "paper")),
    Screen("case-history", _case(APPROVED, "history"), page="approved"),
    Screen("case-unlocked", _case(UNLOCKED, "application")),
    Screen("history-paper", _history_paper),
    Screen("import", _import_source),
    Screen("import-columns", _import_columns),
    Screen("import-check", _import_check),
    Screen("import-cases", _import_cases),
    Screen("import-changes", _import_changes),
    Screen("import-done", _import_done),
    Screen("awards", _awards),
    Screen("award-enter", _enter_award),
    Screen("calculator", _calculator),
    Screen("what-if", _what_if),
    Screen("first-run", _first_run(1)),
    Screen("first-run-officer", _first_run(2)),
    Screen("sign-in", _sign_in),
    Screen("jobs", _jobs, "cwm"),
    Screen("officers", _officers, "kth"),
    Screen("technologies", _technologies),
)


#: The screens by page, each page with all of its parts.
PAGES: dict[str, list[Screen]] = {}
for _one in SCREENS:
    PAGES.setdefault(_one.page or _one.name, []).append(_one)


def _page(scene: Scene, kind: type[Page]) -> Page:
    page = scene.window().page()
    assert isinstance(page, kind), page
    return page


def _scroll(page: QWidget) -> QScrollArea:
    found = page.findChild(QScrollArea)
    assert isinstance(found, QScrollArea)
    return found


def _dialogs(window: MainWindow) -> list[QDialog]:
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


# --- pictures


def picture(screen: Screen, scene: Scene, look: Look) -> QImage:
    """What a person sees: the window, and a dialog in the middle of it or of an empty screen."""
    shown = screen.look(scene, look)
    window = scene.window(screen.login)
    if shown is window:
        return looking.grab(window)
    ground = looking.grab(window)
    if shown.parentWidget() is None:
        ground.fill(QColor("#7f8a94" if look.theme == "light" else "#30363c"))
    painter = QPainter(ground)
    painter.fillRect(ground.rect(), QColor(0, 0, 0, 70))
    painter.drawPixmap(QPoint(*((ground.width() - shown.width()) // 2, (ground.height() - shown.height()) // 2)),
                       shown.grab())  # fmt: skip
    painter.end()
    return ground


def sheet(screen: Screen, scene: Scene, folder: Path) -> None:
    """All twelve looks of a screen on one sheet of at most 300 KB."""
    pictures = {look: picture(screen, scene, look) for look in by_theme()}
    looking.contact_sheet({str(look): pictures[look] for look in LOOKS}, folder / f"{screen.name}.png")


def readme(scene: Scene, folder: Path) -> None:
    """The four pictures of the README, each at most 200 KB."""
    by_name = {screen.name: screen for screen in SCREENS}
    wanted = {"list": ("zh_HK", "light"), "case": ("en", "light"), "calculator": ("zh_CN", "dark")}
    for name, (language, mode) in wanted.items():
        scene.close()
        drawn = picture(by_name[name], scene, Look(language, mode, SIZES[0]))  # type: ignore[arg-type]
        looking.small_png(drawn, folder / f"readme-{name}.png", 200_000)
    looking.small_png(first_page(scene, "zh_HK"), folder / "readme-summary.png", 200_000)


def first_page(scene: Scene, language: str, dpi: int = 110) -> QImage:
    """The first page of an assessment summary."""
    from app.preview import pages

    office = scene.office()
    with office.reading() as session:
        found = summaries.sheet(office, session, scene.case(ENDORSED))
    drawn = summary.draw(found, language, summaries.pictures(office, found))
    return image(next(pages(drawn, dpi / 72)))


def main(names: Sequence[str]) -> int:
    """Make the sheets that were named, or all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setCursorFlashTime(0)
    theme.apply(application, "light")
    words.set_language("en")
    unknown = set(names) - {screen.name for screen in SCREENS} - {"readme"}
    if unknown:
        print(f"No such screen: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="screens-", ignore_cleanup_errors=True) as kept:
        scene = Scene(Path(kept) / "sample-office")
        for screen in SCREENS:
            if not names or screen.name in names:
                scene.close()
                sheet(screen, scene, DOCS)
                print(DOCS / f"{screen.name}.png", flush=True)
        if not names or "readme" in names:
            readme(scene, DOCS)
        scene.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
