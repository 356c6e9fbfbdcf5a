"""Files from this computer into a case: each looked at first, then kept, one after the other.

Both are long work in steps (`ui.desk.Desk.run`): between two steps it can be stopped, and what was kept stays. A file
is read whole only when its size allows it, and read again when it is kept, so that many never lie in memory at once.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from app import documents, file_names
from app.documents import DocumentFields, Twin
from app.inside import ask
from app.inside.found import Facts
from app.inside.media import MAIL
from app.office import Office, Touched
from app.refusal import CannotOpen, Refusal
from app.texts import Message
from models.kinds import DocumentKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was looked at; `refusal` says why it cannot be kept, and then nothing else is known of it.

    `attachments` is how many files it brings along, which become documents of their own.
    """

    path: Path
    name: str
    size: int = 0
    sha256: str = ""
    facts: Facts | None = None
    attachments: int = 0
    twins: tuple[Twin, ...] = ()
    refusal: Message | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was kept, or why it was not. `ids` are its documents: a mail's own first."""

    name: str
    ids: tuple[UUID, ...] = ()
    refusal: Message | None = None
    #: Why attachments of it were not kept.
    left_out: tuple[Message, ...] = ()
    #: What keeping it has changed; whoever drives the work tells the pages once, at its end.
    changed: Touched = field(default_factory=Touched)


def look(office: Office, paths: Sequence[Path]) -> Iterator[Candidate]:
    """Look at files in their order; a file that is given twice is looked at once."""
    for path in dict.fromkeys(paths):
        yield _candidate(office, path)


def keep(office: Office, case_id: UUID, chosen: Sequence[Candidate], form: DocumentFields) -> Iterator[Kept]:
    """Keep files with a case, each in a piece of work of its own; a mail's attachments with it.

    Raises `CannotSave`, `NotPermitted` and `NotFound` at the first file that meets them; those before it are kept.
    """
    for one in chosen:
        yield _keep(office, case_id, one, form)


def read_file(path: Path) -> bytes:
    """The bytes of a file that may be kept.

    Raises `CannotOpen` for what is no file, cannot be read, is empty or is too large; then it was not read to its end.
    """
    name = file_names.shown_name(path.name)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise CannotOpen("{name} is a folder. Drop the files that are in it.", name=name)
        if not stat.S_ISREG(status.st_mode):
            raise CannotOpen("{name} is not a file that can be kept.", name=name)
        if status.st_size > documents.LARGEST:
            raise documents.too_large(path.name)
        with path.open("rb") as file:
            data = file.read(documents.LARGEST + 1)
    except OSError as problem:
        raise CannotOpen(
            "{name} cannot be read: {detail}", name=name, detail=problem.strerror or type(problem).__name__
        ) from problem
    documents.refuse_unfit(data, path.name, "")
    return data


def _candidate(office: Office, path: Path) -> Candidate:
    try:
        data = read_file(path)
        facts = ask.facts(data)
        documents.refuse_unfit(data, path.name, facts.media)
    except CannotOpen as refusal:
        return Candidate(path, path.name, refusal=refusal.message)
    sha256 = hashlib.sha256(data).hexdigest()
    with office.reading() as session:
        twins = documents.twins(session, (sha256,)).get(sha256, ())
    told = replace(facts, attachments=())
    return Candidate(path, path.name, len(data), sha256, told, len(facts.attachments), twins)


def _keep(office: Office, case_id: UUID, one: Candidate, form: DocumentFields) -> Kept:
    try:
        data = read_file(one.path)
    except CannotOpen as refusal:
        return Kept(one.name, refusal=refusal.message)
    if hashlib.sha256(data).hexdigest() != one.sha256 or one.facts is None:
        changed = Message("{name} has changed since it was looked at. It is not kept.",
                          name=file_names.shown_name(one.name))  # fmt: skip
        return Kept(one.name, refusal=changed)
    if one.facts.media == MAIL:
        return _keep_mail(office, case_id, data, one.name, form)
    with office.work() as work:
        id = documents.keep(work, case_id, data, one.name, form, one.facts)
    return Kept(one.name, (id,), changed=work.touched)


def _keep_mail(office: Office, case_id: UUID, data: bytes, name: str, form: DocumentFields) -> Kept:
    """A mail is correspondence; what came with it is what the officer says it is, from the same sender."""
    facts = ask.facts(data)
    looked = [(part, ask.facts(part.data)) for part in facts.attachments]
    left_out = [_left_out(part) for part in facts.left_out]
    with office.work() as work:
        own = replace(form, kind=DocumentKind.MAIL, dated=form.dated or facts.dated, sender=form.sender or facts.sender)
        mail_id = documents.keep(work, case_id, data, name, own, facts)
        ids = [mail_id]
        kind = DocumentKind.OTHER if form.kind is DocumentKind.MAIL else form.kind
        for part, found in looked:
            if (why := _unfit(part.data, part.name, found.media)) is not None:
                left_out.append(why)
                continue
            form_of_part = replace(own, kind=kind, dated=form.dated or found.dated)
            ids.append(documents.keep(work, case_id, part.data, part.name, form_of_part, found, mail_id=mail_id))
    return Kept(name, tuple(ids), left_out=tuple(left_out), changed=work.touched)


def _unfit(data: bytes, name: str, media: str) -> Message | None:
    """Why an attachment is not kept by itself; the mail that is kept holds it all the same."""
    try:
        documents.refuse_unfit(data, name, media)
    except Refusal as refusal:
        return refusal.message
    return None


def _left_out(name: str) -> Message:
    return Message("{name} could not be taken out of the mail. The mail holds it.", name=file_names.shown_name(name))
