"""The key facts of an assessment summary: who, where, what, under which rules, what is outstanding, for how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from app.money import Amount
from app.pdf import looks
from app.pdf.lines import Joined, Name, Text
from app.pdf.parts import Cell, Part
from app.pdf.reasoning import FAINT, mark_style
from app.pdf.sheet import Decided, Party, Provider, Site, SummarySheet
from app.texts import Message
from app.words import word
from models.kinds import ApplicantKind


def facts(sheet: SummarySheet, language: str) -> Iterator[tuple[Text | Joined, Cell]]:
    """The rows of the key facts."""
    yield Message("Applicant"), tuple(_applicant(sheet.applicant, language))
    for site in sheet.factories:
        yield Message("Factory"), tuple(_site(site, language))
    yield Message("Project"), tuple(_project(sheet, language))
    if sheet.technology:
        yield Message("Technology"), (Part(sheet.technology),)
    if sheet.provider:
        yield Message("Technology service provider"), tuple(_provider(sheet.provider, language))
    yield Joined((Message("Received on"), Message("Edition of the rules"))), tuple(_received(sheet))
    if sheet.outstanding is not None:
        none = (Part(Message("None outstanding"), FAINT),)
        yield Message("Outstanding items"), tuple(Part(item, looks.BODY, "open") for item in sheet.outstanding) or none
    if sheet.decided:
        yield Message("Committee’s decision"), tuple(_decision(sheet.decided, sheet.conditions))


def _names(names: tuple[Name, ...], language: str) -> Cell:
    first, *others = ordered(names, language)
    return (Part(first, looks.STRONG), *((Part(Joined(tuple(others))),) if others else ()))


def ordered(names: tuple[Name, ...], language: str) -> list[Name]:
    """The names, the one in the paper's language first; on a Chinese paper the other Chinese one before the English."""

    def distance(name: Name) -> int:
        return 0 if name.language == language else 2 if "en" in (name.language, language) else 1

    return sorted(names, key=distance) or [Name(language, "–")]


def _applicant(applicant: Party, language: str) -> Iterator[Part]:
    first, *others = ordered(applicant.names, language)
    number = Message("Business Registration Number {number}", number=applicant.number) if applicant.number else None
    yield Part(first, looks.STRONG)
    if others or number:
        yield Part(Joined((*others, *((number,) if number else ()))))
    if number is None and applicant.kind is ApplicantKind.BUSINESS:
        yield Part(Message("The Business Registration number is not known yet"), replace(looks.BODY, colour=looks.WARN))


def _site(site: Site, language: str) -> Iterator[Part]:
    yield from _names(site.names, language)
    if site.address:
        yield Part(ordered(site.address, language)[0])
    code = Message("Unified Social Credit Code {code}", code=site.code) if site.code else None
    known = tuple(part for part in (code, site.place, site.sector) if part)
    if known:
        yield Part(Joined(known), FAINT)


def _project(sheet: SummarySheet, language: str) -> Iterator[Part]:
    if sheet.title:
        yield Part(ordered((sheet.title, *sheet.titles), language)[0], looks.STRONG)
    yield Part(sheet.type)


def _provider(provider: Provider, language: str) -> Iterator[Part]:
    yield Part(Joined(tuple(ordered(provider.names, language))))
    if provider.interest:
        style = replace(looks.BODY, colour=looks.WARN)
        yield Part(Message("An interest is declared:"), style)
        yield Part(provider.interest, style)
    else:
        yield Part(Message("No interest is declared"), FAINT)


def _received(sheet: SummarySheet) -> Iterator[Part]:
    day = Message("{day}", day=sheet.received_on)
    if sheet.edition is None:
        yield Part(day)
        yield Part(Message("Not chosen yet"), replace(looks.BODY, colour=looks.WARN))
        return
    yield Part(Joined((day, sheet.edition_words, Name("en", sheet.edition.id))))
    yield Part(Joined((sheet.edition.chosen, word(sheet.edition.mark))), mark_style(sheet.edition.mark))


def _decision(decided: Decided, proposed: tuple[Text, ...]) -> Iterator[Part]:
    """What was decided, by whom, and who answers for the entry; the conditions where they are not those proposed."""
    yield Part(Joined((decided.outcome, Message("{day}", day=decided.on))), looks.STRONG)
    yield Part(
        Message(
            "{body}, meeting {meeting}, paper {paper}",
            body=decided.body,
            meeting=decided.meeting,
            paper=decided.paper,
        )
    )
    if decided.conditions != proposed:
        yield from (Part(condition) for condition in decided.conditions)
    if decided.confirmed_by is None:
        yield Part(Message("Entered by {who}; unconfirmed: a single officer works here", who=decided.entered_by), FAINT)
    else:
        who = {"who": decided.entered_by, "second": decided.confirmed_by}
        yield Part(Message("Entered by {who}, confirmed by {second}", **who), FAINT)


def figures(sheet: SummarySheet) -> Iterator[tuple[Text, Cell]]:
    """The amounts of the case, in HKD."""
    yield Message("Project cost"), _figure(sheet.cost)
    yield Message("Requested"), _figure(sheet.requested)
    if sheet.calculation is None and sheet.recorded is not None:
        yield Message("Recorded, not calculated"), _figure(sheet.recorded)
    else:
        yield Message("Calculated"), _figure(sheet.calculation.subsidy if sheet.calculation else None)
    yield Message("Approved"), _figure(sheet.approved)


def _figure(value: Decimal | None) -> Cell:
    if value is None:
        return (Part(Message("not yet"), FAINT),)
    return (Part(Message("{amount}", amount=Amount(value)), looks.FIGURE),)
