"""What is asked beyond the routes. A check that is only information never decides; unknown is never taken for no."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.refusal import Invalid
from app.rules import repeat
from app.rules.edition import Edition
from app.rules.facts import Facts
from app.rules.identifiers import BrKind, br_number, uscc
from app.rules.verdict import Check, Reason, ask, by, check, entered, inferred, no, unset, yes
from app.texts import Message
from app.words import word
from models.kinds import ApplicantKind, FactoryKind, ProjectType, Sector

_DEMONSTRATIONS = (ProjectType.DP, ProjectType.DP1, ProjectType.DP2, ProjectType.NT)


def checks(edition: Edition | None, facts: Facts) -> Iterator[Check]:
    """The checks in the order of the desk; those that need an edition are left out when none can be named."""
    osi = facts.type is ProjectType.OSI
    if edition is not None:
        yield check("project-type", Message("Project type"), [_type(edition, facts)])
        yield check(
            "applicant", Message("Applicant"), _association(edition, facts) if osi else _business(edition, facts)
        )
    if osi:
        yield check("non-profit", Message("Non-profit"), [_non_profit(facts)], information=True)
    yield check("certificate", Message("Business Registration Certificate"), _certificate(facts), information=True)
    if edition is not None and facts.type is ProjectType.OA:
        yield check("repeat-assessment", Message("Earlier assessments"), repeat.reasons(edition, facts))
    if edition is not None and edition.technology is not None and facts.type is ProjectType.NT:
        yield check("technology", Message("New technology"), [_technology(edition, facts)])
    if edition is not None and not osi:
        yield check("characteristics", Message("Target characteristics"), _characteristics(edition, facts))
        yield check("sector", Message("Target industries"), [_sector(edition, facts)], information=True)
    if edition is not None and facts.type in _DEMONSTRATIONS:
        yield check(
            "novelty", Message("Demonstrated before or commonly adopted"), _novelty(edition, facts), information=True
        )
    yield check("identifiers", Message("Numbers of the factory"), _identifiers(facts), information=True)


def _type(edition: Edition, facts: Facts) -> Reason:
    rule = edition.types.get(facts.type)
    if rule is None:
        return unset(
            Message(
                "No rule on this type ({type}) is published for {edition}; see the Secretariat’s files",
                type=word(facts.type),
                edition=edition.label,
            )
        )
    text = Message("{edition} takes applications of this type ({type})", edition=edition.label, type=word(facts.type))
    return yes(rule.clause, text)


# ---- the applicant


def _business(edition: Edition, facts: Facts) -> Iterator[Reason]:
    """A Hong Kong Business is registered under Cap. 310; a dummy number does not show that."""
    applicant, clause = facts.applicant, edition.applicant
    if applicant.kind is ApplicantKind.ASSOCIATION:
        yield no(clause, Message("The applicant is an association; this type is for a Hong Kong Business"))
        return
    if not applicant.br_number.strip():
        yield ask(clause, Message("The Business Registration number is not known yet"))
        return
    try:
        number = br_number(applicant.br_number)
    except Invalid as problem:
        yield ask(clause, problem.message)
        return
    if number.kind is BrKind.DUMMY:
        yield ask(
            clause,
            Message(
                "{number} is a stand-in for a body without Business Registration; prove Cap. 310 registration",
                number=number.number,
            ),
        )
    else:
        yield yes(clause, Message("{number} is a Business Registration number under Cap. 310", number=number.number))


def _association(edition: Edition, facts: Facts) -> Iterator[Reason]:
    applicant, clause = facts.applicant, edition.association or edition.applicant
    if applicant.kind is ApplicantKind.BUSINESS:
        yield no(clause, Message("Organisation support is for a trade or industry association, not for a business"))
        return
    match applicant.hong_kong_association:
        case None:
            text = Message("Whether this is a trade or industry association in Hong Kong is not known yet")
        case True:
            text = Message("The applicant is a trade or industry association in Hong Kong")
        case _:
            text = Message("The applicant is not a trade or industry association in Hong Kong")
    yield by(clause, text, applicant.hong_kong_association)


def _non_profit(facts: Facts) -> Reason:
    """One page says "non-profit organisations"; the official ones do not, so it only informs."""
    match facts.applicant.non_profit:
        case None:
            text = Message("Whether the association is non-profit is not known; whether it must be was not published")
        case True:
            text = Message("The association is non-profit; whether it must be was not published")
        case _:
            text = Message("The association is not non-profit; whether it must be was not published")
    return unset(text)


def _certificate(facts: Facts) -> Iterator[Reason]:
    """An expired certificate is a warning; that it should be valid on receipt is our reading."""
    expiry, received = facts.applicant.br_expires_on, facts.received
    if facts.type is not ProjectType.OSI and expiry is None:
        yield inferred(Message("When the Business Registration Certificate expires is not known yet"), met=None)
    if expiry is None or received is None:
        return
    values: dict[str, date] = {"expiry": expiry, "received": received}
    if expiry < received:
        yield inferred(
            Message(
                "The certificate expired on {expiry}, before receipt on {received}; ask for the current one", **values
            ),
            met=False,
        )
    else:
        yield inferred(Message("The certificate was valid on receipt; it expires on {expiry}", **values), met=True)


# ---- the project


def _technology(edition: Edition, facts: Facts) -> Reason:
    """On the technology list, or meeting the vetting criteria: either is enough, with version and evidence."""
    test, known = edition.technology, facts.technology
    if test is None:
        raise ValueError(f"{edition.id} has no technology test")
    listed = {"version": known.list_version.strip(), "evidence": known.list_evidence.strip()}
    vetted = {"version": known.criteria_version.strip(), "evidence": known.criteria_evidence.strip()}
    if known.on_list and all(listed.values()):
        text = Message("The technology is on the technology list, version {version} ({evidence})", **listed)
        return yes(test.clause, text)
    if known.meets_criteria and all(vetted.values()):
        text = Message("The technology meets the vetting criteria, version {version} ({evidence})", **vetted)
        return yes(test.clause, text)
    if known.on_list:
        text = Message(
            "The technology is said to be on the technology list; the list’s version and evidence are missing"
        )
        return ask(test.clause, text)
    if known.meets_criteria:
        text = Message("The technology is said to meet the vetting criteria; their version and evidence are missing")
        return ask(test.clause, text)
    if known.on_list is False and known.meets_criteria is False:
        text = Message("The technology is not on the technology list and does not meet the vetting criteria")
        return no(test.clause, text)
    text = Message("Whether the technology is on the technology list or meets the vetting criteria is not known yet")
    return ask(test.clause, text)


def _characteristics(edition: Edition, facts: Facts) -> Iterator[Reason]:
    """At least one, ticked with evidence. That one is enough, and that none is a question and not a no, is INFERRED:
    the published text describes the factories it aims at and does not say how many must apply.
    """
    clause = edition.characteristics_clause
    shown = [ticked for ticked, evidence in facts.characteristics.items() if evidence.strip()]
    counted = [ticked for ticked in shown if ticked in edition.characteristics]
    for ticked in counted:
        yield yes(
            clause,
            Message(
                "{characteristic}: {evidence}",
                characteristic=word(ticked),
                evidence=facts.characteristics[ticked].strip(),
            ),
        )
    if counted:
        return
    for ticked in facts.characteristics:
        if ticked not in edition.characteristics:
            yield ask(
                clause,
                Message(
                    "“{characteristic}” is not a target characteristic in {edition}",
                    characteristic=word(ticked),
                    edition=edition.label,
                ),
            )
        elif ticked not in shown:
            yield ask(
                clause, Message("“{characteristic}” is ticked; its evidence is missing", characteristic=word(ticked))
            )
    if not facts.characteristics:
        yield inferred(Message("No target characteristic is ticked yet; one with evidence is enough"), met=None)


def _sector(edition: Edition, facts: Facts) -> Reason:
    """The priority industries; any other goes to the committee, and is no obstacle."""
    clause, factory = edition.sectors_clause, facts.factory
    if factory is None or factory.sector is None:
        return ask(clause, Message("The factory’s industry is not known yet"))
    if factory.sector in edition.priority_sectors:
        return yes(clause, Message("{sector} is a priority industry", sector=word(factory.sector)))
    name = factory.sector_text.strip() or word(Sector.OTHER)
    text = Message(
        "{sector} is not a priority industry; the Project Management Committee decides case by case", sector=name
    )
    return ask(clause, text)


def _novelty(edition: Edition, facts: Facts) -> Iterator[Reason]:
    known, clause = facts.technology, edition.novelty
    match known.commonly_adopted:
        case None:
            text = Message("Whether the technology is commonly adopted is not known yet")
        case True:
            text = Message("The technology is commonly adopted; such proposals were rejected in 2009")
        case _:
            text = Message("The technology is not commonly adopted")
    yield by(clause, text, None if known.commonly_adopted is None else not known.commonly_adopted)
    if known.demonstrated_before is None:
        yield ask(clause, Message("Whether the technology was demonstrated before has not been looked up"))
    elif known.demonstrated_before:
        yield no(clause, Message("The technology was demonstrated before: {cases}", cases=known.demonstrated_before))
    else:
        yield yes(clause, Message("No earlier demonstration of the technology was found"))
    if known.demonstrated is not None:
        yield _answered(known.demonstrated, known.demonstrated_before)


def _answered(answer: bool, found: tuple[str, ...] | None) -> Reason:
    """The officer's own answer beside what was looked up; where the two disagree, somebody must look again."""
    if found is not None and answer is not bool(found):
        text = Message("The officer’s answer is that it was not demonstrated; these cases say that it was. Look again")
        if answer:
            text = Message("The officer’s answer is that it was demonstrated; no case here says so. Note where it was")
        return entered(text, met=None)
    if answer:
        return entered(Message("The officer’s answer: demonstrated before"), met=False)
    return entered(Message("The officer’s answer: not demonstrated before"), met=True)


# ---- the factory's numbers


def _identifiers(facts: Facts) -> Iterator[Reason]:
    """Remarks on the Mainland number: questions for the officer, never a refusal."""
    factory = facts.factory
    if factory is None or factory.kind is not FactoryKind.GUANGDONG:
        return
    if not factory.uscc.strip():
        yield entered(
            Message("The factory has no Unified Social Credit Code on file; old and processing plants may have none"),
            met=None,
        )
        return
    try:
        code = uscc(factory.uscc)
    except Invalid as problem:
        yield entered(problem.message, met=None)
        return
    if code.remark is not None:
        yield entered(code.remark, met=None)
    else:
        yield entered(Message("{code} has the form of a Unified Social Credit Code", code=code.code), met=True)
    if code.in_guangdong is False:
        yield inferred(Message("{code} was not registered in Guangdong; ask why", code=code.code), met=None)
    if factory.uscc_shared_with:
        yield entered(
            Message(
                "The same code is on file for {others}; ask whether it is one enterprise with two sites",
                others=factory.uscc_shared_with,
            ),
            met=None,
        )
