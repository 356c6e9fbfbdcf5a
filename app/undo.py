"""Take back one's own last act, from the journal: put back what was there, as a new entry.

Only acts that declare it can be taken back, never a decision, a number, an issue or a payment; and only while
nothing has touched the same records since, and no recommendation rests on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app import visits
from app.act import Act, Undeclared, known
from app.assessments import refuse_standing, stands
from app.calculations import ASKED, refuse_settled, settled
from app.ceiling import STAYS, refuse_above
from app.field_words import record_word
from app.locked import is_locked, refuse_locked
from app.names import refold
from app.office import SignedIn, Work
from app.refusal import NotReady
from app.rights import holds
from app.texts import N_, Message
from models import Assessment, Case, CostLine, Engagement, Measure, Utility, Visit, VisitPhotograph, journal
from models.base import Record, record_classes
from models.journal import Change, Entry
from models.stages import LASTING, UNPAID
from models.types import lift

NAME, TITLE = "act.undo", N_("Take back the last act")

#: What an approved amount rests on; whose the factory is does not change what it may get.
_SUMMED = ASKED - {"applicant_id"}

#: Records that are asked for in one statement.
_AT_ONCE = 500

#: By what a record is called, and so many are told by name.
_NAMES = ("reference", "number", "name_en", "name_tc", "name_zh", "name_sc", "name", "text", "login")
_TOLD = 3


@dataclass(frozen=True, slots=True)
class Undoable:
    """The act that would be taken back."""

    entry_id: UUID
    title: str


def last(session: Session, officer: SignedIn) -> Undoable | None:
    """The officer's own last act, if it can be taken back now; `None` if there is nothing to take back."""
    found = _last_done(session, officer)
    if found is None:
        return None
    entry, done = found
    return Undoable(entry.id, done.title) if _untouched(session, entry.id) else None


def _last_done(session: Session, officer: SignedIn) -> tuple[Entry, Act[..., object]] | None:
    """The officer's own last act, if it is one of those that can be taken back."""
    changed = exists().where(Change.entry_id == Entry.id)  # an export stands in nobody's way
    entry = session.execute(
        select(Entry).where(Entry.officer_id == officer.id, changed).order_by(Entry.seq.desc()).limit(1)
    ).scalar_one_or_none()
    done = None if entry is None else known(entry.act)
    if entry is None or done is None or not done.undo or not holds(officer.role, done.right):
        return None
    return entry, done


def undo_last(work: Work, *, only: UUID | None = None) -> str:
    """Take back the officer's own last act and return its title; raises `NotReady` if there is none.

    `only` names the entry that is meant: where another act came after it nothing is taken back.
    """
    with work.doing():
        return _undo(work, only)


def _undo(work: Work, only: UUID | None) -> str:
    found = last(work.session, work.officer)
    if only is not None and (found is None or found.entry_id != only):
        raise NotReady("Something was done since. Nothing was taken back.")
    if found is None:
        _refuse_changed(work.session, work.officer)
        raise NotReady("Your last act cannot be taken back.")
    journal.begin(
        work.session,
        act=NAME,
        officer_id=work.officer.id,
        who=work.officer.login,
        at=work.at,
        undoes=found.entry_id,
    )
    changes = _changes(work.session, found.entry_id)
    held = _held(work.session, changes)
    for change in reversed(changes):
        _put_back(work, held[change.record_id], change)
    for change in changes:
        if change.kind == "applicants" and "merged_into_id" in change.before:
            _refuse_torn(work.session, change)
    return found.title


def _refuse_torn(session: Session, change: Change) -> None:
    """Two applicants are parted again, unless something was entered since that holds them together."""
    from app.merging import refuse_torn  # which nothing else here wants

    session.flush()
    pair = {one for one in (change.before["merged_into_id"], change.after["merged_into_id"]) if one is not None}
    refuse_torn(session, {change.record_id, *map(UUID, pair)})


