"""The forms: an applicant, a person, a contact, a factory, a connection, and striking one out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app import districts
from app.applicants import ApplicantFields, ContactFields, PersonFields
from app.clock import Clock
from app.factories import ConnectionFields, FactoryFields
from app.factory_routes import GUANGDONG_ROUTES
from app.field_words import field_word
from app.kept import Kept
from app.money import Percent
from app.officers import OfficerRow
from app.rules.edition import RouteRule
from app.texts import N_, Message
from app.words import word
from models.kinds import ApplicantKind, FactoryKind, Language, Route, Sector, Speech
from ui.applicants.dialogs import Again, RecordDialog, Save, choices, texts
from ui.applicants.fields import (
    BrField,
    CertificateField,
    DistrictField,
    ExpiryField,
    ProcessesField,
    UsccField,
    br_number,
)
from ui.casefile.parts import officer_name
from ui.desk import Desk
from ui.duplicates.warning import LikelyLine
from ui.names import person as names_of
from ui.widgets.fields import AnswerField, CheckField, ChoiceField, DateField, LongText, PercentField, TextField

_LINE: Final = 300
_NAMES: Final = ("name_en", "name_tc", "name_sc")
_ONE_NAME: Final = N_("One of the three is enough. Names are kept as registered, never converted.")


class ApplicantDialog(RecordDialog[ApplicantFields]):
    """A business or an association."""

    table = "applicants"

    #: Somebody wants to see an applicant that was registered before, instead of this form, which is closed.
    instead = Signal(UUID)

    def __init__(
        self, parent: QWidget | None, save: Save, clock: Clock, kept: Kept[ApplicantFields] | None = None,
        again: Again | None = None, *, desk: Desk | None = None,
    ) -> None:  # fmt: skip
        self._clock, self._desk, self._but = clock, desk, kept.id if kept else None
        self._wanted: UUID | None = None
        title = N_("Register an applicant") if kept is None else N_("Correct the applicant")
        start = kept.fields if kept else ApplicantFields()
        super().__init__(parent, title, save, start=start, kept=kept, again=again)

    def build(self) -> None:
        """Names, the registration, addresses, remarks."""
        form = self.form
        form.add("kind", field_word("kind"), ChoiceField(choices(ApplicantKind), blank=None, width=260))
        for name in _NAMES:
            hint = _ONE_NAME if name == "name_sc" else ""
            form.add(name, field_word(name), TextField(most=_LINE), hint=hint)
        if self._desk is not None:
            self.likely = LikelyLine(self._desk, form, N_("Open it instead"), but=self._but)
            self.likely.wanted.connect(self._look_at)
            form.whole_width(self.likely)
        form.add("br_number", field_word("br_number"), BrField(), hint=N_("8 digits, or the whole certificate number."))
        form.add("br_certificate", field_word("br_certificate"), CertificateField())
        form.add("br_expires_on", field_word("br_expires_on"), ExpiryField(self._clock))
        form.add("address_en", field_word("address_en"), TextField(most=_LINE))
        form.add("address_zh", field_word("address_zh"), TextField(most=_LINE))
        form.add("remarks", field_word("remarks"), LongText(rows=3))

    def values(self, fields: ApplicantFields) -> dict[str, Any]:
        """All fields."""
        return {name: getattr(fields, name) for name in ApplicantFields.__slots__}

    def answer(self, values: dict[str, Any]) -> ApplicantFields:
        """The fields; a whole certificate number typed as the number is kept as the certificate too."""
        given = texts(values, *_NAMES, "br_number", "br_certificate", "address_en", "address_zh", "remarks")
        found = br_number(given["br_number"])
        if found is not None and found.certificate and not given["br_certificate"]:
            given["br_certificate"] = found.certificate
        return ApplicantFields(kind=values["kind"], br_expires_on=values["br_expires_on"], **given)

    def reject(self) -> None:
        """Qt's call for Esc and the close button, ours for Cancel."""
        self._wanted = None
        super().reject()

    def leave(self) -> None:
        """Close the form, and go where somebody wanted to go."""
        super().leave()
        if self._wanted is not None:
            self.instead.emit(self._wanted)

    def _look_at(self, id: UUID, _name: str) -> None:
        """Leave this form for another applicant; what was typed is asked about first."""
        self._wanted = id
        super().reject()


