"""The assessment summary of a case: recommendation first, then the facts, the eligibility and the money behind it.

One language to a document; the three have the same structure. Until it is endorsed each page carries a draft mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.money import Amount
from app.pdf import looks
from app.pdf.lines import Name, Text
from app.pdf.looks import Style
from app.pdf.paper import Paper
from app.pdf.parts import Around, Cell, Part, Sign
from app.pdf.reasoning import FAINT, RESULTS, Sources, eligibility, mark_style, working
from app.pdf.sheet import Advice, Provider, Role, Signature, Site, SummarySheet
from app.texts import N_, Message
from app.words import word
from models.kinds import ApplicantKind

_HEADLINES: Final = {
    Advice.RECOMMENDED: N_("Recommended: {amount}"),
    Advice.NOT_RECOMMENDED: N_("Not recommended"),
    Advice.CANNOT_SAY: N_("No recommendation yet"),
}
_ADVICE: Final = {
    Advice.RECOMMENDED: N_(
        "The Secretariat recommends that the Project Management Committee grant {amount} to this project"
        " under {edition}."
    ),
    Advice.NOT_RECOMMENDED: N_("The Secretariat does not recommend a grant to this project under {edition}, because:"),
    Advice.CANNOT_SAY: N_("The Secretariat cannot say yet whether to recommend a grant under {edition}, because:"),
}
_SIGNED_BY: Final = {
    Role.PREPARED: N_("Prepared by"),
    Role.CHECKED: N_("Checked by"),
    Role.ENDORSED: N_("Endorsed by"),
    Role.SECOND: N_("Second officer"),
}


def draw(sheet: SummarySheet, language: str) -> bytes:
    """The summary as a PDF in a language of `LANGUAGES`; the same sheet gives the same bytes.

    Raises `MissingGlyph` when a text holds a character that the fonts cannot show.
    """
    paper = Paper(language)
    paper.heading(1, Message("Assessment summary"))
    paper.paragraph(_ordered(sheet.applicant.names, language)[0], replace(looks.LEAD, colour=looks.MUTED))
    paper.panel(tuple(_recommendation(sheet)), _verdict(sheet)[1].colour)
    paper.heading(2, Message("Key facts"))
    paper.facts(list(_facts(sheet, language)))
    paper.figures(list(_figures(sheet)))
    paper.heading(2, Message("Eligibility"))
    sources = Sources()
    eligibility(paper, sheet, sources)
    paper.heading(2, Message("How the subsidy was calculated"))
    working(paper, sheet, sources)
    sources.listed(paper)
    paper.heading(2, Message("Conditions"))
    paper.items(sheet.conditions, numbered=True)
    if not sheet.conditions:
        paper.paragraph(Message("No conditions are set."))
    if sheet.signatures:
        paper.heading(2, Message("Signatures"))
        paper.signatures([tuple(_signature(signature)) for signature in sheet.signatures])
    return paper.pdf(_around(sheet))


def _recommendation(sheet: SummarySheet) -> Iterator[Part]:
    advice, amount = sheet.recommendation.advice, _hkd(sheet.recommendation.amount)
    _, verdict, sign = _verdict(sheet)
    yield Part(Message("Recommendation"), looks.SMALL)
    yield Part(Message(_HEADLINES[advice], amount=amount), replace(looks.VERDICT, colour=verdict.colour))
    yield Part(Message(_ADVICE[advice], amount=amount, edition=sheet.edition_words), looks.LEAD)
    for reason in sheet.recommendation.reasons:
        yield Part(reason, looks.BODY, sign)


def _verdict(sheet: SummarySheet) -> tuple[str, Style, Sign]:
    return RESULTS[{Advice.RECOMMENDED: True, Advice.NOT_RECOMMENDED: False}.get(sheet.recommendation.advice)]


def _facts(sheet: SummarySheet, language: str) -> Iterator[tuple[Text, Cell]]:
    applicant = sheet.applicant
    yield Message("Applicant"), _names(applicant.names, language)
    if applicant.kind is ApplicantKind.BUSINESS:
        number = Name("en", applicant.number) if applicant.number else Message("Not known yet")
        yield Message("Business Registration Number"), (Part(number),)
    for site in sheet.factories:
        yield Message("Factory"), tuple(_site(site, language))
    yield Message("Project"), tuple(_project(sheet))
    if sheet.technology:
        yield Message("Technology"), (Part(sheet.technology),)
    if sheet.provider:
        yield Message("Technology service provider"), tuple(_provider(sheet.provider, language))
    yield Message("Received on"), (Part(Message("{day}", day=sheet.received_on)),)
    yield Message("Edition of the rules"), tuple(_edition_fact(sheet))


def _names(names: tuple[Name, ...], language: str) -> Cell:
    first, *others = _ordered(names, language)
    return (Part(first, looks.STRONG), *(Part(name) for name in others))


def _ordered(names: tuple[Name, ...], language: str) -> list[Name]:
    """The names, the one in the paper's language first."""
    return sorted(names, key=lambda name: name.language != language) or [Name(language, "–")]


