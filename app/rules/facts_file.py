"""The facts of an application from a TOML file; docs/eligibility-file.md describes the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from app.refusal import Invalid, Refusal
from app.rules.facts import Applicant, Connection, EarlierAssessment, Factory, Facts, Person, Technology
from app.rules.table import Kind, Table
from app.texts import Message
from app.toml import NotToml, parsed
from app.typed import percent, plain_text
from models.kinds import ApplicantKind, Characteristic, FactoryKind, Process, ProjectType, RepeatGround, Route, Sector

_LONGEST = 500
_ELSEWHERE = "elsewhere"
Value = TypeVar("Value")


def read_facts(content: bytes, file: str, *, today: date) -> Facts:
    """The facts that a file states; what it leaves out is unknown. `today` is the day of the assessment when the file
    names none. Raises `Invalid` naming the key for a file that cannot be read so.
    """

    def refuse(key: str, problem: Message) -> Refusal:
        return Invalid(
            "The file {file} cannot be used. {key}: {problem}", field=key, file=file, key=key, problem=problem
        )

    try:
        values = parsed(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        raise Invalid("The file {file} is not written in UTF-8", file=file) from None
    except NotToml as problem:
        raise Invalid("The file {file} is not TOML: {detail}", file=file, detail=str(problem)) from None
    top = Table(values, "", refuse)
    facts = _facts(top, today)
    top.finish()
    return facts


def _facts(top: Table, today: date) -> Facts:
    return Facts(
        type=top.choice("type", ProjectType),
        received=_day(top, "received"),
        assessed_on=_day(top, "assessed_on") or today,
        applicant=_applicant(top.table("applicant")),
        factory=_factory(top.table("factory")) if top.has("factory") else None,
        connections=tuple(map(_connection, top.tables("connections"))) if top.has("connections") else (),
        edition=_text(top, "edition") or None,
        edition_reason=_text(top, "edition_reason"),
        characteristics=_ticked(top, "characteristics", Characteristic),
        technology=_technology(top.table("technology")) if top.has("technology") else Technology(),
        had_assessment=_flag(top, "had_assessment"),
        earlier=_earlier(top.table("earlier_assessment")) if top.has("earlier_assessment") else None,
    )


def _applicant(table: Table) -> Applicant:
    applicant = Applicant(
        kind=table.choice("kind", ApplicantKind),
        br_number=_text(table, "br_number"),
        br_expires_on=_day(table, "br_expires_on"),
        hong_kong_association=_flag(table, "hong_kong_association"),
        non_profit=_flag(table, "non_profit"),
    )
    _text(table, "name")
    table.finish()
    return applicant


def _factory(table: Table) -> Factory:
    elsewhere = _text(table, "kind") == _ELSEWHERE
    kind = None
    if table.has("kind") and not elsewhere:
        kind = table.choice("kind", FactoryKind, besides=(_ELSEWHERE,))
    factory = Factory(
        kind=kind,
        elsewhere=elsewhere,
        district=_text(table, "district"),
        owned_and_operated=_flag(table, "owned_and_operated"),
        processes=table.choices("processes", Process) if table.has("processes") else None,
        uscc=_text(table, "uscc"),
        uscc_shared_with=table.texts("uscc_shared_with") if table.has("uscc_shared_with") else (),
        sector=table.choice("sector", Sector) if table.has("sector") else None,
        sector_text=_text(table, "sector_text"),
    )
    _text(table, "name")
    table.finish()
    return factory


def _connection(table: Table) -> Connection:
    """One route. Persons of one name in one file are one person."""
    route = table.choice("route", Route)
    if route in (Route.R2, Route.R3):
        raise table.wrong("route", Message("routes 2 and 3 need no connection; the factory’s kind says enough"))
    connection = Connection(
        route=route,
        shown=_flag(table, "shown"),
        indirect=_flag(table, "indirect"),
        through=_text(table, "through"),
        agreement_from=_day(table, "agreement_from"),
        agreement_until=_day(table, "agreement_until"),
        factory_holder=_person(table, "factory_holder", "hk_resident"),
        applicant_holder=_person(table, "applicant_holder", "hk_resident"),
        corporate_holder=_text(table, "corporate_holder"),
        share_in_factory=_share(table, "share_in_factory"),
        share_in_applicant=_share(table, "share_in_applicant"),
    )
    table.finish()
    return connection


def _person(table: Table, key: str, resident: str) -> Person | None:
    name, known = _text(table, key), _flag(table, resident)
    return Person("".join(name.split()).casefold(), name, known) if name else None


def _technology(table: Table) -> Technology:
    technology = Technology(
        on_list=_flag(table, "on_list"),
        list_version=_text(table, "list_version"),
        list_evidence=_text(table, "list_evidence"),
        meets_criteria=_flag(table, "meets_criteria"),
        criteria_version=_text(table, "criteria_version"),
        criteria_evidence=_text(table, "criteria_evidence"),
        commonly_adopted=_flag(table, "commonly_adopted"),
        demonstrated_before=table.texts("demonstrated_before") if table.has("demonstrated_before") else None,
        demonstrated=_flag(table, "demonstrated"),
    )
    table.finish()
    return technology


def _earlier(table: Table) -> EarlierAssessment:
    earlier = EarlierAssessment(
        completed_on=_day(table, "completed_on"),
        report_approved_on=_day(table, "report_approved_on"),
        measure_implemented=_flag(table, "measure_implemented"),
        with_investment=_flag(table, "with_investment"),
        grounds=_ticked(table, "grounds", RepeatGround),
    )
    table.finish()
    return earlier


# ---- single values; a key that is left out is unknown


def _optional(table: Table, key: str, read: Callable[[str], Value]) -> Value | None:
    return read(key) if table.has(key) else None


def _flag(table: Table, key: str) -> bool | None:
    return _optional(table, key, table.flag)


def _day(table: Table, key: str) -> date | None:
    """A day of the years that are read anywhere else (`app.typed.day`)."""
    day = _optional(table, key, table.day)
    if day is not None and not 1900 <= day.year <= 2200:
        raise Invalid("The year {year} is not between 1900 and 2200", field=table.key(key), year=str(day.year))
    return day


def _text(table: Table, key: str) -> str:
    return plain_text(_optional(table, key, table.text) or "", field=table.key(key), most=_LONGEST)


def _share(table: Table, key: str) -> Decimal | None:
    """Per cent, exactly as written: 50.00 stays 50.00."""
    written = _optional(table, key, table.number)
    return None if written is None else percent(written, field=table.key(key))


def _ticked(table: Table, key: str, kinds: type[Kind]) -> dict[Kind, str]:
    """What is ticked, each with its evidence; an empty text means that the evidence is missing."""
    if not table.has(key):
        return {}
    inner = table.table(key)
    ticked = {kind: inner.evidence(kind) for kind in kinds if inner.has(kind)}
    inner.finish()
    return {kind: plain_text(evidence, field=inner.key(kind), most=_LONGEST) for kind, evidence in ticked.items()}
