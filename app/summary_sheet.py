"""What the assessment summary of a case says, read from its records: the sheet that a paper is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app import case_sheet, districts, historic, history
from app.case_parts import ApprovalRow
from app.case_sheet import CaseSheet
from app.decisions import Declared
from app.names import is_simplified, person_name
from app.office import Office, Work
from app.officers import OfficerRow
from app.pdf.lines import Name, Text
from app.pdf.sheet import (
    Advice,
    Decided,
    Declaration,
    EditionLabel,
    Party,
    Photograph,
    Provider,
    Recommendation,
    Role,
    Signature,
    Site,
    SummarySheet,
    Visit,
)
from app.refusal import NotReady
from app.rules.eligibility import because
from app.rules.request import Request
from app.texts import Message, Words
from app.version import VERSION
from app.visit_sheet import PhotographRow, VisitRow
from app.words import word
from models import Case
from models.kinds import FactoryKind, Mark, ProviderRole, Sector, Verdict
from models.stages import ENDED, Stage


def read(
    office: Office, session: Session, case_id: UUID, *, endorsed: bool = False, work: Work | None = None
) -> SummarySheet:
    """The sheet of a case as its records stand; `work` is the endorsement that signs it now.

    Raises `NotReady` before the application is received.
    """
    case = case_sheet.read(session, case_id, office.rules, office.clock.today())
    if case.reference is None or case.received_on is None:
        raise NotReady("The summary is made once the application is received.")
    standing, titles = case.standing, _titles(case)
    return SummarySheet(
        reference=case.reference,
        made_at=work.at if work is not None else history.last_moment(session, case_id),
        version=VERSION,
        recommendation=_recommendation(case),
        office=office_name(office),
        applicant=Party(names_of(case.applicant.fields), case.applicant.fields.br_number, case.applicant.fields.kind),
        type=word(case.fields.type),
        received_on=case.received_on,
        title=titles[0] if titles else None,
        titles=titles[1:],
        factories=() if case.factory is None else (_site(case),),
        technology=Name(_script(case.fields.technology), case.fields.technology) if case.fields.technology else None,
        provider=_provider(case),
        edition=_edition(case),
        cost=_cost(case.request if standing is None else standing.request),
        requested=case.fields.requested,
        approved=case.approved,
        recorded=case.recorded_amount,
        eligibility=case.eligibility,
        calculation=None if standing is None else standing.result,
        conditions=_conditions(case),
        outstanding=tuple(_outstanding(case)),
        decided=None if case.approval is None or case.approval.confirmed_at is None else decided(case.approval),
        benefit=None if case.assessment.benefit.is_empty else case.assessment.benefit,
        visits=tuple(_visit(one) for one in case.visits),
        signatures=tuple(_signatures(session, case)),
        declarations=tuple(_declarations(case)),
        endorsed=endorsed,
        sample=office.is_sample,
    )


def _cost(request: Request) -> Decimal | None:
    """What all cost lines come to; unknown without lines, and while a foreign one has no rate."""
    if not request.lines or any(line.currency != "HKD" and line.rate is None for line in request.lines):
        return None
    return sum((line.hkd for line in request.lines), Decimal("0.00"))


def _recommendation(case: CaseSheet) -> Recommendation:
    advice = case.recommendation
    if advice is None and case.recorded_source:
        return Recommendation(Advice.ON_RECORD, case.recorded_amount, tuple(_on_record(case)))
    if advice is None and case.stage in ENDED:
        return Recommendation(Advice.ENDED, None, tuple(_why_ended(case)))
    if advice is None:
        return Recommendation(Advice.CANNOT_SAY, None, tuple(dict.fromkeys(_open_questions(case))))
    says = Advice.RECOMMENDED if advice.verdict is Verdict.RECOMMENDED else Advice.NOT_RECOMMENDED
    return Recommendation(says, advice.amount, (Name(_script(advice.grounds), advice.grounds),))


def _on_record(case: CaseSheet) -> Iterator[Message]:
    if case.record_waits:
        yield Message("The amount is recorded, not yet confirmed by a second officer.")
    yield Message("Source: {source}", source=case.recorded_source)
    yield Message("Stage: {stage}", stage=word(case.stage))


def _open_questions(case: CaseSheet) -> Iterator[Message]:
    if case.no_edition is not None:
        yield case.no_edition
    yield from because(case.eligibility)
    if case.standing is None and case.recorded_amount is None:
        yield Message("No calculation has been recorded.")
    else:
        yield Message("The Secretariat has not made its recommendation.")


def _why_ended(case: CaseSheet) -> Iterator[Message]:
    yield Message("The case ended at this stage: {stage}", stage=word(case.stage))
    if case.stage is Stage.INELIGIBLE and case.eligibility.eligible is False:
        yield from because(case.eligibility)


def _outstanding(case: CaseSheet) -> Iterator[Text]:
    """What is still missing; in its own words where it has some, as the applicant was asked for it."""
    for item in case.missing:
        yield Name(_script(item.text), item.text) if item.text else word(item.kind)


def decided(entry: ApprovalRow) -> Decided:
    """The committee's decision, with the officers who answer for its entry."""
    return Decided(
        outcome=word(entry.outcome),
        body=entry.body,
        meeting=entry.meeting,
        paper=entry.paper,
        on=entry.decided_on,
        entered_by=_who(entry.entered_by),
        confirmed_by=None if entry.confirmed_by is None else _who(entry.confirmed_by),
        conditions=tuple(Name(_script(line), line) for line in entry.conditions.splitlines() if line.strip()),
    )