def _refuse_changed(session: Session, officer: SignedIn) -> None:
    """Where the last act could be taken back had nobody touched its records since: say which were touched."""
    found = _last_done(session, officer)
    if found is None:
        return
    left = {change.record_id: change for change in _changes(session, found[0].id)}
    held = _held(session, left.values())
    changed = [held[id] for id, change in left.items() if held[id].version != change.version]
    if changed:
        what = tuple(_called(one) for one in changed[:_TOLD])
        more = (Message("{n} more", n=len(changed) - _TOLD),) if len(changed) > _TOLD else ()
        raise NotReady("Changed since: {what}. Nothing was taken back.", what=(*what, *more))


def _called(record: Record) -> Message:
    """A record by its word and, where it has one, its name."""
    word = record_word(record.__tablename__)
    name = next((text for one in _NAMES if (text := getattr(record, one, None))), None)
    return word if name is None else Message("{record} “{name}”", record=word, name=str(name))


def _untouched(session: Session, entry_id: UUID) -> bool:
    """Whether every record still stands where the act left it, and that may be left again."""
    left: dict[UUID, Change] = {change.record_id: change for change in _changes(session, entry_id)}
    if any(change.kind == "cases" and change.after.get("stage") in LASTING for change in left.values()):
        return False
    held = _held(session, left.values())
    return bool(held) and all(_stands(session, held[change.record_id], change) for change in left.values())


def _held(session: Session, changes: Iterable[Change]) -> dict[UUID, Record]:
    """The records of these changes, asked for together: an act on many touches a thousand."""
    ids: dict[str, list[UUID]] = {}
    for change in changes:
        ids.setdefault(change.kind, []).append(change.record_id)
    found: dict[UUID, Record] = {}
    for name, wanted in ids.items():
        kind = record_classes()[name]
        for at in range(0, len(wanted), _AT_ONCE):
            some = session.execute(select(kind).where(kind.id.in_(wanted[at : at + _AT_ONCE]))).scalars()
            found.update((one.id, one) for one in some)
    return found


def _stands(session: Session, record: Record, change: Change) -> bool:
    """Whether nothing touched the record since, and no recommendation rests on what it says."""
    return record.version == change.version and not _rested_on(session, record, change)


def _rested_on(session: Session, record: Record, change: Change) -> bool:
    """Whether a recommendation rests on a cost line, or on findings that are not of the time after it."""
    match record:
        case Engagement():
            return is_locked(session.get_one(Case, record.case_id))
        case CostLine():
            return settled(session.get_one(Case, record.case_id))
        case Assessment() | Utility() | Measure():
            return stands(session.get_one(Case, record.case_id), frozenset(change.before))
        case Visit():
            return visits.stands(session, record)
        case VisitPhotograph():
            return visits.stands(session, session.get_one(Visit, record.visit_id))
    return False


def _changes(session: Session, entry_id: UUID) -> list[Change]:
    return list(session.execute(select(Change).where(Change.entry_id == entry_id).order_by(Change.version)).scalars())


def _put_back(work: Work, record: Record, change: Change) -> None:
    if change.version == 1:
        raise Undeclared(f"an act that makes new {change.kind} cannot be taken back")
    match record:
        case Engagement():
            refuse_locked(work.get(Case, record.case_id))
        case CostLine():
            refuse_settled(work.get(Case, record.case_id))  # locked, so that nobody recommends meanwhile
        case Assessment() | Utility() | Measure():
            refuse_standing(work.get(Case, record.case_id), frozenset(change.before))
        case Visit():
            visits.refuse_standing(work, record)
        case VisitPhotograph():
            visits.refuse_standing(work, work.get(Visit, record.visit_id))
        case Case() if "stage" in change.before and record.stage in UNPAID and record.approved is not None:
            refuse_above(work, record, record.approved, STAYS)
    before: dict[str, Any] = change.before
    for name, value in before.items():
        setattr(record, name, lift(value, record.__table__.c[name].type))
    refold(record)
    if isinstance(record, Case) and record.approved is not None and before.keys() & _SUMMED:
        refuse_above(work, record, record.approved, STAYS)
