"""The sample office: sixty invented companies and their cases, made by the office's own acts, so its journal is real.

The data is in `resources/sample`. Everything that happens is an *event*: a day, an officer, an act. The events of all
cases are put in order and done one after the other while the clock moves from 2008 to today, so that the history
of every case reads as if four officers had worked here for years. The same day gives the same office, but for
its keys and identities.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app import keys, officers, opening, sample_assessments, sample_documents, sample_tasks, sample_visits
from app.beside import built_beside, refuse_occupied
from app.clock import HONG_KONG, Clock, HeldClock
from app.office import Office, SignedIn
from app.officers import OfficerFields
from app.opening import FirstOfficer, signed_in
from app.paths import RESOURCES
from app.refusal import CannotOpen, CannotSave
from app.sample_awards import award_events
from app.sample_cases import Life
from app.sample_events import Event, World, applicant_events
from models import Officer
from models.kinds import OfficeKind, Role
from models.store import StoreTrouble

FOLDER = RESOURCES / "sample"
NAME = "Sample office 示範辦事處"

#: A sample office has no secret to keep; its password is empty and trying it costs next to nothing.
CHEAP = keys.Cost(passes=1, memory=64, lanes=1)

#: The officer who endorses summaries and confirms decisions.
_SECOND = "ysf"


def build(folder: Path, clock: Clock | None = None) -> None:
    """Make the sample office in an empty or missing folder.

    Raises `CannotOpen` for a folder that holds something or lies on a network drive, `CannotSave` if the disk will
    not take it; nothing half-made is left.
    """
    clock = clock or Clock()
    opening.refuse_network(folder)
    refuse_occupied(folder)
    try:
        with built_beside(folder) as building:
            _fill(building, clock)
    except (OSError, StoreTrouble) as error:
        raise CannotSave("The office could not be made in {folder}. Nothing was kept.", folder=str(folder)) from error


def is_sample(folder: Path) -> bool:
    """Whether a sample office lies there; `False` where no office is, and then `build` judges the folder.

    Raises `CannotOpen` for a real office.
    """
    if not (folder / keys.FILE).exists():
        return False
    if opening.look(folder).kind is not OfficeKind.SAMPLE:
        raise CannotOpen("The office in {folder} is a real one, not the sample office.", folder=str(folder))
    return True


def _fill(building: Path, clock: Clock) -> None:
    happened = sorted(events(World(clock.today())), key=lambda event: event.day)
    then = HeldClock(_morning(happened[0].day - timedelta(days=1)))
    staff = read("officers")["officers"]
    first = next(one for one in staff if one["role"] == Role.ADMINISTRATOR)
    office = opening.create(
        building,
        name=NAME,
        kind=OfficeKind.SAMPLE,
        first=FirstOfficer(**first | {"role": Role.ADMINISTRATOR}),
        password="",
        clock=then,
        cost=CHEAP,
    )
    with closing(office):
        seats = appoint(office, staff)
        with office.work() as work:
            for event, moment in _timed(happened, clock.now()):
                then.moment = moment
                work.officer, work.at, work.today = seats[event.login], moment, then.today()
                event.do(work)


def events(world: World) -> Iterator[Event]:
    """Everything that happened in the office, each applicant and case in its own order."""
    companies, projects = read("companies"), read("projects")
    phrases = read("phrases")
    providers = {one["key"]: one for one in projects["providers"]}
    owners = {factory["key"]: row["key"] for row in companies["applicants"] for factory in row.get("factories", ())}
    found = {one["project"]: one for one in read("assessments")["assessments"]}
    register = read("technologies")
    came_in: dict[str, list[dict[str, Any]]] = {}
    for row in read("documents")["documents"]:
        came_in.setdefault(row["project"], []).append(row)
    seen: dict[str, list[dict[str, Any]]] = {}
    for row in read("visits")["visits"]:
        seen.setdefault(row["project"], []).append(row)
    lives: dict[str, list[Life]] = {}
    for row in projects["projects"]:
        owner = row["association"] if "association" in row else owners[row["factory"]]
        life = Life(
            world,
            row,
            owner,
            providers,
            phrases,
            second=_SECOND,
            keeps_summary=row["phase"] == "P5",
            assessment=found.get(row["key"]),
            register=register,
        )
        lives.setdefault(owner, []).append(life)
    given: dict[str, list[dict[str, Any]]] = {}
    for row in read("awards")["awards"]:
        owner = row["enterprise"] if "enterprise" in row else owners[row["factory"]]
        given.setdefault(owner, []).append(row | {"owner": owner})
    yield from sample_assessments.register(world, register, "lky")
    for row in companies["applicants"]:
        own = sorted(lives.get(row["key"], ()), key=lambda life: life.first)
        first = own[0].first if own else world.past(30)
        login = own[0].row["officer"] if own else "lky"
        yield from applicant_events(world, row, first, login)
        for life in own:
            yield from life.events()
            papers = came_in.get(life.row["key"], ())
            yield from sample_documents.events(
                world, life.key, life.row["officer"], life.first, life.row["language"], papers
            )
            visited = seen.get(life.row["key"], ())
            yield from sample_visits.events(world, life.key, life.row["officer"], life.first, visited)
        for award in given.get(row["key"], ()):
            yield from award_events(world, award, first, login, _SECOND)
    yield from sample_tasks.events(world, read("tasks"))


def _timed(happened: list[Event], now: datetime) -> Iterator[tuple[Event, datetime]]:
    """Each event at its minute: from nine in the morning on its day, one after the other, and never after now."""
    last = _morning(happened[0].day)
    for event in happened:
        last = max(_morning(event.day), last + timedelta(seconds=40))
        yield event, min(last, now)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), HONG_KONG).astimezone(UTC)


def appoint(office: Office, staff: list[dict[str, Any]]) -> dict[str, SignedIn]:
    """Appoint the other officers and let each in; gives every officer by login."""
    me = office.officer.login
    with office.work() as work:
        for one in staff:
            if one["login"] != me:
                officers.appoint(work, OfficerFields(**one | {"role": Role(one["role"])}))
    with office.reading() as session:
        rows = officers.rows(session)
        seats = {row.login: signed_in(session.get_one(Officer, row.id)) for row in rows}
    for row in rows:
        if row.login != me:
            officers.let_in(office, row, "", cost=CHEAP)
    return seats


def read(name: str) -> dict[str, Any]:
    """One of the files of the sample's data."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
