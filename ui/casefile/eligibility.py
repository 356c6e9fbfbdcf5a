"""Eligibility as a checklist: the verdict first, then every route and check with its reasons and their sources."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from app.case_sheet import CaseSheet
from app.rules.eligibility import Check, Eligibility, Reason, RouteVerdict, because
from app.rules.verdict import any_of
from app.texts import N_, Message
from app.words import word
from models.kinds import FactoryKind, Route
from ui import theme
from ui.casefile.parts import empty, told
from ui.casefile.section import Section
from ui.desk import Desk
from ui.icons import IconLabel
from ui.theme import Tone
from ui.widgets.basic import Button, Label, column, row, rule
from ui.widgets.chip import MARKS, Chip
from ui.widgets.sections import Standing

#: Icon, tone and word of each answer.
ANSWERS: Final[dict[bool | None, tuple[str, Tone, str]]] = {
    True: ("check-circle", "ok", N_("Met")),
    False: ("x-circle", "danger", N_("Not met")),
    None: ("question", "warn", N_("Cannot say yet")),
}
_FOR_INFORMATION: Final = N_("For information")
_NOT_USED: Final = N_("The case does not rest on it")
_TOP: Final = Qt.AlignmentFlag.AlignTop
_SOURCE_WIDTH: Final = 250


class EligibilitySection(Section):
    """May this factory apply, and why."""

    called = N_("Eligibility")
    icon = "scales"
    shows = ("eligibility", "factory")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.aside.addWidget(
            Button(N_("Open the applicant"), icon_name="buildings", then=self._to_applicant, about=Message(self.called))
        )
        self._verdict = _Verdict()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S8)
        self._grid.setVerticalSpacing(theme.S4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(2, _SOURCE_WIDTH)
        self.body.addWidget(self._verdict)
        self.body.addLayout(self._grid)
        self._line = 0

    def fill(self, sheet: CaseSheet) -> None:
        """Draw the verdict of the sheet."""
        found = sheet.eligibility
        rests = _rests_on(sheet)
        self._verdict.put(found, rests)
        empty(self._grid)
        self._line = 0
        for check in found.checks:
            self._check(check)
        if found.routes:
            self._heading()
            for verdict in found.routes:
                self._route(verdict, used=verdict.met is not False or verdict.route in rests)

    def standing(self, sheet: CaseSheet) -> Standing:
        """The verdict's own sign."""
        icon, tone, _words = ANSWERS[sheet.eligibility.eligible]
        return icon, tone, 0

    def _to_applicant(self) -> None:
        if self.sheet is not None:
            self.open_applicant.emit(self.sheet.applicant.id)

    def _check(self, check: Check) -> None:
        answer = _FOR_INFORMATION if check.information else ANSWERS[check.met][2]
        icon, tone, _word = ANSWERS[check.met]
        sign: tuple[str, Tone] = (icon, tone)
        if check.information and check.met is not False:
            sign = ("info", "muted")
        self._title(check.title, answer, sign)
        self._reasons(check.reasons)

    def _heading(self) -> None:
        self._rule()
        text = N_("Connection of the factory with the applicant: one route must be met")
        self._grid.addWidget(Label(text, bold=True, wrap=True), self._line, 0, 1, 4)
        self._line += 1

    def _route(self, verdict: RouteVerdict, *, used: bool) -> None:
        if not used:
            self._title(word(verdict.route), _NOT_USED, ("minus-circle", "muted"))
            return
        icon, tone, answer = ANSWERS[verdict.met]
        self._title(word(verdict.route), answer, (icon, tone))
        self._reasons(verdict.reasons)

    def _title(self, title: Message, answer: str, sign: tuple[str, Tone]) -> None:
        if self._line:
            self._rule()
        self._grid.addWidget(IconLabel(*sign, 18), self._line, 0)
        self._grid.addWidget(Label(title, bold=True, wrap=True), self._line, 1)
        says = Label(answer, tone=sign[1], bold=True)
        says.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(says, self._line, 2, 1, 2)
        self._line += 1

    def _reasons(self, reasons: tuple[Reason, ...]) -> None:
        for reason in reasons:
            icon, tone, _answer = ANSWERS[reason.met]
            small = {"check-circle": "check", "x-circle": "x"}.get(icon, icon)
            self._grid.addWidget(IconLabel(small, tone, 14), self._line, 0, _TOP | Qt.AlignmentFlag.AlignHCenter)
            self._grid.addWidget(told(reason.text), self._line, 1, _TOP)
            source = told(Message("{source}", source=reason.source), tone="muted", caption=True)
            self._grid.addWidget(source, self._line, 2, _TOP)
            chip = Chip(word(reason.mark), MARKS[reason.mark])
            self._grid.addWidget(chip, self._line, 3, _TOP | Qt.AlignmentFlag.AlignRight)
            self._line += 1

    def _rule(self) -> None:
        self._grid.addWidget(rule(), self._line, 0, 1, 4)
        self._line += 1


class _Verdict(QFrame):
    """The whole verdict in a sentence, with what keeps it from being yes."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = IconLabel("question", "warn", 24)
        self._words = Label(size="section", bold=True, wrap=True)
        self._reasons = column(gap=2)
        laid = row(self._sign, column(self._words, self._reasons, gap=theme.S4), margins=theme.S12, gap=theme.S12)
        laid.setAlignment(self._sign, _TOP)
        self.setLayout(laid)

    def put(self, found: Eligibility, rests: frozenset[Route]) -> None:
        icon, tone, _word = ANSWERS[found.eligible]
        self._sign.draw(icon, tone)
        theme.set_property(self, "surface", tone)
        self._words.say(_sentence(found))
        empty(self._reasons)
        for reason in standing_in_the_way(found, rests):
            self._reasons.addWidget(told(Message("– {reason}", reason=reason)))


def _rests_on(sheet: CaseSheet) -> frozenset[Route]:
    """The routes that something is known of on the case; those of a site in Hong Kong follow from its kind."""
    if sheet.factory is None:
        return frozenset()
    own = {FactoryKind.HONG_KONG: {Route.R2}, FactoryKind.WORKSHOP: {Route.R3}}
    kind = sheet.factory.factory.fields.kind
    return frozenset({one.fields.route for one in sheet.factory.connections} | own.get(kind, set()))


def standing_in_the_way(found: Eligibility, rests: frozenset[Route]) -> tuple[Message, ...]:
    """What keeps the verdict from being yes. Of the routes only those that the case rests on, each by its name."""
    if found.eligible is True or not rests:
        return because(found)
    wanted = found.eligible
    asked = [one for one in found.checks if not one.information and one.met is wanted]
    said = [reason.text for one in asked for reason in one.reasons if reason.met is wanted]
    if any_of(one.met for one in found.routes) is wanted:
        said += [
            Message("{route}: {reason}", route=word(one.route), reason=reason.text)
            for one in found.routes
            if one.route in rests and one.met is wanted
            for reason in one.reasons
            if reason.met is wanted
        ]
    return tuple(dict.fromkeys(said)) or because(found)


def _sentence(found: Eligibility) -> Message:
    if found.eligible is True:
        return Message("Eligible under edition {edition}, by the facts on this case", edition=found.edition or "")
    if found.eligible is False:
        return Message("Not eligible, by the facts on this case")
    return Message("It cannot be said yet whether the case is eligible")
