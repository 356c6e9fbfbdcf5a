"""The page of one applicant: who it is, its factories, people, cases and history, in one scroll."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from app import applicant_sheet
from app.applicant_sheet import ApplicantSheet
from app.office import Touched
from app.refusal import Refusal
from ui import theme
from ui.applicants.business import BusinessPart
from ui.applicants.editing import Editing
from ui.applicants.factories import FactoriesPart
from ui.applicants.header import ApplicantHeader
from ui.applicants.part import Part
from ui.applicants.past import CasesPart, HistoryPart
from ui.applicants.people import ContactsPart, PersonsPart
from ui.casefile.parts import names
from ui.casefile.section_list import SectionList
from ui.desk import Desk
from ui.widgets.basic import column, row, rule
from ui.widgets.state import Skeleton, StatePage, refused
from ui.words import Speaking

#: Nothing is shown as loading before so many milliseconds.
BLINK: Final = 300
_MOST_WIDTH: Final = 1160
_SHOWN: Final = frozenset("applicants persons contacts factories connections cases officers".split())


class ApplicantPage(Speaking, QWidget):
    """Signals: `open_case(id)`; `title_changed()`; `said(sentence)` for the notice line."""

    open_case = Signal(UUID)
    title_changed = Signal()
    said = Signal(object)

    def __init__(self, desk: Desk, applicant_id: UUID) -> None:
        super().__init__()
        self.desk, self.applicant_id = desk, applicant_id
        self.sheet: ApplicantSheet | None = None
        self.header = ApplicantHeader()
        self.editing = Editing(desk, self)
        self.parts: dict[str, Part] = {
            "business": BusinessPart(desk),
            "factories": FactoriesPart(desk),
            "persons": PersonsPart(desk),
            "contacts": ContactsPart(desk),
            "cases": CasesPart(desk),
            "history": HistoryPart(desk),
        }
        self.list = SectionList([(key, one.heading) for key, one in self.parts.items()])
        self._state = StatePage()
        self._skeleton = Skeleton()
        self._layers = QStackedWidget()
        self._stale = True
        self._lay_out()
        self._listen()

    # what the window asks

    def title(self) -> str:
        """The applicant's name."""
        return "" if self.sheet is None else names(self.sheet.applicant.fields)[0]

    def shown(self) -> None:
        """The page has come to the front."""
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read the applicant again; one stays where one was."""
        self._stale = False
        if self.sheet is None:
            QTimer.singleShot(BLINK, self._skeleton, self._wait)
        self.desk.read(
            applicant_sheet.read, self.applicant_id, self.desk.office.clock.today(),
            then=self._take, failed=self._fail, slot=f"applicant-{id(self)}",
        )  # fmt: skip

    def may_leave(self) -> bool:
        """What is typed stands in a form over the window, which asks by itself."""
        return True

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.list.first(), self._scroll]

    def go_to(self, key: str) -> None:
        """Bring a part into sight."""
        inside = self._inside.layout()
        if inside is not None:
            inside.activate()
        self._scroll.verticalScrollBar().setValue(max(self.parts[key].y() - theme.S12, 0))
        self.list.mark(key)

    def retranslate(self) -> None:
        """The names change places with the language."""
        super().retranslate()
        if getattr(self, "sheet", None) is not None:
            self._show()

    # inside

    def _take(self, sheet: ApplicantSheet) -> None:
        self._layers.setCurrentWidget(self._content)
        if sheet != self.sheet:
            self.sheet = sheet
            self._show()
            self.title_changed.emit()

    def _show(self) -> None:
        """Draw the sheet anew; the place in the scroll and the focus stay."""
        sheet = self.sheet
        assert sheet is not None
        focused = QApplication.focusWidget()
        held = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        place = self._scroll.verticalScrollBar().value()
        self.setUpdatesEnabled(False)
        self.header.put(sheet)
        self.editing.sheet = sheet
        for key, part in self.parts.items():
            part.put(sheet)
            self.list.put(key, part.standing(sheet))
        self.setUpdatesEnabled(True)
        found = self.findChild(QWidget, held) if held else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._scroll, lambda: self._scroll.verticalScrollBar().setValue(place))

    def _fail(self, refusal: Refusal) -> None:
        if self.sheet is None:
            self._state.put(refused(refusal, self.refresh))
            self._layers.setCurrentWidget(self._state)
        else:
            self.desk.refused.emit(refusal)

    def _wait(self) -> None:
        if self.sheet is None and self._layers.currentWidget() is self._blank:
            self._layers.setCurrentWidget(self._skeleton)

    def _touched(self, touched: Touched) -> None:
        if not touched.kinds & _SHOWN:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _scrolled(self, value: int) -> None:
        """Mark the part in sight: the last one that begins in the upper third."""
        reach = value + self._scroll.viewport().height() // 3
        begun = [key for key, part in self.parts.items() if part.y() <= reach]
        if begun:
            self.list.mark(begun[-1])

    def _listen(self) -> None:
        self.desk.changed.connect(self._touched)
        self.editing.said.connect(self.said)
        self.list.asked.connect(self.go_to)
        for part in self.parts.values():
            part.asked.connect(self.editing.ask)
            part.open_case.connect(self.open_case)
        self._scroll.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _lay_out(self) -> None:
        self._inside = _Inside()
        self._inside.setProperty("surface", "clear")
        laid = column(gap=theme.S16)
        for at, part in enumerate(self.parts.values()):
            if at:
                laid.addWidget(rule())
            laid.addWidget(part)
        laid.addStretch(1)
        laid.setContentsMargins(theme.S24, theme.S16, theme.S24, theme.S24)
        self._inside.setLayout(laid)
        self._inside.setMaximumWidth(_MOST_WIDTH)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._scroll.setWidget(self._inside)
        middle = row(self.list, self._scroll, gap=0)
        middle.setStretch(1, 1)
        self._content = QWidget()
        whole = column(self.header, rule(), middle, gap=0)
        whole.setStretch(2, 1)
        self._content.setLayout(whole)
        self._blank = QWidget()
        for layer in (self._blank, self._content, self._state, self._skeleton):
            self._layers.addWidget(layer)
        self.setLayout(column(self._layers, gap=0))
        self.list.mark("business")


class _Inside(QWidget):
    """What is scrolled: as high as its words need at its width, not as they would need if it were narrow."""

    def minimumSizeHint(self) -> QSize:
        """Qt's question."""
        return QSize(super().minimumSizeHint().width(), 0)
