"""The assessment summary of a case: its sheet read from the records, drawn, frozen when endorsed, kept as a file.

An endorsed summary is drawn from the frozen sheet, so the same paper can be made again years later. A draft is
drawn from the records as they stand; its time is that of the last change to the case, so the same records
give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import case_sheet, decisions, districts, frozen, history
from app.act import NEW, act
from app.case_sheet import CaseSheet
from app.office import Office, Work
from app.officers import OfficerRow
from app.pdf.lines import Name
from app.pdf.sheet import Advice, EditionLabel, Party, Provider, Recommendation, Role, Signature, Site, SummarySheet
from app.refusal import NotReady
from app.rights import Right
from app.rules.eligibility import Eligibility
from app.texts import Message, Words
from app.version import VERSION
from app.words import word
from models import Document
from models import Recommendation as RecommendationRecord
from models.kinds import FactoryKind, Mark, ProviderRole, Sector, Verdict

KIND = "summary"


def make(office: Office, session: Session, case_id: UUID, language: str) -> bytes:
    """The summary as a PDF: the endorsed one if there is one, else a draft of today's records.

    Raises `NotReady` before the application is received, and `MissingGlyph`.
    """
    from app.pdf import summary

    return summary.draw(sheet(office, session, case_id), language)


def sheet(office: Office, session: Session, case_id: UUID) -> SummarySheet:
    """What the summary shows now: the frozen sheet of an endorsed one, else the records as they stand."""
    advice = decisions.current(session, case_id)
    if advice is not None and advice.sheet is not None:
        kept: SummarySheet = frozen.thaw(advice.sheet)
        return kept
    return _sheet(office, session, case_id, endorsed=False)


def frozen_sheet(work: Work, advice: RecommendationRecord) -> Any:
    """The sheet as it is endorsed now, as JSON, for keeping with the recommendation."""
    return frozen.freeze(_sheet(work.office, work.session, advice.case_id, endorsed=True, work=work))


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


def _sheet(
    office: Office, session: Session, case_id: UUID, *, endorsed: bool, work: Work | None = None
) -> SummarySheet:
    case = case_sheet.read(session, case_id, office.rules, office.clock.today())
    if case.reference is None or case.received_on is None:
        raise NotReady("The summary is made once the application is received.")
    standing = case.standing
    return SummarySheet(
        reference=case.reference,
        made_at=work.at if work is not None else history.last_moment(session, case_id),
        version=VERSION,
        recommendation=_recommendation(case),
        applicant=Party(_names(case.applicant.fields), case.applicant.fields.br_number, case.applicant.fields.kind),
        type=word(case.fields.type),
        received_on=case.received_on,
        title=_title(case),
        factories=() if case.factory is None else (_site(case),),
        technology=Name(_script(case.fields.technology), case.fields.technology) if case.fields.technology else None,
        provider=_provider(case),
        edition=_edition(case),
        cost=None if standing is None else sum((line.hkd for line in standing.request.lines), Decimal("0.00")),
        requested=case.fields.requested,
        approved=case.approved,
        recorded=case.recorded_amount,
        eligibility=case.eligibility,
        calculation=None if standing is None else standing.result,
        conditions=_conditions(case),
        signatures=tuple(_signatures(case)),
        endorsed=endorsed,
        sample=office.is_sample,
    )


def _recommendation(case: CaseSheet) -> Recommendation:
    advice = case.recommendation
    if advice is None:
        return Recommendation(Advice.CANNOT_SAY, None, tuple(_open_questions(case)))
    says = Advice.RECOMMENDED if advice.verdict is Verdict.RECOMMENDED else Advice.NOT_RECOMMENDED
    return Recommendation(says, advice.amount, (Name(_script(advice.grounds), advice.grounds),))


def _open_questions(case: CaseSheet) -> Iterator[Message]:
    if case.no_edition is not None:
        yield case.no_edition
    yield from _unanswered(case.eligibility)
    if case.standing is None and case.recorded_amount is None:
        yield Message("No calculation has been recorded.")
    else:
        yield Message("The Secretariat has not made its recommendation.")


def _unanswered(eligibility: Eligibility) -> Iterator[Message]:
    for check in eligibility.checks:
        if check.met is not True and not check.information:
            yield from (reason.text for reason in check.reasons if reason.met is not True)


def _names(fields: Any) -> tuple[Name, ...]:
    given = (("en", fields.name_en), ("zh_HK", fields.name_tc), ("zh_CN", fields.name_sc))
    return tuple(Name(language, text) for language, text in given if text)


def _title(case: CaseSheet) -> Name | None:
    fields = case.fields
    given = (("en", fields.title_en), ("zh_HK", fields.title_tc), ("zh_CN", fields.title_sc))
    return next((Name(language, text) for language, text in given if text), None)


def _site(case: CaseSheet) -> Site:
    factory = case.factory
    assert factory is not None
    fields = factory.factory.fields
    mainland = fields.kind is FactoryKind.GUANGDONG
    addresses = (("en", fields.address_en), ("zh_CN" if mainland else "zh_HK", fields.address_zh))
    place = districts.district(fields.district)
    sector = Message("{name}", name=fields.sector_other) if fields.sector is Sector.OTHER else word(fields.sector)
    return Site(
        names=_names(fields),
        address=tuple(Name(language, text) for language, text in addresses if text),
        place=Message("{place}", place=place.name if place else Words(*(fields.district,) * 3)),
        sector=sector,
        code=fields.uscc,
    )


def _provider(case: CaseSheet) -> Provider | None:
    kept = next((one.fields for one in case.engagements if one.fields.role is ProviderRole.SUPPLIES), None)
    kept = kept or next((one.fields for one in case.engagements), None)
    if kept is None:
        return None
    given = (("en", kept.name_en), (_script(kept.name_zh), kept.name_zh))
    names = tuple(Name(language, text) for language, text in given if text)
    return Provider(names, Name(_script(kept.interest_text), kept.interest_text) if kept.interest else None)


def _edition(case: CaseSheet) -> EditionLabel | None:
    if case.edition is None:
        return None
    if case.chosen_edition is not None:
        reason = Name(_script(case.edition_reason), case.edition_reason)
        return EditionLabel(case.edition.id, Message("{name}", name=case.edition.label), reason, Mark.ENTERED)
    proposed = Message("proposed by the day of receipt")
    return EditionLabel(case.edition.id, Message("{name}", name=case.edition.label), proposed, Mark.INFERRED)


def _conditions(case: CaseSheet) -> tuple[Name, ...]:
    lines = case.recommendation.conditions if case.recommendation else ()
    return tuple(Name(_script(line), line) for line in lines)


def _signatures(case: CaseSheet) -> Iterator[Signature]:
    advice = case.recommendation
    if advice is None:
        yield Signature(Role.PREPARED)
        yield Signature(Role.ENDORSED)
        return
    yield _signature(Role.PREPARED, advice.prepared_by, advice.prepared_at)
    if case.standing is not None and case.standing.second_by is not None:
        yield _signature(Role.SECOND, case.standing.second_by, case.standing.second_at)
    yield _signature(Role.ENDORSED, advice.endorsed_by, advice.endorsed_at)


def _signature(role: Role, who: OfficerRow | None, at: Any) -> Signature:
    if who is None or at is None:
        return Signature(role)
    name = Name("en", who.name_en) if who.name_en else Name("zh_HK", who.name_zh)
    return Signature(role, name, _post(who), history.hong_kong_day(at))


def _post(who: OfficerRow) -> Message:
    return Message("{post}", post=Words(who.post_en, who.post_tc or who.post_en, who.post_sc or who.post_en))


def _script(text: str) -> str:
    """The language to set somebody's own words in: Traditional unless they are Simplified."""
    from app.names import is_simplified

    if text.isascii():
        return "en"
    return "zh_CN" if is_simplified(text) else "zh_HK"
