"""Invented cases for measuring: each received on a day of a phase, at a stage that fits it, with its amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from app.names import fold
from app.refusal import Refusal
from app.rules import request as requests
from app.rules import working
from app.rules.book import RuleBook
from app.rules.edition import Edition
from app.rules.request import CostLine as AskedLine
from app.rules.request import Request
from app.rules.subsidy import calculate
from app.seed_parties import Party, Row, words
from models.base import new_id
from models.kinds import ApplicantKind, CostKind, Origin, Outcome, ProjectType
from models.stages import AGREED, ENDED, Stage

_S = Stage

#: Of a hundred cases so many belong to each phase, oldest first, and so many have not come in yet.
_SHARES, _NOT_RECEIVED = (12, 8, 18, 27, 32), 3

#: How often a case of the present phase stands at a stage.
_PRESENT = {
    _S.RECEIVED: 6, _S.COMPLETENESS: 9, _S.RETURNED: 5, _S.INELIGIBLE: 3, _S.ASSESSMENT: 14, _S.RECOMMENDED: 4,
    _S.NOT_RECOMMENDED: 1, _S.SCHEDULED: 4, _S.DECISION: 2, _S.APPROVED: 3, _S.APPROVED_CONDITIONS: 2,
    _S.DEFERRED: 1, _S.REJECTED: 3, _S.LETTER: 4, _S.AGREEMENT: 4, _S.LAPSED: 2, _S.WITHDRAWN: 4,
    _S.IN_PROGRESS: 12, _S.VARIATION: 1, _S.REPORT: 3, _S.VERIFICATION: 3, _S.ACCOUNTS: 2, _S.CLAIM_APPROVED: 2,
    _S.PAID: 3, _S.CLOSED: 2, _S.TERMINATED: 1, _S.CLAWBACK: 1,
}  # fmt: skip
_PAST = {
    _S.CLOSED: 72, _S.PAID: 3, _S.REJECTED: 8, _S.WITHDRAWN: 6, _S.LAPSED: 4, _S.INELIGIBLE: 4, _S.TERMINATED: 2,
    _S.CLAWBACK: 1,
}  # fmt: skip
_NOT_YET = {_S.ENQUIRY: 40, _S.DRAFT: 60}

_DUE_FOR = ("", "", "", "Reply of the applicant", "Site visit", "Committee paper", "收齊文件", "現場核實", "擬備報告")
_ORIGINS = (Origin.HK, Origin.HK, Origin.HK_GD, Origin.OTHER)


@dataclass(frozen=True, slots=True)
class Slot:
    """A case to be made: its phase and day of receipt, both None when it has not come in, and its place among them."""

    number: int
    place: int
    edition: Edition | None
    received: date | None


@dataclass(frozen=True, slots=True)
class Made:
    """The rows of a case."""

    case: Row
    lines: tuple[Row, ...]
    calculations: tuple[Row, ...]
    tasks: tuple[Row, ...]
    approvals: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What all cases of a piece of work share: who is there, and when it is."""

    chance: Random
    rules: RuleBook
    officers: tuple[UUID, ...]
    at: datetime
    today: date