def _who(officer: OfficerRow) -> Words:
    return person_name(officer.name_en, officer.name_zh)


def office_name(office: Office) -> Text:
    """The office as the head of a paper names it."""
    return Message("Sample office") if office.is_sample else Name(_script(office.name), office.name)


def names_of(fields: Any) -> tuple[Name, ...]:
    """The names of an applicant or a factory, each with its language."""
    given = (("en", fields.name_en), ("zh_HK", fields.name_tc), ("zh_CN", fields.name_sc))
    return tuple(Name(language, text) for language, text in given if text)


def _titles(case: CaseSheet) -> tuple[Name, ...]:
    fields = case.fields
    given = (("en", fields.title_en), ("zh_HK", fields.title_tc), ("zh_CN", fields.title_sc))
    return tuple(Name(language, text) for language, text in given if text)


def _site(case: CaseSheet) -> Site:
    factory = case.factory
    assert factory is not None
    fields = factory.factory.fields
    mainland = fields.kind is FactoryKind.GUANGDONG
    addresses = (("en", fields.address_en), ("zh_CN" if mainland else "zh_HK", fields.address_zh))
    place = districts.district(fields.district)
    sector = Message("{name}", name=fields.sector_other) if fields.sector is Sector.OTHER else word(fields.sector)
    return Site(
        names=names_of(fields),
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


def _signatures(session: Session, case: CaseSheet) -> Iterator[Signature]:
    advice = case.recommendation
    if advice is None and case.recorded_source:
        yield from _recorders(session, case)
        return
    if advice is None and case.stage in ENDED:
        return
    if advice is None:
        yield Signature(Role.PREPARED)
        yield Signature(Role.ENDORSED)
        return
    yield _signature(Role.PREPARED, advice.prepared_by, advice.prepared_at)
    if case.standing is not None and case.standing.second_by is not None:
        yield _signature(Role.SECOND, case.standing.second_by, case.standing.second_at)
    yield _signature(Role.ENDORSED, advice.endorsed_by, advice.endorsed_at)


def _declarations(case: CaseSheet) -> Iterator[Declaration]:
    """What the officers who have signed declare; of a recommendation from before they were asked: not asked."""
    advice = case.recommendation
    if advice is None:
        return
    yield _declaration(Role.PREPARED, advice.prepared_declares)
    if advice.endorsed_by is not None:
        yield _declaration(Role.ENDORSED, advice.endorsed_declares)


def _declaration(role: Role, said: Declared | None) -> Declaration:
    if said is None:
        return Declaration(role, None)
    return Declaration(role, said.interest, _own(said.nature))


def _visit(one: VisitRow) -> Visit:
    fields = one.fields
    return Visit(
        on=fields.held_on,
        site=Name(_script(fields.site), fields.site),
        purpose=_own(fields.purpose),
        present=_own(fields.present),
        findings=tuple(Name(_script(line), line) for line in fields.findings.splitlines() if line.strip()),
        photographs=tuple(_photograph(each) for each in one.photographs),
    )


def _photograph(one: PhotographRow) -> Photograph:
    caption = Name(_script(one.fields.caption), one.fields.caption)
    return Photograph(caption, one.copy_sha256, one.width, one.height, one.fields.taken_on)


def _own(text: str) -> Name | None:
    """Somebody's own words, where there are any."""
    return Name(_script(text), text) if text else None


def _recorders(session: Session, case: CaseSheet) -> Iterator[Signature]:
    """Who entered the amount of a historic case, and who compared it with the file."""
    by_id = {one.id: one for one in case.officers}
    record = session.get_one(Case, case.id)
    entered, second = historic.entered_by(session, record), record.recorded_second_by_id
    first = by_id[entered] if entered else None
    yield Signature(Role.ENTERED) if first is None else Signature(Role.ENTERED, _named(first), _post(first))
    yield _signature(Role.CONFIRMED, by_id[second] if second else None, record.recorded_second_at)


def _signature(role: Role, who: OfficerRow | None, at: Any) -> Signature:
    if who is None or at is None:
        return Signature(role)
    return Signature(role, _named(who), _post(who), history.hong_kong_day(at))


def _named(who: OfficerRow) -> Message:
    return Message("{who}", who=_who(who))


def _post(who: OfficerRow) -> Message:
    return Message("{post}", post=Words(who.post_en, who.post_tc or who.post_en, who.post_sc or who.post_en))


#: From here on Unicode has what is written in Chinese; before it stand Latin letters and quotation marks.
_HAN = 0x2E80


def _script(text: str) -> str:
    """The language to set somebody's own words in: Traditional unless they are Simplified."""
    if all(ord(char) < _HAN for char in text):
        return "en"
    return "zh_CN" if is_simplified(text) else "zh_HK"
