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
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QSettings
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from app import applicant_sheet, case_list, opening, sample, summaries
from app.case_filter import CaseFilter
from app.clock import HeldClock
from app.office import Office
from app.pdf import summary
from models.kinds import Origin, ProjectType
from tests.ui import looking
from tests.ui.looking import LOOKS, SIZES, Look
from ui import theme, words
from ui.admin.technologies_page import TechnologiesPage
from ui.applicants.page import ApplicantPage
from ui.awards.enter_dialog import EnterDialog
from ui.awards.page import AwardsPage
from ui.calculator.cost_row import CostRow
from ui.calculator.page import CalculatorPage
from ui.casefile.page import CaseFilePage
from ui.casefile.paper import PaperSection
from ui.casefile.timeline_dialog import TimelineDialog
from ui.cases.new_case import NewCaseDialog
from ui.desk import Desk
from ui.first_run import FirstRunDialog
from ui.lane import InlineLane
from ui.sign_in import SignInDialog
from ui.widgets.basic import Label
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
            return applicant_sheet.rows(session, name, limit=1)[0].id

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


def _list(scene: Scene) -> QWidget:
    window = scene.window()
    window.rail.view_asked.emit("all")
    window.cases.follow(scene.case(ASSESSED))
    return window


def _list_empty(scene: Scene) -> QWidget:
    window = scene.window()
    window.show_cases()
    window.top.search.setText("永發 2031")
    window.cases.search("永發 2031")
    return window


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
    Screen("list", _list),
    Screen("list-empty", _list_empty),
    Screen("new-case", _new_case),
    Screen("applicants", _applicants),
    Screen("applicant", _applicant("business"), page="applicant"),
    Screen("applicant-graph", _applicant("factories"), page="applicant"),
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
    Screen("awards", _awards),
    Screen("award-enter", _enter_award),
    Screen("calculator", _calculator),
    Screen("what-if", _what_if),
    Screen("first-run", _first_run(1)),
    Screen("first-run-officer", _first_run(2)),
    Screen("sign-in", _sign_in),
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
