"""The assessment summary of a case: its sheet read from the records, drawn, frozen when endorsed, kept as a file.

An endorsed summary is drawn from the frozen sheet, so the same paper can be made again years later; only the
committee's decision is added once it takes effect. A draft is drawn from the records as they stand; its time is that
of the last change to the case, so the same records give the same bytes.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import case_parts, case_sheet, decisions, documents, frozen, officers, summary_sheet
from app.act import NEW, act
from app.office import Office, Work
from app.pdf.sheet import SummarySheet
from app.refusal import NotReady
from app.rights import Right
from models import Document, Recommendation

KIND = "summary"


def make(office: Office, session: Session, case_id: UUID, language: str) -> bytes:
    """The summary as a PDF: the endorsed one if there is one, else a draft of today's records.

    Raises `NotReady` before the application is received, `Damaged` for a photograph, and `MissingGlyph`.
    """
    from app.pdf import summary

    found = sheet(office, session, case_id)
    return summary.draw(found, language, pictures(office, found))


def sheet(office: Office, session: Session, case_id: UUID) -> SummarySheet:
    """What the summary shows now: the frozen sheet of an endorsed one and what was decided since, else the records."""
    advice = decisions.current(session, case_id)
    if advice is not None and advice.sheet is not None:
        return _with_decision(session, case_id, frozen.thaw(advice.sheet))
    return summary_sheet.read(office, session, case_id)


def pictures(office: Office, found: SummarySheet) -> dict[str, bytes]:
    """The photographs of a sheet by their SHA-256. Raises `Damaged` if one is not what was kept."""
    return {
        one.sha256: documents.content(office, one.sha256) for visit in found.visits for one in visit.photographs
    }  # fmt: skip


def _with_decision(session: Session, case_id: UUID, kept: SummarySheet) -> SummarySheet:
    """The endorsed sheet with the decision that was taken on it, from the moment on which that took effect."""
    by_id = {one.id: one for one in officers.rows(session)}
    entry = case_parts.approval(session, case_id, by_id)
    if entry is None or entry.confirmed_at is None or entry.confirmed_at < kept.made_at:
        return kept
    approved = entry.amount if entry.amount is not None else kept.approved
    return replace(kept, made_at=entry.confirmed_at, approved=approved, decided=summary_sheet.decided(entry))


def frozen_sheet(work: Work, advice: Recommendation) -> Any:
    """The sheet as it is endorsed now, as JSON, for keeping with the recommendation."""
    return frozen.freeze(summary_sheet.read(work.office, work.session, advice.case_id, endorsed=True, work=work))


@act("summary.keep", "Keep the endorsed summary", right=Right.ENTER, writes={"documents": NEW})
def keep(work: Work, case_id: UUID, language: str) -> UUID:
    """Make the endorsed summary in a language and keep its bytes with the case; the same bytes are kept once."""
    advice = decisions.current(work.session, case_id)
    if advice is None or advice.sheet is None:
        raise NotReady("The summary is a draft. It is kept once it is endorsed.")
    made = make(work.office, work.session, case_id, language)
    sha256 = work.office.blobs.keep(made)
    already = select(Document.id).where(Document.case_id == case_id, Document.sha256 == sha256)
    if (found := work.session.execute(already).scalar()) is not None:
        return found
    name = f"{case_sheet.reference(work.session, case_id)}-summary-{language}.pdf"
    document = Document(
        case_id=case_id,
        kind=KIND,
        name=name,
        language=language,
        sha256=sha256,
        size=len(made),
        kept_by_id=work.officer.id,
        kept_at=work.at,
    )
    return work.add(document).id


@act("summary.print", "Print the summary", right=Right.READ, writes={})
def printed(work: Work, *, reason: str) -> None:
    """Note that a summary went to a printer; `reason` says which, as `named` does."""


def named(reference: str, language: str, content: bytes) -> str:
    """A printed summary for the journal: its case, its language, and the SHA-256 of its file."""
    return f"{reference}, {language}, SHA-256 {sha256(content).hexdigest()}"
