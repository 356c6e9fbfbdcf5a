"""The history of a case as a sheet for its paper, whole or as far as somebody filtered it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

# Those that are not used here are known by their acts: a history says what each is called.
from app import (  # noqa: F401
    assessments,
    calculations,
    cases,
    costs,
    decisions,
    documents,
    engagements,
    exports,
    historic,
    history,
    history_words,
    items,
    locked,
    measures,
    officers,
    receipt,
    summaries,
    summary_sheet,
    tasks,
    technologies,
    visits,
)
from app.act import act
from app.names import person_name
from app.office import Office, Work
from app.pdf.timeline import Done, TimelineSheet
from app.refusal import NotFound
from app.rights import Right
from app.texts import Message
from app.version import VERSION
from app.words import word
from models import Applicant, Case


def read(office: Office, session: Session, case_id: UUID, only: Collection[UUID] | None = None) -> TimelineSheet:
    """The sheet of a case's history; `only` names the entries to print, None all of them. Raises `NotFound`."""
    case = session.get(Case, case_id)
    if case is None:
        raise NotFound("This case is no longer in the office.")
    entries = history.of_case(session, case_id, office.rules)
    found = [one for one in entries if only is None or one.id in only]
    reference = case.reference or case.legacy_file_no
    who = {one.who for one in found}
    people = [one for one in officers.rows(session) if one.initials in who]
    return TimelineSheet(
        title=Message("History of case {reference}", reference=reference)
        if reference
        else Message("History of a case without a number"),
        reference=Message("{reference}", reference=reference) if reference else Message("No number yet"),
        applicant=summary_sheet.names_of(session.get_one(Applicant, case.applicant_id)),
        stage=word(case.stage),
        officers=tuple((one.initials, person_name(one.name_en, one.name_zh)) for one in people),
        done=tuple(Done(one.at, one.who, one.what, one.reason, history_words.sentences(one)) for one in found),
        total=len(entries),
        made_at=history.last_moment(session, case_id),
        version=VERSION,
        office=summary_sheet.office_name(office),
        sample=office.is_sample,
    )


def make(office: Office, session: Session, case_id: UUID, language: str) -> bytes:
    """The whole history as a PDF in a language of `LANGUAGES`. Raises `NotFound` and `MissingGlyph`."""
    from app.pdf import timeline

    return timeline.draw(read(office, session, case_id), language)


@act("history.print", "Print the history of a case", right=Right.READ, writes={})
def printed(work: Work, *, reason: str) -> None:
    """Note that a history went to a printer; `reason` says which, as `app.summaries.named` does."""
