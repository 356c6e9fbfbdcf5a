"""Cases: opened, corrected, received with a number, assigned, moved along their declared stages, noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.act import NEW, act
from app.calculations import refuse_settled
from app.cleaning import cleaned, put, why
from app.numbers import next_case_number
from app.office import Work
from app.refusal import Invalid, NotReady
from app.rights import Right
from app.rules.request import check_amount
from app.typed import plain_text
from models import Applicant, Case, Factory, Note, Officer
from models.kinds import ApplicantKind, Origin, ProjectType
from models.stages import AGREED, Stage, way


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
#: What the calculator is asked, beside the cost lines.
_ASKED = ("applicant_id", "factory_id", "type", "origin")


@act("case.open", "Open a case", right=Right.ENTER, writes={"cases": NEW})
def open_case(work: Work, form: CaseFields, *, stage: Stage = Stage.DRAFT) -> UUID:
    """A new case, as an enquiry or a draft; it has no number until it is received."""
    if stage not in (Stage.ENQUIRY, Stage.DRAFT):
        raise ValueError(f"a case is not opened as {stage}")
    values = _checked(work, form)
    blank = {"due_for": "", "edition_reason": "", "recorded_source": ""}
    return work.add(Case(**values, **blank, stage=stage, officer_id=work.officer.id)).id


@act("case.correct", "Correct a case", right=Right.ENTER, writes={"cases": _FIELDS}, undo=True)
def correct(work: Work, id: UUID, form: CaseFields, *, seen: int) -> None:
    """Change what is kept of a case.

    Raises `NotReady` for a change of what the sum rests on once it is recommended.
    """
    case, values = work.get(Case, id, seen=seen), _checked(work, form)
    if any(getattr(case, name) != values[name] for name in _ASKED):
        refuse_settled(case)
    put(case, values)


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
    if received_on > work.today:
        raise Invalid("The day of receipt is in the future.", field="received_on")
    began = work.office.rules.editions[0].period.first
    if received_on < began:
        raise Invalid("The Programme began on {day}. Check the day of receipt.", day=began, field="received_on")
    _move(case, Stage.RECEIVED, "case.receive", reason="")
    case.received_on = received_on
    case.reference = next_case_number(work, received_on.year)
    return case.reference


@act("case.move", "Move a case", right=Right.ENTER, writes={"cases": "stage"}, undo=True)
def move(work: Work, id: UUID, to: Stage, *, seen: int, reason: str = "") -> None:
    """Take a declared way to another stage; ways that need a decision have acts of their own."""
    _move(work.get(Case, id, seen=seen), to, "case.move", reason=reason)


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


@act(
    "case.enter_historic",
    "Enter a historic case",
    right=Right.ENTER,
    writes={
        "cases": f"{NEW} stage received_on reference edition edition_reason recorded_amount recorded_source approved",
        "counters": f"{NEW} last",
    },
)
def enter_historic(
    work: Work,
    form: CaseFields,
    *,
    received_on: date,
    stage: Stage,
    recorded_amount: Decimal | None,
    source: str,
    edition: str | None = None,
    reason: str = "",
) -> UUID:
    """A case that was decided before this program: its amount is recorded, not calculated, and says its file.

    Raises `Invalid` without a source, for an amount that is none and for a day of the present phase, and `NoEdition`
    for a day in a gap when no edition is named.
    """
    words = plain_text(source, field="recorded_source", most=300)
    if not words:
        raise Invalid("Say which file the recorded amount comes from.", field="recorded_source")
    if recorded_amount is not None:
        check_amount(recorded_amount, "recorded_amount")
    if received_on >= work.office.rules.editions[-1].period.first:
        raise Invalid("A case of the present phase is not historic. Open it as a new case.", field="received_on")
    if edition is None:
        work.office.rules.edition_for(received_on)
    id = open_case(work, form)
    receive(work, id, received_on, seen=1)
    case = work.get(Case, id)
    if edition is not None:
        choose_edition(work, id, edition, seen=case.version, reason=reason)
    put(case, {"stage": stage, "recorded_amount": recorded_amount})
    put(case, {"recorded_source": words, "approved": recorded_amount if stage in AGREED else None})
    return id


def _move(case: Case, to: Stage, act_name: str, *, reason: str) -> None:
    found = way(case.stage, to)
    if found is None or found.act != act_name:
        raise NotReady("This case cannot go there from its present stage. Look at its history.", field="stage")
    if found.reason:
        why(reason)
    case.stage = to


def _checked(work: Work, form: CaseFields) -> dict[str, object]:
    values = cleaned(form, prose=_PROSE, money=_MONEY)
    values["characteristics"] = _evidenced(form.characteristics)
    values["repeat_grounds"] = _evidenced(form.repeat_grounds)
    applicant = work.get(Applicant, form.applicant_id)
    if form.factory_id is not None and work.get(Factory, form.factory_id).applicant_id != applicant.id:
        raise Invalid("This factory belongs to another applicant.", field="factory_id")
    if form.type is ProjectType.OSI:
        if applicant.kind is not ApplicantKind.ASSOCIATION:
            raise Invalid("Organisation Support is for an association. Choose one as the applicant.", field="type")
        if form.factory_id is not None:
            raise Invalid("Organisation Support has no factory.", field="factory_id")
    if form.starts_on and form.ends_on and form.ends_on < form.starts_on:
        raise Invalid("The project ends before it starts.", field="ends_on")
    return values


def _evidenced(given: Mapping[str, str]) -> dict[str, str]:
    return {key: plain_text(text, field=key, most=2000, lines=True) for key, text in sorted(given.items())}
