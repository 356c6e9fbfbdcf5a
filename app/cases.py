"""Cases: opened, corrected, received with a number, assigned, moved along their declared stages, noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import undo
from app.act import NEW, act
from app.calculations import ASKED, refuse_settled
from app.ceiling import STAYS, refuse_above
from app.cleaning import cleaned, put
from app.decisions import refuse_unendorsed
from app.locked import LATER, UNLOCKED, refuse_locked
from app.names import refold
from app.numbers import next_case_number
from app.office import Work
from app.receipt import refuse_impossible
from app.refusal import Invalid, NotReady
from app.rights import Right
from app.typed import plain_text
from app.ways import go
from models import Applicant, Case, Factory, Note, Officer
from models.journal import Change, Entry
from models.kinds import ApplicantKind, Characteristic, Origin, ProjectType, RepeatGround
from models.stages import UNPAID, Stage, way


@dataclass(frozen=True, slots=True)
class CaseFields:
    """What is kept of a case beside its stage, its number and its amounts of record."""

    applicant_id: UUID
    type: ProjectType
    factory_id: UUID | None = None
    legacy_file_no: str = ""
    title_en: str = ""
    title_tc: str = ""
    title_sc: str = ""
    requested: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    completed_on: date | None = None
    report_approved_on: date | None = None
    measure_implemented: bool | None = None
    measure_investment: Decimal | None = None
    technology: str = ""
    origin: Origin | None = None
    origin_evidence: str = ""
    on_list: bool | None = None
    list_version: str = ""
    list_evidence: str = ""
    meets_criteria: bool | None = None
    criteria_version: str = ""
    criteria_evidence: str = ""
    commonly_adopted: bool | None = None
    demonstrated_before: bool | None = None
    characteristics: Mapping[str, str] = field(default_factory=dict)
    repeat_grounds: Mapping[str, str] = field(default_factory=dict)


_FIELDS = " ".join(name for name in CaseFields.__slots__)
_PROSE = frozenset({"origin_evidence", "list_evidence", "criteria_evidence"})
_MONEY = frozenset({"requested", "measure_investment"})


@act("case.open", "Open a case", right=Right.ENTER, writes={"cases": NEW})
def open_case(work: Work, form: CaseFields, *, stage: Stage = Stage.DRAFT) -> UUID:
    """A new case, as an enquiry or a draft; it has no number until it is received."""
    if stage not in (Stage.ENQUIRY, Stage.DRAFT):
        raise ValueError(f"a case is not opened as {stage}")
    values = _checked(work, form)
    blank = {"due_for": "", "edition_reason": "", "recorded_source": ""}
    case = Case(**values, **blank, stage=stage, officer_id=work.officer.id)
    refold(case)
    return work.add(case).id


@act("case.correct", "Correct a case", right=Right.ENTER, writes={"cases": _FIELDS}, undo=True)
def correct(work: Work, id: UUID, form: CaseFields, *, seen: int) -> None:
    """Change what is kept of a case.

    Raises `NotReady` for a change of what the sum rests on once it is recommended, for any change but of what happens
    later once it is approved and locked, and where the approved amount does not fit under another factory's ceiling.
    """
    case, values = work.get(Case, id, seen=seen), _checked(work, form)
    changed = {name for name, value in values.items() if getattr(case, name) != value}
    if changed - LATER:
        refuse_locked(case)
    if changed & ASKED:
        refuse_settled(case)
    put(case, values)
    refold(case)
    if changed & ASKED and case.approved is not None:
        refuse_above(work, case, case.approved, STAYS)


@act(
    "case.receive",
    "Receive an application",
    right=Right.ENTER,
    writes={"cases": "stage received_on reference", "counters": f"{NEW} last"},
)
def receive(work: Work, id: UUID, received_on: date, *, seen: int) -> str:
    """The application has come in: give the case its number, in the year of receipt.

    Raises `Invalid` for a day in the future or before the Programme began.
    """
    case = work.get(Case, id, seen=seen)
    refuse_impossible(work, received_on)
    go(case, Stage.RECEIVED, "case.receive")
    case.received_on = received_on
    case.reference = next_case_number(work, received_on.year)
    return case.reference


@act("case.move", "Move a case", right=Right.ENTER, writes={"cases": f"stage {UNLOCKED}"}, undo=True)
def move(work: Work, id: UUID, to: Stage, *, seen: int, reason: str = "") -> None:
    """Take a declared way to another stage; ways that need a decision have acts of their own.

    Raises `NotReady` for a way to the committee while no second officer has endorsed the summary, and for a payment
    while none has confirmed a historic amount.
    """
    case = work.get(Case, id, seen=seen)
    go(case, to, "case.move", reason=reason)
    if to is Stage.SCHEDULED:
        refuse_unendorsed(work, id)
    if to in (Stage.CLAIM_APPROVED, Stage.PAID) and case.record_waits:
        raise NotReady("The recorded amount waits for a second officer. Have it confirmed first.")


@act("case.reopen", "Correct a wrong move", right=Right.CONFIRM, writes={"cases": f"stage {UNLOCKED}"})
def reopen(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """Take a case back to the stage from which it was moved by mistake, where no move leads back; the history says why.

    Raises `NotReady` where there is no such stage, and when the approved amount no longer fits under the factory's
    ceiling, because the case had ended unpaid and others were granted money since.
    """
    case = work.get(Case, id, seen=seen)
    left, before = case.stage, came_from(work.session, case)
    if before is None:
        raise NotReady("No move of this case can be corrected here.")
    go(case, before, "case.reopen", reason=reason)
    if left in UNPAID and case.approved is not None:
        refuse_above(work, case, case.approved, STAYS)


def came_from(session: Session, case: Case) -> Stage | None:
    """The stage to which `reopen` would take a case: the one before its last move, if that way is declared.

    Moves that were taken back, or corrected, count as not made.
    """
    query = select(Entry.id, Entry.act, Change.after).join(Change, Change.entry_id == Entry.id)
    stages: dict[UUID, Stage] = {}  # where each entry left the case
    for entry_id, act_name, after in session.execute(query.where(Change.record_id == case.id).order_by(Change.version)):
        if "stage" not in after:
            continue
        if act_name in (reopen.name, undo.NAME):
            stages.popitem()
        else:
            stages[entry_id] = Stage(after["stage"])
    path = list(stages.values())
    found = way(case.stage, path[-2]) if len(path) > 1 else None
    return found.end if found is not None and found.act == reopen.name else None


@act("case.assign", "Assign a case", right=Right.ENTER, writes={"cases": "officer_id"}, undo=True)
def assign(work: Work, id: UUID, officer_id: UUID | None, *, seen: int) -> None:
    """Give a case to an officer, or to nobody."""
    if officer_id is not None and not work.get(Officer, officer_id).active:
        raise NotReady("This officer no longer works here. Choose another.")
    work.get(Case, id, seen=seen).officer_id = officer_id


@act("case.set_due", "Set a due date", right=Right.ENTER, writes={"cases": "due_on due_for"}, undo=True)
def set_due(work: Work, id: UUID, due_on: date | None, due_for: str, *, seen: int) -> None:
    """What must be done by when; a day is typed, no pledge is assumed."""
    words = plain_text(due_for, field="due_for", most=200)
    put(work.get(Case, id, seen=seen), {"due_on": due_on, "due_for": words})


@act(
    "case.choose_edition",
    "Choose the edition",
    right=Right.ENTER,
    writes={"cases": "edition edition_reason"},
    undo=True,
)
def choose_edition(work: Work, id: UUID, edition: str | None, *, seen: int, reason: str) -> None:
    """Say which edition of the rules the case belongs to, and why; `None` lets the day of receipt propose it."""
    words = plain_text(reason, field="reason", most=2000, lines=True)
    if edition is not None:
        work.office.rules.edition(edition)
        if not words:
            raise Invalid("Say why the case belongs to this edition, and where that is written.", field="reason")
    case = work.get(Case, id, seen=seen)
    refuse_settled(case)
    put(case, {"edition": edition, "edition_reason": words if edition else ""})


@act("case.note", "Add a note", right=Right.ENTER, writes={"notes": NEW}, field=True)
def note(work: Work, id: UUID, text: str) -> UUID:
    """Write something down; a note is never changed afterwards."""
    words = plain_text(text, field="text", most=20_000, lines=True)
    if not words:
        raise Invalid("Write the note first.", field="text")
    work.get(Case, id)
    return work.add(Note(case_id=id, officer_id=work.officer.id, at=work.at, text=words)).id


def _checked(work: Work, form: CaseFields) -> dict[str, object]:
    applicant = work.get(Applicant, form.applicant_id)
    owner = None if form.factory_id is None else work.get(Factory, form.factory_id).applicant_id
    return checked(form, applicant.kind, owner)


def checked(form: CaseFields, kind: ApplicantKind, factory_of: UUID | None) -> dict[str, object]:
    """What a record keeps of a form, of an applicant of a kind; `factory_of` is whose its factory is.

    Raises `Invalid` for values that do not go together.
    """
    values = cleaned(form, prose=_PROSE, money=_MONEY)
    values["characteristics"] = _evidenced("characteristics", form.characteristics, Characteristic)
    values["repeat_grounds"] = _evidenced("repeat_grounds", form.repeat_grounds, RepeatGround)
    if form.factory_id is not None and factory_of != form.applicant_id:
        raise Invalid("This factory belongs to another applicant.", field="factory_id")
    if form.type is ProjectType.OSI:
        if kind is not ApplicantKind.ASSOCIATION:
            raise Invalid("Organisation Support is for an association. Choose one as the applicant.", field="type")
        if form.factory_id is not None:
            raise Invalid("Organisation Support has no factory.", field="factory_id")
    if form.starts_on and form.ends_on and form.ends_on < form.starts_on:
        raise Invalid("The project ends before it starts.", field="ends_on")
    return values


def _evidenced(name: str, given: Mapping[str, str], kinds: type[StrEnum]) -> dict[str, str]:
    """What is ticked of a closed list, each with its evidence."""
    known = tuple(kinds)
    if astray := next((key for key in given if key not in known), None):
        raise Invalid("“{word}” is not one of: {known}", field=name, word=astray[:24], known=tuple(map(str, known)))
    return {key: plain_text(text, field=key, most=2000, lines=True) for key, text in sorted(given.items())}
