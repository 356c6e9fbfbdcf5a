"""The sample office's awards as events: entered from their notice, approved by the second officer, some revoked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import UUID

from app import awards
from app.awards import AwardFields
from app.office import Work
from app.sample_events import Event, Row, World, seen, whole
from models import Award
from models.kinds import Category

#: Days after the notice, or after the enterprise came into the office.
_ENTERED, _APPROVED, _REVOKED = 4, 7, 210


def award_events(world: World, row: Row, since: date, login: str, second: str) -> Iterator[Event]:
    """An award of an enterprise that the office knows `since` that day; nothing for one that is still to come."""
    if row["recognised_on"] > world.today:
        return
    known = max(row["recognised_on"], since)
    key = f"award:{row['year']}:{row['category']}:{_whose(row)}"
    entered = world.past(2) if row.get("waits") else _by(world, known, _ENTERED)
    yield Event(entered, login, _enter(world, row, key))
    if row.get("waits"):
        return
    yield Event(_by(world, known, _APPROVED), second, _with(world, key, awards.approve))
    if reason := row.get("revoked"):
        yield Event(_by(world, known, _REVOKED), second, _with(world, key, awards.revoke, reason=reason))


def _whose(row: Row) -> str:
    return str(row.get("factory") or row["enterprise"])


def _by(world: World, day: date, days: int) -> date:
    return min(day + timedelta(days=days), world.today)


def _enter(world: World, row: Row, key: str) -> Callable[[Work], object]:
    def enter(work: Work) -> UUID:
        factory = world.ids[f"factory:{row['factory']}"] if "factory" in row else None
        whose = world.ids[f"applicant:{row['owner']}"]
        form = whole(AwardFields, row, applicant_id=whose, factory_id=factory, category=Category(row["category"]))
        world.ids[key] = awards.enter(work, form)
        return world.ids[key]

    return enter


def _with(world: World, key: str, act: Callable[..., object], **terms: str) -> Callable[[Work], object]:
    return lambda work: act(work, world.ids[key], seen=seen(work, Award, world.ids[key]), **terms)
