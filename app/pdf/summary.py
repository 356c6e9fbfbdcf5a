"""The assessment summary of a case: recommendation first, then the facts, the eligibility and the money behind it.

One language to a document; the three have the same structure. Until it is endorsed each page carries a draft mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.money import Amount
from app.pdf import looks
from app.pdf.annex import annex
from app.pdf.key_facts import facts, figures, ordered
from app.pdf.lines import Joined, Text
from app.pdf.looks import Style
from app.pdf.paper import Paper
from app.pdf.parts import Around, Part, Sign
from app.pdf.reasoning import FAINT, RESULTS, Sources, eligibility, working
from app.pdf.sheet import Advice, Declaration, Role, Signature, SummarySheet
from app.rules.eligibility import because
from app.rules.verdict import Eligibility
from app.texts import N_, Message

_HEADLINES: Final = {
    Advice.RECOMMENDED: N_("Recommended: {amount}"),
    Advice.NOT_RECOMMENDED: N_("Not recommended"),
    Advice.CANNOT_SAY: N_("No recommendation yet"),
    Advice.ON_RECORD: N_("Decided before this program"),
    Advice.ENDED: N_("No recommendation"),
}
_ADVICE: Final = {
    Advice.RECOMMENDED: N_(
        "The Secretariat recommends that the Project Management Committee grant {amount} to this project"
        " under {edition}."
    ),
    Advice.NOT_RECOMMENDED: N_("The Secretariat does not recommend a grant to this project under {edition}, because:"),
    Advice.CANNOT_SAY: N_("The Secretariat cannot say yet whether to recommend a grant under {edition}, because:"),
    Advice.ON_RECORD: N_("The case was entered from its file. Who recommended and who decided is not recorded here."),
    Advice.ENDED: N_("The case ended before the Secretariat recommended anything."),
}
#: As `RESULTS`; what was only taken over from a file is neither good nor bad.
_ASIDE: Final = replace(looks.STRONG, colour=looks.MUTED)
_LOOKS: Final[dict[Advice, tuple[Style, Sign | None]]] = {
    Advice.RECOMMENDED: RESULTS[True][1:],
    Advice.NOT_RECOMMENDED: RESULTS[False][1:],
    Advice.CANNOT_SAY: RESULTS[None][1:],
    Advice.ON_RECORD: (_ASIDE, None),
    Advice.ENDED: (_ASIDE, None),
}
_DOUBTS: Final = {None: N_("Eligibility is still open:"), False: N_("The rules are not met:")}
_SIGNED_BY: Final = {
    Role.PREPARED: N_("Prepared by"),
    Role.CHECKED: N_("Checked by"),
    Role.ENDORSED: N_("Endorsed by"),
    Role.SECOND: N_("Second officer"),
    Role.ENTERED: N_("Entered by"),
    Role.CONFIRMED: N_("Confirmed by"),
}
#: What stands in the box of who signs; which interest it is stands in the recommendation.
_DECLARED: Final = {
    None: N_("Interest in the case: not asked"),
    False: N_("Declares no interest in the case"),
    True: N_("Declares an interest in the case"),
}
_INTERESTED: Final = {
    Role.PREPARED: N_("The officer who recommends declares an interest:"),
    Role.ENDORSED: N_("The officer who endorses declares an interest:"),
}
_NO_PICTURES: Final[Mapping[str, bytes]] = {}


def draw(sheet: SummarySheet, language: str, pictures: Mapping[str, bytes] = _NO_PICTURES) -> bytes:
    """The summary as a PDF in a language of `LANGUAGES`; the same sheet gives the same bytes.

    `pictures` has the JPEG of each photograph on the sheet by its SHA-256. Raises `MissingGlyph` when a text holds a
    character that the fonts cannot show.
    """
    paper = Paper(language)
    paper.heading(1, Message("Assessment summary"))
    paper.paragraph(ordered(sheet.applicant.names, language)[0], replace(looks.LEAD, colour=looks.MUTED))
    paper.panel(tuple(_recommendation(sheet)), _LOOKS[sheet.recommendation.advice][0].colour)
    paper.heading(2, Message("Key facts"))
    paper.facts(list(facts(sheet, language)))
    paper.figures(list(figures(sheet)))
    paper.heading(2, Message("Eligibility"))
    sources = Sources()
    eligibility(paper, sheet, sources)
    paper.heading(2, Message("How the subsidy was calculated"))
    working(paper, sheet, sources)
    sources.listed(paper)
    _conditions(paper, sheet)
    if sheet.signatures:
        boxes = [tuple(_signature(one, sheet.declared(one.role))) for one in sheet.signatures]
        paper.signatures(Message("Signatures"), boxes)
    annex(paper, sheet.benefit, sheet.visits, pictures)
    return paper.pdf(_around(sheet))


def _recommendation(sheet: SummarySheet) -> Iterator[Part]:
    advice, amount = sheet.recommendation.advice, _hkd(sheet.recommendation.amount)
    style, sign = _LOOKS[advice]
    yield Part(Message("Recommendation"), looks.SMALL)
    yield Part(Message(_HEADLINES[advice], amount=amount), replace(looks.VERDICT, colour=style.colour))
    yield Part(Message(_ADVICE[advice], amount=amount, edition=sheet.edition_words), looks.LEAD)
    for reason in sheet.recommendation.reasons:
        yield Part(reason, looks.BODY, sign)
    if advice in (Advice.RECOMMENDED, Advice.NOT_RECOMMENDED) and sheet.eligibility is not None:
        yield from _doubts(sheet.eligibility)
    yield from _interests(sheet)


def _doubts(found: Eligibility) -> Iterator[Part]:
    """What the committee must know before it follows a recommendation: rules not met, or nobody can say yet."""
    if found.eligible is True:
        return
    _, style, sign = RESULTS[found.eligible]
    yield Part(Message(_DOUBTS[found.eligible]), style)
    for reason in because(found):
        yield Part(reason, looks.BODY, sign)


def _interests(sheet: SummarySheet) -> Iterator[Part]:
    """The interests that the officers who sign have declared. Who else then signs is the office's own practice."""
    for one in sheet.declarations:
        if one.interest:
            yield Part(Message(_INTERESTED[one.role]), replace(looks.STRONG, colour=looks.WARN))
            if one.nature is not None:
                yield Part(one.nature, looks.BODY, "open")
    prepared = sheet.declared(Role.PREPARED)
    if prepared is not None and prepared.interest:
        yield Part(Message("By the office’s own practice another officer endorses this summary."), looks.SMALL)