def _site(site: Site, language: str) -> Iterator[Part]:
    yield from _names(site.names, language)
    for address in _ordered(site.address, language) if site.address else ():
        yield Part(address)
    known = [part for part in (site.place, site.sector) if part]
    if len(known) == 2:
        yield Part(Message("{place} · {sector}", place=known[0], sector=known[1]), FAINT)
    elif known:
        yield Part(known[0], FAINT)
    if site.code:
        yield Part(Message("Unified Social Credit Code {code}", code=site.code), FAINT)


def _project(sheet: SummarySheet) -> Iterator[Part]:
    if sheet.title:
        yield Part(sheet.title, looks.STRONG)
    yield Part(sheet.type)


def _provider(provider: Provider, language: str) -> Iterator[Part]:
    yield from (Part(name) for name in _ordered(provider.names, language))
    if provider.interest:
        style = replace(looks.BODY, colour=looks.WARN)
        yield Part(Message("An interest is declared:"), style)
        yield Part(provider.interest, style)
    else:
        yield Part(Message("No interest is declared"), FAINT)


def _edition_fact(sheet: SummarySheet) -> Iterator[Part]:
    if sheet.edition is None:
        yield Part(Message("Not chosen yet"), replace(looks.BODY, colour=looks.WARN))
        return
    yield Part(Message("{name} ({id})", name=sheet.edition_words, id=sheet.edition.id))
    chosen = sheet.edition.chosen.text if isinstance(sheet.edition.chosen, Name) else sheet.edition.chosen
    text = Message("{source} · {mark}", source=chosen, mark=word(sheet.edition.mark))
    yield Part(text, mark_style(sheet.edition.mark))


def _figures(sheet: SummarySheet) -> Iterator[tuple[Text, Cell]]:
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


def _signature(signature: Signature) -> Iterator[Part]:
    yield Part(Message(_SIGNED_BY[signature.role]), looks.SMALL)
    yield Part(signature.name, looks.STRONG) if signature.name else Part(Message("Not signed yet"), FAINT)
    if signature.post:
        yield Part(signature.post, looks.SMALL)
    if signature.on:
        yield Part(Message("{day}", day=signature.on), looks.SMALL)


def _hkd(value: Decimal | None) -> Text | Amount:
    return Message("an amount not known yet") if value is None else Amount(value)


def _around(sheet: SummarySheet) -> Around:
    marking = Message("{reference}", reference=sheet.reference)
    if sheet.classification:
        marking = Message("{marking} · {reference}", marking=sheet.classification, reference=marking)
    if not sheet.endorsed:
        marking = Message("{marking} · {reference}", marking=Message("DRAFT"), reference=marking)
    program = Message("{program} {version}", program=Message("CP Desk"), version=sheet.version)
    return Around(
        title=Message("Assessment summary {reference}", reference=sheet.reference),
        made_at=sheet.made_at,
        producer=f"CP Desk {sheet.version}",
        head=Message("Cleaner Production Partnership Programme · Secretariat"),
        marking=marking,
        foot=Message("{reference} · Page {page} of {pages}", reference=sheet.reference, page=0, pages=0),
        imprint=Message(
            "Produced by {program}, {moment} Hong Kong time · Content {hash}",
            program=program,
            moment=sheet.made_at,
            hash=sheet.content_hash[:12],
        ),
        restricted=sheet.classification,
        watermark=None if sheet.endorsed else Message("DRAFT"),
        stripe=Message("SAMPLE: invented companies, no real case") if sheet.sample else None,
    )