def slots(rules: RuleBook, number: int, today: date) -> Iterator[Slot]:
    """So many places in order of receipt: the phases that have begun by their shares, then what has not come in."""
    begun = [(one, share) for one, share in zip(rules.editions, _SHARES, strict=True) if one.period.first <= today]
    coming = max(1, number * _NOT_RECEIVED // 100)
    whole, given, made = sum(share for _, share in begun), 0, 0
    for edition, share in begun:
        given += share
        until = (number - coming) * given // whole
        days = (min(edition.period.last, today) - edition.period.first).days + 1
        for place in range(until - made):
            yield Slot(made + place, place, edition, edition.period.first + timedelta(place * days // (until - made)))
        made = until
    for place in range(number - made):
        yield Slot(made + place, place, None, None)


def case(desk: Desk, slot: Slot, whose: Party, reference: str | None) -> Made:
    """The case of a slot; the first ones of a phase go through all its stages in turn."""
    chance, present = desk.chance, is_present(desk.rules, slot)
    stage, type = _stage(desk, slot), _type(desk, slot, whose)
    requested = Decimal(int(chance.lognormvariate(12.6, 0.8)) // 100 * 100 + 1000)
    traditional, simplified, english = chance.choice(words()["titles"])
    technology = english if type is ProjectType.NT else ""
    origin = chance.choice(_ORIGINS) if type is ProjectType.NT else None
    row: Row = {
        "id": new_id(),
        "reference": reference,
        "legacy_file_no": "" if present else f"SAMPLE/{type}/{slot.number}",
        "applicant_id": whose.id,
        "factory_id": chance.choice(whose.factories) if whose.factories else None,
        "type": type,
        "title_en": english if chance.random() < 0.6 else "",
        "title_tc": traditional,
        "title_sc": simplified if chance.random() < 0.2 else "",
        "stage": stage,
        "received_on": slot.received,
        "officer_id": None if chance.random() < 0.05 else chance.choice(desk.officers),
        "edition_reason": "",
        "requested": requested if chance.random() < 0.95 else None,
        "technology": technology,
        "technology_folded": fold(technology),
        "origin": origin,
        "origin_evidence": "Letter of the developer" if origin in (Origin.HK, Origin.HK_GD) else "",
        "characteristics": {},
        "repeat_grounds": {},
        **dict.fromkeys(("list_version", "list_evidence", "criteria_version", "criteria_evidence"), ""),
        **_due(desk, stage, present=present),
        **(_recorded(desk, slot, stage, requested) if not present else _NOT_RECORDED),
    }
    lines = _lines(chance, row["id"], requested) if present and slot.number % 5 == 0 else ()
    sums = _calculations(desk, slot, row, lines) if slot.number % 10 == 0 else ()
    row["calculated"] = sums[0]["subsidy"] if sums else None
    if present:
        granted = row["calculated"] or requested // 2
        row["approved"] = min(granted, requested) if stage in AGREED else None
    at_work = present and stage not in ENDED and chance.random() < 0.4
    decided = present and row["approved"] is not None
    return Made(row, lines, sums, (_task(desk, row),) if at_work else (), (_approval(desk, row),) if decided else ())


def is_present(rules: RuleBook, slot: Slot) -> bool:
    """Whether a case belongs to the present phase, or will."""
    return slot.edition is None or slot.edition is rules.editions[-1]


def offers_support(slot: Slot) -> bool:
    """Whether associations apply in the phase of a case."""
    return slot.edition is not None and ProjectType.OSI in slot.edition.types


def _stage(desk: Desk, slot: Slot) -> Stage:
    table = _NOT_YET if slot.edition is None else _PRESENT if is_present(desk.rules, slot) else _PAST
    stages = list(table)
    return stages[slot.place] if slot.place < len(stages) else desk.chance.choices(stages, list(table.values()))[0]


def _type(desk: Desk, slot: Slot, whose: Party) -> ProjectType:
    if whose.kind is ApplicantKind.ASSOCIATION and offers_support(slot):
        return ProjectType.OSI
    types = [one for one in (slot.edition or desk.rules.editions[-1]).types if one is not ProjectType.OSI]
    return types[slot.place] if slot.place < len(types) else desk.chance.choice(types)


def _due(desk: Desk, stage: Stage, *, present: bool) -> Row:
    """What is not ended is mostly due on some day; what has ended may still bear one."""
    likely = (0.02 if stage in ENDED else 0.8) if present else 0.005
    if desk.chance.random() >= likely:
        return {"due_on": None, "due_for": ""}
    due_on = desk.today + timedelta(desk.chance.randrange(-30, 120))
    return {"due_on": due_on, "due_for": desk.chance.choice(_DUE_FOR)}


_NOT_RECORDED: Row = {
    "approved": None, "recorded_amount": None, "recorded_source": "", "recorded_by_id": None,
    "recorded_second_by_id": None, "recorded_second_at": None,
}  # fmt: skip


def _recorded(desk: Desk, slot: Slot, stage: Stage, requested: Decimal) -> Row:
    """A historic grant as its file states it; one in fifty still waits for its second officer."""
    first, second = desk.chance.sample(desk.officers, 2)
    amount = requested // 2 if stage in AGREED or stage is _S.CLAWBACK else None
    waits = amount is None or desk.chance.random() < 0.02
    return {
        "approved": amount if stage in AGREED and not waits else None,
        "recorded_amount": amount,
        "recorded_source": f"File SAMPLE/{slot.number}",
        "recorded_by_id": first,
        "recorded_second_by_id": None if waits else second,
        "recorded_second_at": None if waits else desk.at,
    }


def _lines(chance: Random, case_id: UUID, requested: Decimal) -> tuple[Row, ...]:
    parts = chance.randrange(1, 4)
    return tuple(
        {
            "case_id": case_id,
            "place": place,
            "kind": CostKind.EQUIPMENT if place == 1 else CostKind.INSTALLATION,
            "text": "Machine" if place == 1 else "Installation",
            "amount": requested * 2 // parts,
            "currency": "HKD",
            "rate_source": "",
            "eligible": True,
            "why": "",
            "struck_out": False,
        }
        for place in range(1, parts + 1)
    )


def _task(desk: Desk, row: Row) -> Row:
    """Something to be done on a case, mostly by who has it; one in three is done."""
    chance, done = desk.chance, desk.chance.random() < 0.3
    whose = row["officer_id"] if chance.random() < 0.9 else chance.choice(desk.officers)
    return {
        "case_id": row["id"],
        "text": chance.choice(words()["tasks"]),
        "officer_id": whose,
        "due_on": desk.today + timedelta(chance.randrange(-20, 60)) if chance.random() < 0.8 else None,
        "note": "",
        "done_at": desk.at if done else None,
        "done_by_id": (whose or desk.officers[0]) if done else None,
    }


def _approval(desk: Desk, row: Row) -> Row:
    """The committee's decision that the approved amount of a case comes from, confirmed by another officer."""
    entered, confirmed = desk.chance.sample(desk.officers, 2)
    conditions = row["stage"] is _S.APPROVED_CONDITIONS
    return {
        "case_id": row["id"],
        "outcome": Outcome.APPROVED_CONDITIONS if conditions else Outcome.APPROVED,
        "body": "Committee (sample)",
        "meeting": "",
        "decided_on": min(row["received_on"] + timedelta(desk.chance.randrange(40, 120)), desk.today),
        "paper": "",
        "amount": row["approved"],
        "conditions": "Report on completion" if conditions else "",
        "entered_by_id": entered,
        "entered_at": desk.at,
        "confirmed_by_id": confirmed,
        "confirmed_at": desk.at,
        "unconfirmed": False,
        "sent_back": False,
    }


def _calculations(desk: Desk, slot: Slot, row: Row, lines: tuple[Row, ...]) -> tuple[Row, ...]:
    """The sum as the calculator works it, where the case has come in and the published figures allow one."""
    if slot.edition is None or not lines:
        return ()
    asked = Request(
        row["type"],
        tuple(AskedLine(one["kind"], one["text"], one["amount"]) for one in lines),
        slot.received,
        row["origin"],
        row["origin_evidence"],
    )
    try:
        result = calculate(slot.edition, asked)
    except Refusal:
        return ()
    made = {
        "case_id": row["id"],
        "place": 1,
        "edition": slot.edition.id,
        "edition_sha256": slot.edition.sha256,
        "request": requests.to_json(asked),
        "result": working.to_json(result),
        "subsidy": result.subsidy,
        "recorded_by_id": row["officer_id"] or desk.officers[0],
        "recorded_at": desk.at,
        "second_needed": False,
    }
    return (made,)
