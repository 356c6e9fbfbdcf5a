"""An office on both engines, with a caseworker, a supervisor and an administrator; the caseworker sits at the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import officers, opening, sample
from app.clock import HeldClock
from app.office import Office
from app.rules.book import RuleBook
from models import Officer, OfficeRecord, journal
from models.blobs import Blobs
from models.kinds import OfficeKind, Role
from models.store import Store
from tests import make

#: A Monday morning in Hong Kong, in phase 5.
MORNING = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)

_OFFICERS = {
    "lky": ("LKY", "LAU Kit-ying", "劉潔縈", Role.CASEWORKER),
    "ysf": ("YSF", "YUEN Sau-fong", "阮秀芳", Role.SUPERVISOR),
    "kth": ("KTH", "KAN Tsz-ho", "簡子豪", Role.ADMINISTRATOR),
}


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(MORNING)


@pytest.fixture
def office(store: Store, blobs: Blobs, clock: HeldClock) -> Office:
    """An office with nothing in it but its officers; closed with its store."""
    return furnished(store, blobs, clock)


def furnished(store: Store, blobs: Blobs, clock: HeldClock, logins: tuple[str, ...] = tuple(_OFFICERS)) -> Office:
    """An office with these officers in an empty store; the first of them signs in."""
    with store.writing() as session:
        journal.begin(session, act="office.open", officer_id=None, who=logins[0], at=clock.now())
        session.add(
            OfficeRecord(kind=OfficeKind.REAL, name="Test", number_pattern="CP-{yy}-{n:04}", opened_at=clock.now())
        )
        for login in logins:
            initials, name_en, name_zh, role = _OFFICERS[login]
            session.add(
                Officer(login=login, initials=initials, name_en=name_en, name_zh=name_zh, role=role, active=True,
                        post_en="", post_tc="", post_sc="")
            )  # fmt: skip
    office = Office(store=store, blobs=blobs, rules=RuleBook.load(), clock=clock, kind=OfficeKind.REAL, name="Test")
    make.sign_in(office, _OFFICERS[logins[0]][3])
    return office


@pytest.fixture
def sign_in_as(office: Office) -> Callable[[Role], None]:
    """Seat the officer of a role at the desk."""
    return lambda role: make.sign_in(office, role)


def folder_office(folder: Path, kind: OfficeKind = OfficeKind.SAMPLE, password: str = "") -> Office:
    """A local office in a folder, made and opened as people do; every officer has the same password."""
    clock = HeldClock(MORNING)
    first = opening.FirstOfficer("kth", *_OFFICERS["kth"])
    made = opening.create(
        folder, name="Test", kind=kind, first=first, password=password, clock=clock, cost=sample.CHEAP
    )
    for login in ("lky", "ysf"):
        initials, name_en, name_zh, role = _OFFICERS[login]
        form = officers.OfficerFields(login, initials, name_en, name_zh, "", "", "", role)
        make.do(made, officers.appoint, form)
        with made.reading() as session:
            row = next(one for one in officers.rows(session) if one.login == login)
        officers.let_in(made, row, password, cost=sample.CHEAP)
    make.sign_in(made, Role.CASEWORKER)
    return made
