"""The factories of an applicant: where each stands, what it makes, and how it is connected with the business."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import districts, factories, factory_routes
from app.applicant_sheet import ApplicantSheet, FactorySheet
from app.factories import FactoryFields
from app.factory_routes import FactoryStanding, LinkStanding
from app.field_words import field_word
from app.refusal import Invalid
from app.rules import identifiers
from app.texts import N_, Message
from app.words import word
from models.kinds import FactoryKind, Sector
from ui import theme
from ui.applicants import graph
from ui.applicants.facts import FactColumns
from ui.applicants.graph import Parties
from ui.applicants.link_view import LinkView, drawn
from ui.applicants.part import Part
from ui.casefile.parts import Fact, Telling, names, told
from ui.desk import Desk
from ui.icons import IconLabel
from ui.widgets.basic import Label, column, row, rule
from ui.widgets.sections import Standing


class FactoriesPart(Part):
    """Every factory with its connections."""

    called = N_("Factories")
    icon = "factory"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.aside.addWidget(self.button(N_("Add a factory…"), "factory", act=factories.register, icon_name="plus"))

    def fill(self, sheet: ApplicantSheet) -> None:
        """One block for each, a line between them."""
        if not sheet.factories:
            words = N_("No factory yet. Every case but Organisation Support needs one.")
            self.body.addWidget(Label(words, tone="muted", wrap=True))
        for at, one in enumerate(sheet.factories):
            if at:
                self.body.addSpacing(theme.S12)
                self.body.addWidget(rule())
                self.body.addSpacing(theme.S4)
            self.body.addWidget(self._factory(sheet, one, _called(at, one)))

    def standing(self, sheet: ApplicantSheet) -> Standing:
        """How many, with a sign when no route of one of them is open."""
        found = [self._judged(one) for one in sheet.factories]
        shut = any(all(link.verdict.met is False for link in one.links) for one in found if one.links)
        return ("x-circle", "danger", len(found)) if shut else (self.icon, "muted", len(found))

    def _judged(self, one: FactorySheet) -> FactoryStanding:
        office = self.desk.office
        return factory_routes.standing(one, office.rules, office.clock.today())

    def _factory(self, sheet: ApplicantSheet, one: FactorySheet, about: Message) -> QWidget:
        made = QWidget()
        laid = column(self._head(one, about), FactColumns(_where(one.factory.fields), _run(one)), gap=theme.S8)
        found = self._judged(one)
        parties = Parties(sheet.applicant.fields, one.factory.fields, sheet.persons)
        for link in found.links:
            laid.addSpacing(theme.S8)
            laid.addWidget(self._link(one, link, found, parties, about))
        if one.factory.fields.kind is FactoryKind.GUANGDONG:
            self._add_links(laid, one, found, parties, about)
        made.setLayout(laid)
        return made

    def _head(self, one: FactorySheet, about: Message) -> QWidget:
        first, second = names(one.factory.fields)
        both = column(told(first, bold=True), *([told(second, tone="muted")] if second else []), gap=0)
        correct = self.button(N_("Correct…"), "factory", one.factory.id, act=factories.correct, link=True, about=about)
        give: list[QWidget] = []
        if not one.connections:  # what rests on nothing may still be another's
            whose = N_("Belongs to another applicant…")
            give = [self.button(whose, "give", one.factory.id, act=factories.give, link=True, about=about)]
        made = QWidget()
        made.setLayout(row(IconLabel("factory", "accent", 18), both, correct, *give, gap=theme.S8))
        return made

    def _link(
        self, one: FactorySheet, link: LinkStanding, found: FactoryStanding, parties: Parties, about: Message
    ) -> QWidget:
        if link.at is None:
            return LinkView(link, found, drawn(graph.of_site(parties), about), "", ())
        kept = one.connections[link.at]
        rule_of = found.edition.routes.get(link.route) if found.edition else None
        about = Message("connection {n} of {factory}", n=link.at + 1, factory=about)
        buttons = (
            self.button(
                N_("Correct…"), "connection", kept.id, act=factories.correct_connection, owner=one.factory.id,
                link=True, about=about,
            ),
            self.button(
                N_("Strike out…"), "strike-out", kept.id, act=factories.strike_out_connection, owner=one.factory.id,
                link=True, about=about,
            ),
        )  # fmt: skip
        drawing = graph.of_link(parties, kept.fields, link, rule_of)
        return LinkView(link, found, drawn(drawing, about), kept.fields.evidence, buttons)

    def _add_links(
        self, laid: object, one: FactorySheet, found: FactoryStanding, parties: Parties, about: Message
    ) -> None:
        add = self.button(
            N_("Add a connection…"), "connection", act=factories.connect, owner=one.factory.id, icon_name="plus",
            link=bool(found.links), about=about,
        )  # fmt: skip
        assert hasattr(laid, "addLayout")
        if found.links:
            laid.addLayout(row(add, None))
            return
        words = Label(
            N_("How the applicant is connected with this factory is not known yet. One of routes 1a to 1d is needed."),
            tone="warn",
            wrap=True,
        )
        side = column(words, row(add, None), None, gap=theme.S8)
        picture = drawn(graph.unknown(parties), about)
        beside = row(picture, side, gap=theme.S24)
        beside.setStretch(1, 1)
        beside.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        laid.addLayout(beside)


def _called(at: int, one: FactorySheet) -> Message:
    """A factory as a screen reader tells it from others, which may have the same name."""
    return Message("factory {n}: {name}", n=at + 1, name=names(one.factory.fields)[0])


def _where(of: FactoryFields) -> Iterator[Fact]:
    yield Fact(field_word("kind"), word(of.kind))
    place = districts.district(of.district)
    told_place: Telling = Message("Not known yet")
    if place is not None:
        told_place = Message("{place}", place=place.name)
    elif of.district:
        told_place = of.district
    yield Fact(field_word("district"), told_place, "plain" if of.district else "warn")
    for name in ("address_en", "address_zh"):
        if getattr(of, name):
            yield Fact(field_word(name), getattr(of, name))
    yield Fact(field_word("sector"), word(of.sector), second=_priority(of))


def _priority(of: FactoryFields) -> Message:
    if of.sector is not Sector.OTHER:
        return Message("Priority industry")
    if of.sector_other:
        return Message("{industry}. The committee decides case by case.", industry=of.sector_other)
    return Message("The committee decides case by case.")


def _run(one: FactorySheet) -> Iterator[Fact]:
    of = one.factory.fields
    if of.kind is FactoryKind.GUANGDONG:
        yield from _code(one)
    owned = field_word("owned_and_operated")
    match of.owned_and_operated:
        case None:
            yield Fact(owned, Message("Not known yet"), "warn", second=of.ownership_evidence)
        case True:
            yield Fact(owned, Message("Yes"), second=of.ownership_evidence)
        case _:
            yield Fact(owned, Message("No"), "danger", second=of.ownership_evidence)
    if of.kind is FactoryKind.WORKSHOP:
        yield _processes(of)


def _processes(of: FactoryFields) -> Fact:
    label = field_word("processes")
    if not of.processes:
        return Fact(label, Message("Not known yet"), "warn", second=of.processes_text)
    return Fact(label, Message("{list}", list=tuple(word(each) for each in of.processes)), second=of.processes_text)


def _code(one: FactorySheet) -> Iterator[Fact]:
    """The credit code, a warning when its check character does not fit, a question when others carry it."""
    code, label = one.factory.fields.uscc, field_word("uscc")
    if not code:
        yield Fact(label, Message("Not known yet"), "warn", second=Message("It stands on the business licence."))
        return
    try:
        remark: Telling = identifiers.uscc(code).remark or ""
    except Invalid as refusal:
        remark = refusal.message
    yield Fact(label, code, "warn" if remark else "plain", second=remark)
    if one.sharing_code:
        question = Message("{factories} – the same factory?", factories=one.sharing_code)
        yield Fact(Message("Also carried by"), question, "warn")