class PersonDialog(RecordDialog[PersonFields]):
    """A natural person of route 1d."""

    table = "persons"

    def __init__(
        self, parent: QWidget | None, save: Save, clock: Clock, officers: Sequence[OfficerRow],
        kept: Kept[PersonFields] | None = None, again: Again | None = None,
    ) -> None:  # fmt: skip
        self._clock, self._officers = clock, officers
        title = N_("Add a person") if kept is None else N_("Correct a person")
        start = kept.fields if kept else PersonFields()
        super().__init__(parent, title, save, start=start, kept=kept, again=again)

    def build(self) -> None:
        """Names, residence, and who saw the proof when."""
        form = self.form
        form.add("name_en", field_word("name_en"), TextField(most=_LINE))
        form.add("name_zh", field_word("name_zh"), TextField(most=_LINE))
        form.add(
            "hk_resident", field_word("hk_resident"), AnswerField(),
            hint=N_("The proof is looked at, not copied. No identity card number is kept."),
        )  # fmt: skip
        seen_by = [(one.id, Message("{who}", who=officer_name(one))) for one in self._officers]
        form.add("sighted_by_id", field_word("sighted_by_id"), ChoiceField(seen_by, blank=N_("Nobody yet"), width=260))
        form.add("sighted_on", field_word("sighted_on"), DateField(clock=self._clock))

    def values(self, fields: PersonFields) -> dict[str, Any]:
        """All fields."""
        return {name: getattr(fields, name) for name in PersonFields.__slots__}

    def answer(self, values: dict[str, Any]) -> PersonFields:
        """The fields."""
        return PersonFields(
            **texts(values, "name_en", "name_zh"),
            hk_resident=values["hk_resident"],
            sighted_by_id=values["sighted_by_id"],
            sighted_on=values["sighted_on"],
        )


class ContactDialog(RecordDialog[ContactFields]):
    """Somebody the office writes to or rings up."""

    table = "contacts"

    def __init__(
        self, parent: QWidget | None, save: Save, kept: Kept[ContactFields] | None = None, again: Again | None = None
    ) -> None:
        title = N_("Add a contact") if kept is None else N_("Correct a contact")
        start = kept.fields if kept else ContactFields()
        super().__init__(parent, title, save, start=start, kept=kept, again=again)

    def build(self) -> None:
        """Who, where, and in which languages."""
        form = self.form
        for name in ("name", "post", "telephone", "email"):
            form.add(name, field_word(name), TextField(most=_LINE))
        form.add("writes", field_word("writes"), ChoiceField(choices(Language), blank=None))
        form.add("speaks", field_word("speaks"), ChoiceField(choices(Speech), blank=None))
        form.add("active", field_word("active"), CheckField(N_("The office may write to and ring up this person")))

    def values(self, fields: ContactFields) -> dict[str, Any]:
        """All fields."""
        return {name: getattr(fields, name) for name in ContactFields.__slots__}

    def answer(self, values: dict[str, Any]) -> ContactFields:
        """The fields."""
        return ContactFields(
            **texts(values, "name", "post", "telephone", "email"),
            writes=values["writes"],
            speaks=values["speaks"],
            active=values["active"],
        )


def sector_words(sector: Sector) -> Message:
    """A sector as a form offers it: the eight priority industries marked, any other with what it means."""
    if sector is Sector.OTHER:
        return Message("{sector}: the committee decides case by case", sector=word(sector))
    return Message("{sector} (priority)", sector=word(sector))


