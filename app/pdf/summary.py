"""The assessment summary of a case: recommendation first, then the facts, the eligibility and the money behind it.

One language to a document; the three have the same structure. Until it is endorsed each page carries a draft mark.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.money import Amount, to_cent
from app.pdf import looks
from app.pdf.lines import Name, Text
from app.pdf.looks import Style
from app.pdf.paper import Paper
from app.pdf.parts import Around, Cell, Column, Part, Row, Sign
from app.pdf.sheet import Advice, Provider, Role, Signature, Site, SummarySheet
from app.rules.verdict import Eligibility, Reason
from app.rules.working import Calculation, WorkingLine
from app.texts import N_, Message, Words
from app.words import word
from models.kinds import ApplicantKind, Mark

_FAINT = replace(looks.BODY, colour=looks.MUTED)
_CAUTION = replace(looks.SMALL, colour=looks.WARN)

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
_UNMARKED: Final = (Mark.ENTERED, Mark.ARITHMETIC)  # their source says the same as the mark
_RESULTS: Final[dict[bool | None, tuple[str, Style, Sign]]] = {
    True: (N_("Met"), replace(looks.STRONG, colour=looks.ACCENT), "yes"),
    False: (N_("Not met"), replace(looks.STRONG, colour=looks.DANGER), "no"),
    None: (N_("Cannot say yet"), replace(looks.STRONG, colour=looks.WARN), "open"),
}
_ELIGIBLE: Final = {
    True: N_("The applicant is eligible under {edition}."),
    False: N_("The applicant is not eligible under {edition}."),
    None: N_("It cannot be said yet whether the applicant is eligible under {edition}."),
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
    _eligibility(paper, sheet)
    paper.heading(2, Message("How the subsidy was calculated"))
    _working(paper, sheet)
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
    yield Part(Message(_ADVICE[advice], amount=amount, edition=_edition(sheet)), looks.LEAD)
    for reason in sheet.recommendation.reasons:
        yield Part(reason, looks.BODY, sign)


def _verdict(sheet: SummarySheet) -> tuple[str, Style, Sign]:
    return _RESULTS[{Advice.RECOMMENDED: True, Advice.NOT_RECOMMENDED: False}.get(sheet.recommendation.advice)]


def _edition(sheet: SummarySheet) -> Message:
    if sheet.edition is None:
        return Message("an edition that is not chosen yet")
    name = sheet.edition.name
    return name if isinstance(name, Message) else Message("{name}", name=name.text)


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
        yield Part(Message("{place} · {sector}", place=known[0], sector=known[1]), _FAINT)
    elif known:
        yield Part(known[0], _FAINT)
    if site.code:
        yield Part(Message("Unified Social Credit Code {code}", code=site.code), _FAINT)


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
        yield Part(Message("No interest is declared"), _FAINT)


def _edition_fact(sheet: SummarySheet) -> Iterator[Part]:
    if sheet.edition is None:
        yield Part(Message("Not chosen yet"), replace(looks.BODY, colour=looks.WARN))
        return
    yield Part(Message("{name} ({id})", name=_edition(sheet), id=sheet.edition.id))
    yield _source(sheet.edition.chosen, sheet.edition.mark)


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
        return (Part(Message("not yet"), _FAINT),)
    return (Part(Message("{amount}", amount=Amount(value)), looks.FIGURE),)


def _eligibility(paper: Paper, sheet: SummarySheet) -> None:
    found = sheet.eligibility
    if found is None:
        paper.paragraph(Message("Eligibility has not been checked yet."))
        return
    _, style, _ = _RESULTS[found.eligible]
    paper.paragraph(Message(_ELIGIBLE[found.eligible], edition=_edition(sheet)), style)
    columns = (
        Column(Message("Question"), 10.5),
        Column(Message("Result"), 7.5),
        Column(Message("Why"), 14.5),
        Column(Message("Source"), 9.5),
    )
    paper.space(0.25)
    paper.table(columns, list(_weighed(found)))


def _weighed(found: Eligibility) -> Iterator[Row]:
    for verdict in found.routes:
        yield _reasons(word(verdict.route), _result(verdict.met), verdict.reasons)
    for check in found.checks:
        if check.information:
            yield _reasons(check.title, Part(Message("Information"), _FAINT), check.reasons, weighed=False)
        else:
            yield _reasons(check.title, _result(check.met), check.reasons)


def _result(met: bool | None) -> Part:
    text, style, sign = _RESULTS[met]
    return Part(Message(text), style, sign)


def _reasons(title: Message, result: Part, reasons: tuple[Reason, ...], *, weighed: bool = True) -> Row:
    """The question and its result beside its reasons, each with its source."""
    more = []
    for reason in reasons:
        sign = _RESULTS[reason.met][2] if weighed and len(reasons) > 1 else None
        more.append(((Part(reason.text, looks.BODY, sign),), (_source(reason.source, reason.mark),)))
    return Row(((Part(title, looks.STRONG),), (result,)), tuple(more))


def _working(paper: Paper, sheet: SummarySheet) -> None:
    found = sheet.calculation
    if found is None and sheet.recorded is not None:
        text = N_(
            "{amount} is the amount recorded in the file of the case. It was not calculated, so there is no working."
        )
        paper.paragraph(Message(text, amount=_hkd(sheet.recorded)))
    elif found is None:
        paper.paragraph(Message("No calculation is recorded yet."))
    else:
        columns = (
            Column(Message("Step"), 23.5),
            Column(Message("Source"), 11.5),
            Column(Message("Amount (HK$)"), 7, right=True),
        )
        paper.table(columns, [_line(line, found) for line in found.working])
        if found.not_set:
            paper.heading(3, Message("Not published: not checked"))
            paper.items(found.not_set)


def _line(line: WorkingLine, found: Calculation) -> Row:
    total = line.rule == "subsidy"
    style = looks.STRONG if total else looks.BODY
    text: Cell = (Part(line.text, style),)
    if found.cap is not None and line.rule == found.cap:
        text += (Part(Message("This limit decided the amount"), replace(looks.SMALL, colour=looks.ACCENT, bold=True)),)
    amount = () if line.amount is None else (Part(Message("{number}", number=to_cent(line.amount)), style),)
    return Row((text, (_source(line.source, line.mark),), amount), total=total)


def _source(source: Text | Words, mark: Mark) -> Part:
    """A source with its mark; what was typed or follows from the lines above needs none."""
    shown = source.text if isinstance(source, Name) else source
    style = _CAUTION if mark in (Mark.ANALOG, Mark.INFERRED, Mark.NOT_SET) else looks.SMALL
    if mark in _UNMARKED:
        return Part(Message("{source}", source=shown), style)
    return Part(Message("{source} · {mark}", source=shown, mark=word(mark)), style)


def _signature(signature: Signature) -> Iterator[Part]:
    yield Part(Message(_SIGNED_BY[signature.role]), looks.SMALL)
    yield Part(signature.name, looks.STRONG) if signature.name else Part(Message("Not signed yet"), _FAINT)
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