def _conditions(paper: Paper, sheet: SummarySheet) -> None:
    """Where nobody recommends, nobody sets conditions either, and the section is left out."""
    if sheet.recommendation.advice in (Advice.ON_RECORD, Advice.ENDED):
        return
    paper.heading(2, Message("Conditions"))
    if sheet.conditions:
        paper.items(sheet.conditions, numbered=True)
    else:
        paper.paragraph(Message("No conditions are set."))


def _signature(signature: Signature, declared: Declaration | None) -> Iterator[Part]:
    yield Part(Message(_SIGNED_BY[signature.role]), looks.SMALL)
    yield Part(signature.name, looks.STRONG) if signature.name else Part(Message("Not signed yet"), FAINT)
    if signature.post:
        yield Part(signature.post, looks.SMALL)
    if signature.on:
        yield Part(Message("{day}", day=signature.on), looks.SMALL)
    if declared is not None:
        warns = replace(looks.SMALL, colour=looks.WARN) if declared.interest else looks.SMALL
        yield Part(Message(_DECLARED[declared.interest]), warns)


def _hkd(value: Decimal | None) -> Text | Amount:
    return Message("an amount not known yet") if value is None else Amount(value)


def _around(sheet: SummarySheet) -> Around:
    draft = None if sheet.endorsed else Message("DRAFT")
    marks = (draft, sheet.classification, Message("{reference}", reference=sheet.reference))
    programme = Message("Cleaner Production Partnership Programme · Secretariat")
    program = Message("{program} {version}", program=Message("CP Desk"), version=sheet.version)
    return Around(
        title=Message("Assessment summary {reference}", reference=sheet.reference),
        made_at=sheet.made_at,
        producer=f"CP Desk {sheet.version}",
        head=Joined((programme, sheet.office)) if sheet.office else programme,
        marking=Joined(tuple(mark for mark in marks if mark)),
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