class FactoryDialog(RecordDialog[FactoryFields]):
    """A factory or workshop."""

    table = "factories"

    def __init__(
        self, parent: QWidget | None, save: Save, kept: Kept[FactoryFields] | None = None, again: Again | None = None
    ) -> None:
        title = N_("Register a factory") if kept is None else N_("Correct the factory")
        start = kept.fields if kept else FactoryFields()
        super().__init__(parent, title, save, start=start, kept=kept, again=again)

    def build(self) -> None:
        """Where it is, what it makes, who runs it."""
        form = self.form
        form.add("kind", field_word("kind"), ChoiceField(choices(FactoryKind), blank=None, width=320))
        for name in _NAMES:
            form.add(name, field_word(name), TextField(most=_LINE), hint=_ONE_NAME if name == "name_sc" else "")
        form.add("uscc", field_word("uscc"), UsccField(), hint=N_("18 characters, on the business licence."))
        form.add("district", field_word("district"), DistrictField(), hint=N_("Type a part of the name to find it."))
        form.add("address_en", field_word("address_en"), TextField(most=_LINE))
        form.add("address_zh", field_word("address_zh"), TextField(most=_LINE))
        sectors = [(one, sector_words(one)) for one in Sector]
        chosen = ChoiceField(sectors, blank=N_("Choose…") if self._seen is None else None, width=320)
        form.add("sector", field_word("sector"), chosen, missing=N_("Choose the sector."))
        form.add("sector_other", field_word("sector_other"), TextField(most=_LINE), hint=N_("Which industry it is."))
        form.add("processes", field_word("processes"), ProcessesField())
        form.add("processes_text", field_word("processes_text"), LongText(rows=2))
        form.add("owned_and_operated", field_word("owned_and_operated"), AnswerField())
        form.add("ownership_evidence", field_word("ownership_evidence"), LongText(rows=2))

    def follow(self) -> None:
        """A workshop has processes; only a factory in Guangdong has a code of the Mainland."""
        form = self.form
        kind = form.field("kind").read()
        place = form.field("district")
        assert isinstance(place, DistrictField)
        place.set_places(districts.guangdong() if kind is FactoryKind.GUANGDONG else districts.hong_kong())
        form.show_row("uscc", kind is FactoryKind.GUANGDONG)
        for name in ("processes", "processes_text"):
            form.show_row(name, kind is FactoryKind.WORKSHOP)
        form.show_row("sector_other", form.field("sector").read() is Sector.OTHER)

    def values(self, fields: FactoryFields) -> dict[str, Any]:
        """All fields; the places to choose from follow the kind, so they are set first."""
        place = self.form.field("district")
        assert isinstance(place, DistrictField)
        place.set_places(districts.guangdong() if fields.kind is FactoryKind.GUANGDONG else districts.hong_kong())
        given = {name: getattr(fields, name) for name in FactoryFields.__slots__}
        return given | ({"sector": None} if self._seen is None else {})

    def answer(self, values: dict[str, Any]) -> FactoryFields:
        """The fields."""
        return FactoryFields(
            kind=values["kind"],
            sector=values["sector"],
            processes=values.get("processes") or (),
            owned_and_operated=values["owned_and_operated"],
            **texts(
                values, *_NAMES, "uscc", "district", "address_en", "address_zh", "sector_other", "processes_text",
                "ownership_evidence",
            ),
        )  # fmt: skip


#: The question that each of the first three routes asks; each has its own row, and one of them is shown.
_SHOWN: Final = {
    Route.R1A: ("party", N_("The applicant is a party to the joint venture")),
    Route.R1B: ("capital", N_("The enterprise has capital from the applicant")),
    Route.R1C: ("agreement", N_("There is a processing agreement with the applicant")),
}
_AGREEMENT: Final = ("agreement_no", "agreement_from", "agreement_until")
_HOLDING: Final = (
    "factory_holder_id", "applicant_holder_id", "corporate_holder", "share_in_factory", "share_in_applicant",
)  # fmt: skip


