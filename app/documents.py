"""Documents of a case: kept, corrected, struck out; and where else the office has the same file.

The bytes are kept before the record that names them, in the same act, so that no record ever points nowhere. Nothing is
deleted. What is outstanding is ticked off by the documents themselves (`app.checklist` says by which).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import file_names, visits
from app.act import NEW, act
from app.cleaning import LINE, put, why
from app.inside.found import Facts
from app.inside.media import PROGRAM
from app.office import Office, Work
from app.refusal import CannotOpen, Damaged, Invalid, NotReady
from app.rights import Right
from app.rules import checklist
from app.texts import Message
from app.typed import plain_text
from models import Case, Document, Item
from models.journal import Change, Entry
from models.kinds import DocumentKind, ItemKind, ItemState
from models.store import StoreTrouble, Trouble

#: The largest file that is kept, in bytes.
LARGEST = 100_000_000

#: What an officer may say a document is; a summary is made by the program.
KINDS = tuple(kind for kind in DocumentKind if kind is not DocumentKind.SUMMARY)


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """What an officer says of a document; `dated` is the date that stands on it."""

    kind: DocumentKind
    received_on: date
    dated: date | None = None
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """A document of the office with the same bytes, and the case it is in."""

    document_id: UUID
    case_id: UUID
    reference: str
    name: str
    kept_at: datetime
    struck_out: bool


@act(
    "document.keep",
    "Keep a document",
    right=Right.ENTER,
    writes={"documents": NEW, "items": "state settled_on reason"},
)
def keep(
    work: Work,
    case_id: UUID,
    data: bytes,
    name: str,
    form: DocumentFields,
    facts: Facts,
    *,
    mail_id: UUID | None = None,
) -> UUID:
    """Keep a file with a case, and tick off what it was asked for.

    Args:
        work: the piece of work.
        case_id: the case.
        data: the file, byte by byte.
        name: its name as it came, whatever stands in it.
        form: what the officer says of it.
        facts: what the file says of itself (`app.inside.ask.facts`).
        mail_id: the mail it came with.

    Raises `CannotOpen` for an empty file, one that is too large and a program; `Invalid` for a day in the future.
    """
    refuse_unfit(data, name, facts.media)
    values = _checked(work, form)
    work.get(Case, case_id)
    document = Document(
        case_id=case_id,
        name=file_names.shown_name(name),
        language="",
        sha256=work.office.blobs.keep(data),
        size=len(data),
        kept_by_id=work.officer.id,
        kept_at=work.at,
        original=file_names.as_it_was(name),
        media=facts.media,
        title=file_names.one_line(facts.title),
        pages=facts.pages,
        sight=facts.sight,
        mail_id=mail_id,
        **values,
    )
    work.add(document)
    work.session.flush()
    _tick(work, case_id, form.kind, form.received_on)
    return document.id


@act(
    "document.correct",
    "Correct what is said of a document",
    right=Right.ENTER,
    writes={"documents": "kind dated sender received_on", "items": "state settled_on reason"},
)
def correct(work: Work, id: UUID, form: DocumentFields, *, seen: int) -> None:
    """Say otherwise what a document is, from whom and of when; its bytes and its name stay.

    Raises `NotReady` for one that is struck out and for a summary, which the program made.
    """
    document = _standing(work, id, seen)
    before = document.kind
    put(document, _checked(work, form))
    work.session.flush()
    if document.kind != before:
        _untick(work, document.case_id, DocumentKind(before))
        _tick(work, document.case_id, form.kind, form.received_on)


@act(
    "document.strike_out",
    "Strike out a document",
    right=Right.ENTER,
    writes={"documents": "struck_out_on struck_out_why", "items": "state settled_on"},
)
def strike_out(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """The document is wrong here: it stays, and counts for nothing. What it had ticked off is missing again.

    Raises `NotReady` for one that is struck out, for a summary, and for a photograph of a visit that stands.
    """
    words = why(reason)
    document = _standing(work, id, seen)
    visits.refuse_shown(work, document)
    put(document, {"struck_out_on": work.today, "struck_out_why": words})
    work.session.flush()
    _untick(work, document.case_id, DocumentKind(document.kind))


def refuse_unfit(data: bytes, name: str, media: str) -> None:
    """Raise `CannotOpen` for a file that no case keeps."""
    shown = file_names.shown_name(name)
    if not data:
        raise CannotOpen("{name} is empty: it has no bytes at all. It is not kept.", name=shown)
    if len(data) > LARGEST:
        raise too_large(name)
    if media == PROGRAM:
        raise CannotOpen("{name} is a program, not a document. It is not kept.", name=shown)


def too_large(name: str) -> CannotOpen:
    """The refusal of a file above `LARGEST`."""
    return CannotOpen(
        "{name} is larger than {most} MB. It is not read and not kept. Ask for it in parts.",
        name=file_names.shown_name(name),
        most=LARGEST // 1_000_000,
    )


def twins(session: Session, sums: Collection[str]) -> dict[str, tuple[Twin, ...]]:
    """The documents of the office with these SHA-256, in every case, oldest first; a sum nobody has is left out."""
    query = (
        select(Document, Case.reference, Case.legacy_file_no)
        .join(Case, Case.id == Document.case_id)
        .where(Document.sha256.in_(sums))
        .order_by(Document.id)
    )
    found: dict[str, list[Twin]] = {}
    for one, reference, legacy in session.execute(query):
        twin = Twin(one.id, one.case_id, reference or legacy, one.name, one.kept_at, one.struck_out_on is not None)
        found.setdefault(one.sha256, []).append(twin)
    return {sha256: tuple(rows) for sha256, rows in found.items()}


def twin_words(twin: Twin, here: UUID) -> Message:
    """One sentence about a file that the office has already."""
    name, at = twin.name, twin.kept_at
    if twin.case_id == here:
        said = Message("This case has the same file: {name}, kept {at}", name=name, at=at)
    elif twin.reference:
        said = Message("Case {case} has the same file: {name}, kept {at}", case=twin.reference, name=name, at=at)
    else:
        said = Message("A case without a number has the same file: {name}, kept {at}", name=name, at=at)
    return Message("{said} (struck out)", said=said) if twin.struck_out else said


def _checked(work: Work, form: DocumentFields) -> dict[str, object]:
    if form.kind not in KINDS:
        raise Invalid("A summary is made by the program. Choose what the document is.", field="kind")
    sender = plain_text(form.sender, field="sender", most=LINE)
    for name, day in (("received_on", form.received_on), ("dated", form.dated)):
        if day is not None and day > work.today:
            raise Invalid("This day is in the future.", field=name)
    return {"kind": form.kind.value, "dated": form.dated, "sender": sender, "received_on": form.received_on}


def _standing(work: Work, id: UUID, seen: int) -> Document:
    document = work.get(Document, id, seen=seen)
    if document.kind == DocumentKind.SUMMARY:
        raise NotReady("The program made this paper. It stays as it is.")
    if document.struck_out_on is not None:
        raise NotReady("This document is struck out already.")
    return document


# --- what is outstanding


def _items(work: Work, case_id: UUID, kind: DocumentKind) -> list[Item]:
    """The items of a case that documents of a kind are asked for by."""
    kinds = [item for item, needed in checklist.documents_for().items() if kind in needed]
    query = select(Item.id).where(Item.case_id == case_id, Item.kind.in_(kinds)).order_by(Item.id)
    return [work.get(Item, id) for id in work.session.execute(query).scalars()]


def _complete(session: Session, case_id: UUID, kind: ItemKind) -> bool:
    """Whether a standing document of each kind that an item asks for is in the case."""
    query = select(Document.kind).where(Document.case_id == case_id, Document.struck_out_on.is_(None)).distinct()
    return set(checklist.documents_for()[kind]) <= set(session.execute(query).scalars())


def _tick(work: Work, case_id: UUID, kind: DocumentKind, day: date) -> None:
    for item in _items(work, case_id, kind):
        if item.state is not ItemState.RECEIVED and _complete(work.session, case_id, item.kind):
            put(item, {"state": ItemState.RECEIVED, "settled_on": day, "reason": ""})


def _untick(work: Work, case_id: UUID, kind: DocumentKind) -> None:
    """What only the documents had ticked off is missing again; what an officer ticked off stays."""
    for item in _items(work, case_id, kind):
        complete = _complete(work.session, case_id, item.kind)
        if item.state is ItemState.RECEIVED and not complete and _ticked_by_documents(work.session, item.id):
            put(item, {"state": ItemState.MISSING, "settled_on": None})


def _ticked_by_documents(session: Session, item_id: UUID) -> bool:
    query = (
        select(Entry.act)
        .join(Change, Change.entry_id == Entry.id)
        .where(Change.record_id == item_id)
        .order_by(Change.version.desc())
        .limit(1)
    )
    return session.execute(query).scalar() in (keep.name, correct.name)


def content(office: Office, sha256: str) -> bytes:
    """The bytes of a document, compared with their SHA-256.

    Raises `Damaged` if they are not what was kept, `CannotOpen` if the files cannot be reached.
    """
    try:
        return office.blobs.read(sha256)
    except StoreTrouble as trouble:
        if trouble.kind is Trouble.DAMAGED:
            raise Damaged(
                "The kept file is no longer what was put there. Nothing was shown. Restore the office from a backup."
            ) from trouble
        raise CannotOpen("The kept files cannot be reached. Check the disk or the network.") from trouble
