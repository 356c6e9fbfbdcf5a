"""The sample office's cases as events: opened, received, assessed, decided and carried out, as far as each has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app import calculations, cases, costs, decisions, engagements, historic, items, sample_assessments, summaries
from app.cases import CaseFields
from app.costs import CostFields
from app.decisions import Decision, Declared
from app.engagements import EngagementFields
from app.office import Work
from app.refusal import NoEdition
from app.rules.request import Override, Supplied
from app.sample_events import Event, Row, World, seen, whole
from models import Calculation, Case, Item
from models.kinds import CostKind, ItemKind, ItemState, Origin, Outcome, ProjectType, ProviderRole, Verdict
from models.stages import Stage

_S = Stage

#: The usual way of a case, and the days after receipt on which it takes each step.
_ROAD = {
    _S.RECEIVED: 0,
    _S.COMPLETENESS: 3,
    _S.ASSESSMENT: 12,
    _S.RECOMMENDED: 20,
    _S.SCHEDULED: 26,
    _S.DECISION: 34,
    _S.APPROVED: 36,
    _S.LETTER: 44,
    _S.AGREEMENT: 60,
    _S.IN_PROGRESS: 74,
    _S.REPORT: 260,
    _S.VERIFICATION: 285,
    _S.ACCOUNTS: 310,
    _S.CLAIM_APPROVED: 330,
    _S.PAID: 345,
    _S.CLOSED: 375,
}

#: Where a case leaves that way, and when.
_BYWAYS = {
    _S.RETURNED: (_S.COMPLETENESS, 8),
    _S.INELIGIBLE: (_S.COMPLETENESS, 9),
    _S.WITHDRAWN: (_S.COMPLETENESS, 15),
    _S.NOT_RECOMMENDED: (_S.ASSESSMENT, 20),
    _S.APPROVED_CONDITIONS: (_S.DECISION, 36),
    _S.DEFERRED: (_S.DECISION, 36),
    _S.REJECTED: (_S.DECISION, 36),
    _S.LAPSED: (_S.LETTER, 110),
    _S.VARIATION: (_S.IN_PROGRESS, 160),
    _S.TERMINATED: (_S.IN_PROGRESS, 190),
    _S.CLAWBACK: (_S.PAID, 600),
}
_OUTCOMES = {
    _S.APPROVED: Outcome.APPROVED,
    _S.APPROVED_CONDITIONS: Outcome.APPROVED_CONDITIONS,
    _S.DEFERRED: Outcome.DEFERRED,
    _S.REJECTED: Outcome.REJECTED,
}
_GRANTED = frozenset({Outcome.APPROVED, Outcome.APPROVED_CONDITIONS})

#: Historic cases were entered into the program so long after receipt.
_ENTERED = 400


def steps(stage: Stage, *, conditions: bool) -> tuple[tuple[Stage, int], ...]:
    """The stages a case passes to reach one, each with its day after receipt."""
    last = stage
    byway: tuple[tuple[Stage, int], ...] = ()
    if stage in _BYWAYS:
        last, days = _BYWAYS[stage]
        byway = ((stage, days),)
    road = list(_ROAD)
    passed = road[: road.index(last) + 1] if last in _ROAD else []
    instead = {}
    if conditions:
        instead[_S.APPROVED] = _S.APPROVED_CONDITIONS
    if stage is _S.REJECTED:
        instead[_S.RECOMMENDED] = _S.NOT_RECOMMENDED
    return (*((instead.get(one, one), _ROAD[one]) for one in passed), *byway)


@dataclass(frozen=True, slots=True)
class Life:
    """One case of the data, and how it lived."""

    world: World
    row: Row
    applicant: str
    providers: dict[str, Row]
    phrases: dict[str, dict[str, str]]
    #: Who endorses and confirms.
    second: str
    #: An endorsed summary is also kept as a file.
    keeps_summary: bool
    #: What the assessor found, and the technology register, where the data has them.
    assessment: Row | None = None
    register: Row | None = None

    @property
    def key(self) -> str:
        return f"case:{self.row['key']}"

    @property
    def stage(self) -> Stage:
        """The stage it has reached."""
        return Stage(self.row["stage"])

    @property
    def _steps(self) -> tuple[tuple[Stage, int], ...]:
        return steps(self.stage, conditions=bool(self.row["conditions"]))

    @property
    def received(self) -> date | None:
        """The day of receipt; `None` for a case that has not come in."""
        if "days_ago" in self.row:
            return self.world.past(self.row["days_ago"])
        day: date | None = self.row.get("received_on")
        return day

    @property
    def first(self) -> date:
        """The day on which the office hears of it."""
        return self.received or self.world.past(4)

    def events(self) -> Iterator[Event]:
        """Everything that happened to it, in order."""
        if "recorded_amount" in self.row:
            confirmed = self.row.get("confirmed", True)
            day = min(self.first + timedelta(days=_ENTERED), self.world.today) if confirmed else self.world.past(2)
            yield Event(day, self.row["officer"], self._enter_historic)
            if confirmed:
                yield Event(min(day + timedelta(days=1), self.world.today), self.second, self._confirm_historic)
            yield from self._belongings(day)
            if self.assessment is not None:
                yield self._by(day, self._assess)
                yield self._by(day, self._measure)
            return
        yield Event(self.first, self.row["officer"], self._open)
        yield from self._belongings(self.first)
        if self.received is not None:
            yield from self._road(self.received)
        if "due_in" in self.row:
            yield self._by(self.world.today, self._set_due)

    # --- one thing after another

    def _by(self, day: date, do: Callable[[Work], object]) -> Event:
        return Event(min(day, self.world.today), self.row["officer"], do)

    def _belongings(self, day: date) -> Iterator[Event]:
        for line in self.row["lines"]:
            yield self._by(day, self._cost(line))
        for provider in self.row.get("providers", ()):
            yield self._by(day, self._provider(provider))
        for item in self.row.get("items", ()):
            yield self._by(day + timedelta(days=1), self._item(item))
        for note in self.row.get("notes", ()):
            on = min(day + timedelta(days=note["days_after_receipt"]), self.world.today)
            yield Event(on, note["officer"], self._note(note["text"]))

    def _road(self, received: date) -> Iterator[Event]:
        for stage, days in self._steps:
            yield from self._step(stage, received + timedelta(days=days))

    def _step(self, stage: Stage, day: date) -> Iterator[Event]:
        match stage:
            case _S.RECEIVED:
                yield self._by(day, self._receive)
            case _S.ASSESSMENT:
                yield self._by(day, self._move(stage))
                if self.assessment is not None:
                    yield self._by(day + timedelta(days=1), self._assess)
                yield from self._calculate(day + timedelta(days=2))
            case _S.REPORT:
                yield self._by(day, self._move(stage))
                if self.assessment is not None:
                    yield self._by(day + timedelta(days=1), self._measure)
            case _S.RECOMMENDED | _S.NOT_RECOMMENDED:
                yield self._by(day, self._recommend(stage))
                yield from self._endorse(day + timedelta(days=1))
            case _S.DECISION:
                yield self._by(day, self._decide)
            case _ if stage in _OUTCOMES:
                yield Event(min(day, self.world.today), self.second, self._confirm)
            case _:
                yield self._by(day, self._move(stage))

    def _calculate(self, day: date) -> Iterator[Event]:
        """The sum, once there was time for it and the origin is proven; a case that is turned down needs none."""
        unproven = self.row.get("origin", Origin.OTHER) != Origin.OTHER and not self.row["origin_evidence"]
        if day > self.world.today or self.stage is _S.REJECTED or unproven:
            return
        yield self._by(day, self._record)
        if "second_days" in self.row:
            on = min(day + timedelta(days=self.row["second_days"]), self.world.today)
            yield Event(on, self.second, self._confirm_sum)

    def _endorse(self, day: date) -> Iterator[Event]:
        if self.row.get("endorsed", True):
            on = min(day, self.world.today)
            yield Event(on, self.second, self._sign)
            if self.keeps_summary:
                yield self._by(on, lambda work: summaries.keep(work, self._id, self.row["language"]))

    # --- the acts

    @property
    def _id(self) -> UUID:
        return self.world.ids[self.key]

    def _seen(self, work: Work) -> int:
        return seen(work, Case, self._id)

    def _form(self) -> CaseFields:
        row, origin = self.row, self.row.get("origin")
        starts = self.first + timedelta(days=_ROAD[_S.IN_PROGRESS])
        period = {"starts_on": starts, "ends_on": _months_after(starts, row["months"])} if "months" in row else {}
        invested = row.get("measure_investment")
        form: CaseFields = whole(
            CaseFields,
            row,
            applicant_id=self.world.ids[f"applicant:{self.applicant}"],
            factory_id=self.world.ids[f"factory:{row['factory']}"] if "factory" in row else None,
            type=ProjectType(row["type"]),
            origin=Origin(origin) if origin else None,
            requested=Decimal(row["requested"]),
            measure_investment=Decimal(invested) if invested else None,
            **period,
        )
        return form

    def _open(self, work: Work) -> None:
        stage = _S.ENQUIRY if self.stage is _S.ENQUIRY else _S.DRAFT
        self.world.ids[self.key] = cases.open_case(work, self._form(), stage=stage)
        if stage is _S.ENQUIRY:
            cases.assign(work, self._id, None, seen=self._seen(work))
        entry = sample_assessments.chosen(self.world, self.register, self.row["key"]) if self.register else None
        if entry is not None:
            sample_assessments.choose(work, self._id, entry)

    def _assess(self, work: Work) -> None:
        assert self.assessment is not None
        sample_assessments.begin(work, self._id, self.assessment, self.first)

    def _measure(self, work: Work) -> None:
        assert self.assessment is not None
        sample_assessments.measured(work, self._id, self.assessment)

    def _enter_historic(self, work: Work) -> None:
        self.world.ids[self.key] = historic.enter_historic(
            work,
            self._form(),
            received_on=self.first,
            stage=self.stage,
            recorded_amount=Decimal(self.row["recorded_amount"]),
            source=self.row["recorded_source"],
        )

    def _confirm_historic(self, work: Work) -> None:
        historic.confirm(work, self._id, seen=self._seen(work))

    def _cost(self, row: Row) -> Callable[[Work], object]:
        rate = row.get("rate")
        day = self.first - timedelta(days=row["rate_days_before_receipt"]) if rate else None
        form = whole(
            CostFields,
            row,
            kind=CostKind(row["kind"]),
            amount=Decimal(row["amount"]),
            rate=Decimal(rate) if rate else None,
            rate_on=day,
        )
        return lambda work: costs.add(work, self._id, form)

    def _provider(self, row: Row) -> Callable[[Work], object]:
        who = self.providers[row["key"]]
        name_zh = who["name_tc"] or who["name_sc"]
        form = whole(EngagementFields, row, role=ProviderRole(row["role"]), name_en=who["name_en"], name_zh=name_zh)
        return lambda work: engagements.add(work, self._id, form)

    def _item(self, row: Row) -> Callable[[Work], object]:
        def ask(work: Work) -> None:
            made = items.ask(work, self._id, ItemKind(row["kind"]), row["text"])
            if row["state"] != ItemState.MISSING:
                items.settle(work, made, ItemState(row["state"]), seen=seen(work, Item, made))

        return ask

    def _note(self, text: str) -> Callable[[Work], object]:
        return lambda work: cases.note(work, self._id, text)

    def _set_due(self, work: Work) -> None:
        cases.set_due(work, self._id, self.world.ahead(self.row["due_in"]), self.row["due_for"], seen=self._seen(work))

    def _receive(self, work: Work) -> None:
        cases.receive(work, self._id, self.first, seen=self._seen(work))
        if "edition" in self.row:
            self._choose(work, self.row["edition"], self.row["edition_reason"])
        elif self.row["phase"] != "gap" and not self._proposed(work):
            self._choose(work, self.row["phase"], "The sample's day lies outside this round")

    def _proposed(self, work: Work) -> bool:
        """Whether the day of receipt proposes the round the case was written for; far from 2026 it may not."""
        try:
            return bool(work.office.rules.edition_for(self.first).id == self.row["phase"])
        except NoEdition:
            return False

    def _choose(self, work: Work, edition: str, reason: str) -> None:
        cases.choose_edition(work, self._id, edition, seen=self._seen(work), reason=reason)

    def _move(self, to: Stage) -> Callable[[Work], object]:
        return lambda work: cases.move(work, self._id, to, seen=self._seen(work), reason=self._says(to))

    def _says(self, what: str) -> str:
        return self.phrases.get(what, {}).get(self.row["language"], "")

    def _record(self, work: Work) -> None:
        supplied = {
            name: Supplied(Decimal(given["value"]), given["source"], given["reason"], given["second_officer"])
            for name, given in self.row.get("supplied", {}).items()
        }
        lower = self.row.get("override")
        calculations.record(
            work,
            self._id,
            seen=self._seen(work),
            supplied=supplied or None,
            override=Override(Decimal(lower["amount"]), lower["reason"]) if lower else None,
        )

    def _confirm_sum(self, work: Work) -> None:
        made = calculations.latest_of(work.session, self._id)
        assert made is not None
        calculations.confirm(work, made.id, seen=seen(work, Calculation, made.id))

    def _recommend(self, stage: Stage) -> Callable[[Work], object]:
        verdict = Verdict.RECOMMENDED if stage is _S.RECOMMENDED else Verdict.NOT_RECOMMENDED
        conditions = "\n".join(self.row["conditions"])
        grounds = self.row.get("grounds") or self._says(stage)
        return lambda work: decisions.recommend(
            work,
            self._id,
            verdict,
            seen=self._seen(work),
            reason=grounds,
            conditions=conditions,
            declares=self._declares("interest"),
        )

    def _sign(self, work: Work) -> None:
        advice = decisions.current(work.session, self._id)
        assert advice is not None
        decisions.endorse(work, advice.id, seen=advice.version, declares=self._declares("endorser_interest"))

    def _declares(self, name: str) -> Declared:
        nature = self.row.get(name, "")
        return Declared(bool(nature), nature)

    def _decide(self, work: Work) -> None:
        decided = [stage for stage, _ in self._steps if stage in _OUTCOMES]
        outcome = _OUTCOMES[decided[-1]] if decided else Outcome.APPROVED
        counts = calculations.standing(work.session, self._id)
        amount = None
        if outcome in _GRANTED and counts is not None:
            amount = min(counts.subsidy, Decimal(self.row["requested"]))
        number = f"{work.today:%y}/{work.today.month:02}"
        decision = Decision(
            outcome=outcome,
            body=self._says("committee"),
            meeting=number,
            decided_on=work.today,
            paper=f"PMC {number}-{len(self.row['key'])}",
            amount=amount,
            conditions="\n".join(self.row["conditions"]) or self._says(decided[-1] if decided else ""),
        )
        decisions.approve(work, self._id, decision, seen=self._seen(work))

    def _confirm(self, work: Work) -> None:
        entry = decisions.entered(work.session, self._id)
        assert entry is not None
        decisions.confirm(work, entry.id, seen=entry.version)


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))
