"""The charts of Home: what each reads, draws and says. The journal is read last and aside."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app import home, home_figures, home_findings, home_stays
from app.case_wants import Field, Want
from app.home_figures import Intake, Money, PhaseMoney, StageCount
from app.home_stays import Stay
from app.money import Amount
from app.office import Office
from app.texts import N_, Message
from app.words import word
from models.stages import Stage
from ui.casefile.stage_path import STEPS, Step
from ui.desk import Desk
from ui.home.bars import Bar, Bars, Line, Piece
from ui.home.card import Card
from ui.home.columns import MonthColumns
from ui.widgets.editors import Choices
from ui.words import shown

if TYPE_CHECKING:
    from ui.lane import Job

#: So many stages are drawn with their days, the longest; the table has all.
DRAWN: Final = 8

_STAGES, _MONEY, _DAYS, _INTAKE = (
    N_("Open cases by stage"), N_("Money"), N_("Days in each stage"), N_("Received by month"),
)  # fmt: skip

Stays = Mapping[Stage, Stay]


class Charts(QObject):
    """The four charts on their cards. Signal: `asked(wants)` to see the cases of a part."""

    asked = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._whose: UUID | None = None
        self._today = desk.office.clock.today()
        self._job: Job | None = None
        self._counts: tuple[StageCount, ...] = ()
        self._standing: Stays = {}
        self.phase = Choices()
        self.phase.setMinimumWidth(208)
        self.stages, self.money, self.days = Bars(_STAGES), Bars(_MONEY), Bars(_DAYS)
        self.intake = MonthColumns(_INTAKE)
        self.cards = {
            "stages": Card(_STAGES, self.stages),
            "money": Card(_MONEY, self.money, self.phase),
            "days": Card(_DAYS, self.days),
            "intake": Card(_INTAKE, self.intake),
        }
        for card in self.cards.values():
            card.chart.asked.connect(self.asked)
        self._fill_phases()
        self.phase.activated.connect(lambda _at: self._read_money())

    def refresh(self, whose: UUID | None, today: date) -> None:
        """Read all figures again, of an officer or of the whole office."""
        if whose != self._whose:
            self._standing = {}  # it is not how long these cases have been there
        self._whose, self._today = whose, today
        read, cards = self._desk.read, self.cards
        read(home_figures.pipeline, whose, then=self._show_stages, failed=cards["stages"].fail, slot="home-stages")
        self._read_money()
        shown, failed = self._show_intake, cards["intake"].fail
        read(home_figures.intake, whose, today, then=shown, failed=failed, slot="home-intake")
        self._read_stays()

    def name_phases(self) -> None:
        """The phases in the language of the screen."""
        for at, edition in enumerate(reversed(self._desk.office.rules.editions)):
            self.phase.setItemText(at, shown(edition.label))

    def _fill_phases(self) -> None:
        rules = self._desk.office.rules
        for edition in reversed(rules.editions):
            self.phase.addItem("", edition.id)
        self.phase.setCurrentIndex(self.phase.findData(home_figures.phase_of(rules, self._today).id))
        self.name_phases()

    def _read_money(self) -> None:
        edition = self._desk.office.rules.edition(self.phase.currentData())
        asked = edition, self._whose, self._today
        failed = self.cards["money"].fail
        self._desk.read(home_figures.money, *asked, then=self._show_money, failed=failed, slot="home-money")

    def _read_stays(self) -> None:
        """The journal is long: it is read aside, so that nobody waits who asks for something else meanwhile."""
        if self._job is not None:
            self._job.stop()
        asked = self._whose, self._today
        self._job = self._desk.run(_stays, *asked, then=self._show_stays, failed=self.cards["days"].fail)

    def _show_stages(self, counts: tuple[StageCount, ...]) -> None:
        self._counts = counts
        finding = home_findings.of_stages(counts, self._standing)
        self.stages.put([bar for step in STEPS if (bar := self._step(step)) is not None], finding)
        self.cards["stages"].put(home_findings.stages(counts, self._standing), finding)

    def _step(self, step: Step) -> Bar | None:
        """The stages of a step as one bar, cut by stage; none where no case is in any of them."""
        found = [one for one in self._counts if one.stage in step.stages]
        if not found:
            return None
        pieces = tuple(Piece(one.count, self._said(one), one.wants) for one in found)
        count = sum(one.count for one in found)
        said = pieces[0].said
        if len(found) > 1:
            each = (Message("{stage}: {n}", stage=word(one.stage), n=one.count) for one in found)
            said = Message("{list}", list=tuple(each))
        wants = home.of(self._whose, Want(Field.STAGE, frozenset(one.stage for one in found)))
        return Bar(Message(step.word), Message("{n}", n=count), count, said, wants, pieces=pieces)

    def _said(self, one: StageCount) -> Message:
        stay, values = self._standing.get(one.stage), {"stage": word(one.stage), "n": one.count}
        if stay is None:
            return Message("{stage}: {n}", **values)
        said = N_("{stage}: {n}; half have been there for {days} {days|day|days} or more")
        return Message(said, **values, days=stay.median)

    def _show_money(self, found: PhaseMoney) -> None:
        finding = home_findings.of_money(found)
        bars = [
            Bar(
                Message(home_findings.SUMS[one.money]),
                Message("{sum}", sum=Amount(one.amount)),
                float(one.amount),
                Message("{sum} in {n} {n|case|cases}", sum=Amount(one.amount), n=one.count),
                one.wants,
                hollow=one.money in (Money.ASKED, Money.RECORDED),
                inset=one.money is Money.PAID,
            )
            for one in found.sums
        ]
        whole = found.allocation
        name = None if whole is None else Message("Programme allocation {sum}", sum=Amount(whole))
        self.money.put(bars, finding, Line(float(whole), name) if whole is not None and name is not None else None)
        self.cards["money"].put(home_findings.sums(found), finding)

    def _show_intake(self, found: Intake) -> None:
        finding = home_findings.of_intake(found)
        self.intake.put(found, finding)
        self.cards["intake"].put(home_findings.received(found), finding)

    def _show_stays(self, found: tuple[Stays, Stays] | None) -> None:
        if found is None:  # stopped, because it was asked anew
            return
        self._standing, finished = found
        self._show_stages(self._counts)
        drawn = home_findings.longest(finished, DRAWN)
        finding = home_findings.of_stays(finished, len(drawn))
        self.days.put([_range(stage, finished[stage]) for stage in drawn], finding)
        self.cards["days"].put(home_findings.days(finished), finding)


def _range(stage: Stage, stay: Stay) -> Bar:
    values = {"stage": word(stage), "days": stay.median, "most": stay.ninetieth, "n": stay.count}
    text = N_("{stage}: half took {days} {days|day|days} or more, one in ten {most} or more; {n} {n|stay|stays}")
    said = Message(text, **values)
    both = "{days} – {most}" if stay.ninetieth > stay.median else "{days}"
    figure = Message(both, days=stay.median, most=stay.ninetieth)
    return Bar(word(stage), figure, stay.median, said, far=stay.ninetieth)


def _stays(office: Office, whose: UUID | None, today: date) -> Generator[None, None, tuple[Stays, Stays]]:
    """How long cases have been where they are, and how long they were where they were; a step between the two."""
    with office.reading() as session:
        standing = home_stays.standing(session, whose, today)
        yield None
        return standing, home_stays.finished(session, whose, today)
