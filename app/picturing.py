"""Pictures on their way to a visit, one after the other: kept with the case if they are files, copied, put there.

Long work in steps (`ui.desk.Desk.run`): between two steps it can be stopped, and what is there stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from app import documents, file_names, intake, photographs, visits
from app.documents import DocumentFields
from app.inside.media import PICTURES
from app.intake import Candidate, Kept
from app.office import Office
from app.refusal import CannotOpen
from app.texts import Message
from app.visits import Copy, PhotographFields
from models.kinds import DocumentKind, Sight


@dataclass(frozen=True, slots=True)
class Filed:
    """A picture among the case's documents."""

    document_id: UUID
    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture that is to be put with a visit, and what is said of it."""

    source: Filed | Candidate
    form: PhotographFields


def refusal_of(one: Candidate) -> Message | None:
    """Why a file of this computer cannot be put with a visit, if so."""
    if one.refusal is not None:
        return one.refusal
    if one.facts is None or one.facts.media not in PICTURES:
        return Message("{name} is not a picture that can be shown.", name=file_names.shown_name(one.name))
    return None if one.facts.sight is Sight.SHOWN else _unseen(one)


def add(office: Office, case_id: UUID, visit_id: UUID, wanted: Sequence[Wanted]) -> Iterator[Kept]:
    """Put pictures with a visit; a file becomes a document of the case in the same piece of work.

    Raises `NotReady`, `Invalid`, `CannotSave` and `NotPermitted` at the first that meets them; those before it stay.
    """
    for one in wanted:
        try:
            yield _add(office, case_id, visit_id, one)
        except CannotOpen as refusal:
            yield Kept(one.source.name, refusal=refusal.message)


def _add(office: Office, case_id: UUID, visit_id: UUID, one: Wanted) -> Kept:
    source = one.source
    if isinstance(source, Filed):
        copy = _copied(source, documents.content(office, source.sha256))
        with office.work() as work:
            visits.add_photograph(work, visit_id, source.document_id, one.form, copy)
        return Kept(source.name, (source.document_id,), changed=work.touched)
    data = intake.read_file(source.path)
    if source.facts is None or hashlib.sha256(data).hexdigest() != source.sha256:
        raise CannotOpen("{name} has changed since it was looked at. It is not kept.",
                         name=file_names.shown_name(source.name))  # fmt: skip
    copy = _copied(source, data)
    with office.work() as work:
        form = DocumentFields(DocumentKind.PHOTOGRAPH, work.today, one.form.taken_on)
        id = documents.keep(work, case_id, data, source.name, form, source.facts)
        visits.add_photograph(work, visit_id, id, one.form, copy)
    return Kept(source.name, (id,), changed=work.touched)


def _copied(source: Filed | Candidate, data: bytes) -> Copy:
    """The copy for papers. Raises `CannotOpen` naming the picture, and saying what becomes of it."""
    try:
        return photographs.copied(data)
    except CannotOpen as refusal:
        raise CannotOpen(_unseen(source).text, name=file_names.shown_name(source.name)) from refusal


def _unseen(source: Filed | Candidate) -> Message:
    """A document that cannot be drawn stays among the documents; a file of this computer does not come to them."""
    name = file_names.shown_name(source.name)
    if isinstance(source, Filed):
        return Message(
            "{name} cannot be shown, so it is not put with the visit. It stays among the documents.", name=name
        )
    return Message("{name} cannot be shown, so it is neither put with the visit nor kept.", name=name)
