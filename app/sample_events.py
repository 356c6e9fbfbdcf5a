"""The sample office's data as events: what happened on which day, signed by whom, done by which act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from app import applicants, factories
from app.applicants import ApplicantFields, ContactFields, PersonFields
from app.factories import ConnectionFields, FactoryFields
from app.office import Work
from models import Applicant, Person
from models.base import Record
from models.kinds import ApplicantKind, FactoryKind, Language, Process, Route, Sector, Speech

_HOLDERS = ("factory_holder", "applicant_holder")
_SHARES = ("share_in_factory", "share_in_applicant")
_TERM = ("agreement_from", "agreement_until")

#: A row of the sample's TOML files.
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that an officer did on a Hong Kong day."""

    day: date
    login: str
    do: Callable[[Work], object]


@dataclass(slots=True)
class World:
    """What the events share: today, and the identities that earlier events gave to the keys of the data."""

    today: date
    ids: dict[str, UUID] = field(default_factory=dict)

    def past(self, days: int) -> date:
        """So many days ago."""
        return self.today - timedelta(days=days)

    def ahead(self, days: int) -> date:
        """In so many days; below zero: past."""
        return self.today + timedelta(days=days)


def seen(work: Work, kind: type[Record], id: UUID) -> int:
    """The version at which a record stands, as the officer has it on the screen."""
    return work.session.get_one(kind, id).version


def whole(form: type[Any], row: Row, /, **instead: Any) -> Any:
    """A form from a row of the data: the fields of that name, unless something else is said."""
    names = form.__dataclass_fields__
    return form(**{name: value for name, value in row.items() if name in names} | instead)


def applicant_events(world: World, row: Row, first: date, login: str) -> Iterator[Event]:
    """An applicant registered on its first day with its people, contacts, factories and their connections."""
    key = f"applicant:{row['key']}"
    kind = ApplicantKind(row["kind"])

    def register(work: Work) -> None:
        form = whole(ApplicantFields, row, kind=kind, br_certificate="")
        world.ids[key] = applicants.register(work, form)

    yield Event(first, login, register)
    yield from _certificate(world, row, first, login)
    for contact in row.get("contacts", ()):
        yield Event(first, login, _contact(world, key, contact))
    for person in row.get("persons", ()):
        yield from _person(world, key, person, first, login)
    for factory in row.get("factories", ()):
        yield from _factory(world, key, factory, first, login)


def _certificate(world: World, row: Row, first: date, login: str) -> Iterator[Event]:
    """The certificate that is valid today was sighted when it began, or when the applicant came."""
    if not row["br_certificate"]:
        return
    expires = world.ahead(row["br_expires_in"]) if "br_expires_in" in row else None
    began = None if expires is None else _years_before(expires, row.get("br_years", 1))
    day = min(max(first, began or first), world.today)
    stands = began or first
    number = row["br_certificate"].format(month=f"{stands:%m}", year=f"{stands:%y}")

    def sight(work: Work) -> None:
        id = world.ids[f"applicant:{row['key']}"]
        form = whole(
            ApplicantFields, row, kind=ApplicantKind(row["kind"]), br_certificate=number, br_expires_on=expires
        )
        applicants.correct(work, id, form, seen=seen(work, Applicant, id))

    yield Event(day, login, sight)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _contact(world: World, key: str, row: Row) -> Callable[[Work], object]:
    form = whole(ContactFields, row, writes=Language(row["writes"]), speaks=Speech(row["speaks"]))
    return lambda work: applicants.add_contact(work, world.ids[key], form)


def _person(world: World, key: str, row: Row, first: date, login: str) -> Iterator[Event]:
    me = f"person:{row['key']}"

    def add(work: Work) -> None:
        world.ids[me] = applicants.add_person(work, world.ids[key], whole(PersonFields, row))

    yield Event(first, login, add)
    if "sighted_days_ago" in row:
        day = max(first, world.past(row["sighted_days_ago"]))

        def sight(work: Work) -> None:
            form = whole(PersonFields, row, sighted_by_id=work.officer.id, sighted_on=work.today)
            applicants.correct_person(work, world.ids[me], form, seen=seen(work, Person, world.ids[me]))

        yield Event(day, login, sight)


def _factory(world: World, key: str, row: Row, first: date, login: str) -> Iterator[Event]:
    me = f"factory:{row['key']}"
    processes = tuple(Process(one) for one in row.get("processes", ()))
    form = whole(FactoryFields, row, kind=FactoryKind(row["kind"]), sector=Sector(row["sector"]), processes=processes)

    def register(work: Work) -> None:
        world.ids[me] = factories.register(work, world.ids[key], form)

    yield Event(first, login, register)
    yield Event(first, login, _connection(world, me, row["connection"]))


def _connection(world: World, factory: str, row: Row) -> Callable[[Work], object]:
    def connect(work: Work) -> None:
        holders = {f"{name}_id": world.ids[f"person:{row[name]}"] for name in _HOLDERS if name in row}
        shares = {name: Decimal(row[name]) for name in _SHARES if name in row}
        days = {name: world.ahead(row[f"{name}_days"]) for name in _TERM if f"{name}_days" in row}
        form = whole(ConnectionFields, row, route=Route(row["route"]), **holders, **shares, **days)
        factories.connect(work, world.ids[factory], form)

    return connect
