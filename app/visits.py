"""Visits of a case: recorded, corrected, struck out; and the photographs that show what was found.

What a visit found rests under the recommendation, so a visit that was recorded before it stands. A later one, such as
the verification, may be recorded and corrected at any time: it changes nothing that was decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import decisions
from app.act import NEW, act
from app.cleaning import LINE, cleaned, put, why
from app.inside.media import PICTURES
from app.locked import is_unlocked, refuse_locked
from app.office import Work
from app.refusal import Invalid, NotReady
from app.rights import Right
from app.typed import plain_text
from models import Case, Document, Visit, VisitPhotograph

#: The photographs that one visit may have; papers print all of them.
MOST: Final = 12


@dataclass(frozen=True, slots=True)
class VisitFields:
    """What an officer says of a visit; `held_on` is a Hong Kong day, `site` the factory or another place."""

    held_on: date
    site: str = ""
    purpose: str = ""
    present: str = ""
    findings: str = ""


@dataclass(frozen=True, slots=True)
class PhotographFields:
    """What a photograph shows, in a sentence that also stands for it where it cannot be seen, and its day."""

    caption: str
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """The small copy of a photograph that papers print (`app.photographs`): a JPEG and its size in pixels."""

    data: bytes
    width: int
    height: int


_COLUMNS = " ".join(VisitFields.__slots__)
_SHOWN = " ".join(PhotographFields.__slots__)


@act("visit.record", "Record a visit", right=Right.ENTER, writes={"visits": NEW}, field=True)
def record(work: Work, case_id: UUID, form: VisitFields) -> UUID:
    """A visit that took place. Raises `Invalid` naming the field."""
    work.get(Case, case_id)
    made = Visit(
        case_id=case_id,
        recorded_by_id=work.officer.id,
        recorded_at=work.at,
        struck_out=False,
        **_checked(work, form),
    )
    return work.add(made).id


@act("visit.correct", "Correct a visit", right=Right.ENTER, writes={"visits": _COLUMNS}, field=True, undo=True)
def correct(work: Work, id: UUID, form: VisitFields, *, seen: int) -> None:
    """Change what is said of a visit; raises `NotReady` for one that stands."""
    put(_open(work, id, seen=seen), _checked(work, form))


@act("visit.strike_out", "Strike out a visit", right=Right.ENTER, writes={"visits": "struck_out"}, undo=True)
def strike_out(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """Take a visit off the case; it stays in the history, its photographs among the documents."""
    why(reason)
    _open(work, id, seen=seen).struck_out = True


@act(
    "visit.add_photograph",
    "Put a photograph with a visit",
    right=Right.ENTER,
    writes={"visit_photographs": NEW},
    field=True,
)
def add_photograph(work: Work, id: UUID, document_id: UUID, form: PhotographFields, copy: Copy) -> UUID:
    """Put a picture among the case's documents with a visit.

    Args:
        work: the piece of work.
        id: the visit.
        document_id: a picture of the same case that is not struck out.
        form: what it shows, and when it was taken.
        copy: the small copy for papers (`app.photographs.copied`), which is kept with it.

    Raises `Invalid` without a caption, `NotReady` for a visit that stands, one that has `MOST` already, and a picture
    that it has already.
    """
    visit = _open(work, id)
    values = _checked_photograph(work, form)
    document = work.get(Document, document_id)
    if document.case_id != visit.case_id or document.media not in PICTURES:
        raise NotReady("Only a picture among the documents of this case can be put with the visit.")
    if document.struck_out_on is not None:
        raise NotReady("This document is struck out already.")
    there = _photographs(work.session, id)
    if any(one.document_id == document_id for one in there):
        raise NotReady("This photograph is with the visit already.")
    if len(there) >= MOST:
        raise NotReady("A visit has at most {most} photographs. Take one off first.", most=MOST)
    last = select(func.coalesce(func.max(VisitPhotograph.place), 0)).where(VisitPhotograph.visit_id == id)
    made = VisitPhotograph(
        visit_id=id,
        document_id=document_id,
        place=work.session.execute(last).scalar_one() + 1,
        copy_sha256=work.office.blobs.keep(copy.data),
        width=copy.width,
        height=copy.height,
        struck_out=False,
        **values,
    )
    return work.add(made).id


@act(
    "visit.correct_photograph",
    "Correct what is said of a photograph",
    right=Right.ENTER,
    writes={"visit_photographs": _SHOWN},
    field=True,
    undo=True,
)
def correct_photograph(work: Work, id: UUID, form: PhotographFields, *, seen: int) -> None:
    """Say otherwise what a photograph shows and when it was taken."""
    made = work.get(VisitPhotograph, id, seen=seen)
    _open(work, made.visit_id)
    put(made, _checked_photograph(work, form))


@act(
    "visit.remove_photograph",
    "Take a photograph off a visit",
    right=Right.ENTER,
    writes={"visit_photographs": "struck_out"},
    undo=True,
)
def remove_photograph(work: Work, id: UUID, *, seen: int) -> None:
    """Take a photograph off its visit; the picture stays among the documents."""
    made = work.get(VisitPhotograph, id, seen=seen)
    _open(work, made.visit_id)
    made.struck_out = True


def stands(session: Session, visit: Visit) -> bool:
    """Whether a recommendation was made after the visit was recorded, and the case is not unlocked."""
    if is_unlocked(session.get_one(Case, visit.case_id)):
        return False
    advice = decisions.current(session, visit.case_id)
    return advice is not None and visit.recorded_at <= advice.prepared_at


def refuse_standing(work: Work, visit: Visit) -> None:
    """Refuse (`NotReady`) to change a visit on which a recommendation rests."""
    case = work.get(Case, visit.case_id)  # locked, so that nobody recommends meanwhile
    if stands(work.session, visit):
        refuse_locked(case)
        raise NotReady("The recommendation rests on these findings. Bring the case back to assessment first.")


def refuse_shown(work: Work, document: Document) -> None:
    """Refuse (`NotReady`) to strike out a document that is a photograph of a visit on which a recommendation rests."""
    query = (
        select(Visit)
        .join(VisitPhotograph, VisitPhotograph.visit_id == Visit.id)
        .where(
            VisitPhotograph.document_id == document.id,
            VisitPhotograph.struck_out.is_(False),
            Visit.struck_out.is_(False),
        )
    )
    shown = work.session.execute(query).scalars().all()
    case = work.get(Case, document.case_id)  # locked, so that nobody recommends meanwhile
    if any(stands(work.session, one) for one in shown):
        refuse_locked(case)
        raise NotReady(
            "This is a photograph of a visit on which the recommendation rests. "
            "Bring the case back to assessment first."
        )


def _open(work: Work, id: UUID, *, seen: int | None = None) -> Visit:
    """A visit that may be changed."""
    visit = work.get(Visit, id, seen=seen)
    refuse_standing(work, visit)
    if visit.struck_out:
        raise NotReady("This visit is struck out already.")
    return visit


def _photographs(session: Session, visit_id: UUID) -> list[VisitPhotograph]:
    """The photographs that are shown with a visit: one whose document is struck out counts for nothing."""
    query = (
        select(VisitPhotograph)
        .join(Document, Document.id == VisitPhotograph.document_id)
        .where(
            VisitPhotograph.visit_id == visit_id,
            VisitPhotograph.struck_out.is_(False),
            Document.struck_out_on.is_(None),
        )
    )
    return list(session.execute(query).scalars())


def _checked(work: Work, form: VisitFields) -> dict[str, Any]:
    values = cleaned(form, prose=frozenset({"findings", "present"}))
    if form.held_on > work.today:
        raise Invalid("This day is in the future.", field="held_on")
    if not values["site"]:
        raise Invalid("Say where the visit was.", field="site")
    return values


def _checked_photograph(work: Work, form: PhotographFields) -> dict[str, Any]:
    caption = plain_text(form.caption, field="caption", most=LINE)
    if not caption:
        raise Invalid("Say what the photograph shows.", field="caption")
    if form.taken_on is not None and form.taken_on > work.today:
        raise Invalid("This day is in the future.", field="taken_on")
    return {"caption": caption, "taken_on": form.taken_on}