class ConnectionDialog(RecordDialog[ConnectionFields]):
    """What is known of one of the routes 1a to 1d; only the rows of the route chosen are shown."""

    table = "connections"

    def __init__(
        self, parent: QWidget | None, save: Save, clock: Clock, persons: Sequence[tuple[UUID, str, str]],
        rule: RouteRule | None, kept: Kept[ConnectionFields] | None = None, again: Again | None = None,
    ) -> None:  # fmt: skip
        self._clock, self._persons, self._rule = clock, persons, rule
        title = N_("Add a connection") if kept is None else N_("Correct a connection")
        start = kept.fields if kept else ConnectionFields()
        super().__init__(parent, title, save, start=start, kept=kept, again=again)

    def build(self) -> None:
        """The route, its own question, and what proves it."""
        form = self.form
        routes = [(one, word(one)) for one in GUANGDONG_ROUTES]
        chosen = ChoiceField(routes, blank=N_("Choose…") if self._seen is None else None, width=420)
        form.add("route", field_word("route"), chosen, missing=N_("Choose the route."))
        for name, question in _SHOWN.values():
            form.add(name, question, AnswerField())
        form.add("agreement_no", field_word("agreement_no"), TextField(most=_LINE))
        form.add("agreement_from", field_word("agreement_from"), DateField(clock=self._clock))
        form.add(
            "agreement_until", field_word("agreement_until"), DateField(clock=self._clock),
            hint=N_("The agreement must still run on the day of the assessment."),
        )  # fmt: skip
        self._add_holding()
        form.add("indirect", field_word("indirect"), AnswerField())
        form.add("through", field_word("through"), TextField(most=_LINE))
        form.add("evidence", field_word("evidence"), LongText(rows=2))

    def _add_holding(self) -> None:
        form = self.form
        people = [(id, Message("{name}", name=_person(en, zh))) for id, en, zh in self._persons]
        unknown = N_("Not known yet")
        who = N_("One person must hold both. Add the person to the applicant first.")
        form.add("factory_holder_id", field_word("factory_holder_id"), ChoiceField(people, blank=unknown, width=320))
        form.add(
            "applicant_holder_id", field_word("applicant_holder_id"),
            ChoiceField(people, blank=unknown, width=320), hint=who,
        )  # fmt: skip
        form.add(
            "corporate_holder", field_word("corporate_holder"), TextField(most=_LINE),
            hint=N_("Only where a company holds the factory instead of a person."),
        )  # fmt: skip
        rule = self._rule
        above = rule.percent_in_factory_above if rule else None
        least = rule.percent_in_applicant_at_least if rule else None
        form.add(
            "share_in_factory", field_word("share_in_factory"), PercentField(),
            hint="" if above is None or above.value is None
            else Message("More than {least} is needed.", least=Percent(above.value / 100)),
        )  # fmt: skip
        form.add(
            "share_in_applicant", field_word("share_in_applicant"), PercentField(),
            hint="" if least is None or least.value is None
            else Message("At least {least} is needed.", least=Percent(least.value / 100)),
        )  # fmt: skip

    def follow(self) -> None:
        """The rows of the route."""
        form = self.form
        chosen = form.field("route").read()
        for route, (name, _question) in _SHOWN.items():
            form.show_row(name, route is chosen)
        for name in _AGREEMENT:
            form.show_row(name, chosen is Route.R1C)
        for name in _HOLDING:
            form.show_row(name, chosen is Route.R1D)
        form.show_row("through", form.field("indirect").read() is True)

    def values(self, fields: ConnectionFields) -> dict[str, Any]:
        """The fields; the answer stands in the row of its route."""
        given = {name: getattr(fields, name) for name in ConnectionFields.__slots__ if name != "shown"}
        for route, (name, _question) in _SHOWN.items():
            given[name] = fields.shown if route is fields.route else None
        return given | ({"route": None} if self._seen is None else {})

    def answer(self, values: dict[str, Any]) -> ConnectionFields:
        """The fields of the route chosen; what belongs to another route is left out."""
        route = values["route"]
        row = _SHOWN.get(route)
        return ConnectionFields(
            route=route,
            shown=values[row[0]] if row else None,
            indirect=values["indirect"],
            agreement_from=values.get("agreement_from"),
            agreement_until=values.get("agreement_until"),
            factory_holder_id=values.get("factory_holder_id"),
            applicant_holder_id=values.get("applicant_holder_id"),
            share_in_factory=values.get("share_in_factory"),
            share_in_applicant=values.get("share_in_applicant"),
            **texts(values, "through", "agreement_no", "corporate_holder", "evidence"),
        )


class StrikeOutDialog(RecordDialog[str]):
    """Why a connection is taken back."""

    table = "connections"

    def __init__(self, parent: QWidget | None, save: Save, kept: Kept[ConnectionFields]) -> None:
        super().__init__(parent, N_("Strike out this connection"), save, start="", kept=Kept(kept.id, kept.version, ""))
        self.ok.say(N_("Strike out"))

    def build(self) -> None:
        """The reason."""
        self.form.add(
            "reason", field_word("reason"), LongText(most=2000, rows=3), missing=N_("Say why."),
            hint=N_("The connection stays in the history."),
        )  # fmt: skip

    def values(self, fields: str) -> dict[str, Any]:
        """The reason."""
        return {"reason": fields}

    def answer(self, values: dict[str, Any]) -> str:
        """The reason."""
        return str(values["reason"])


def _person(name_en: str, name_zh: str) -> str:
    return "  ".join(names_of(name_en, name_zh)).strip()
