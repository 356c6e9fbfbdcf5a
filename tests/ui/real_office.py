"""A small encrypted office, made through the acts, for tests of whole screens."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from app import applicants, cases, keys, officers, opening
from app.applicants import ApplicantFields
from app.cases import CaseFields
from app.clock import Clock, HeldClock
from app.office import Office
from app.officers import OfficerFields
from app.opening import FirstOfficer
from models import Case
from models.kinds import OfficeKind, ProjectType, Role
from models.stages import Stage

PASSWORD = "correct horse"
#: Trying a password costs next to nothing here.
CHEAP = keys.Cost(passes=1, memory=64, lanes=1)
FIRST = FirstOfficer("cky", "CKY", "CHAN Ka-yan", "陳嘉欣")
NAMES = (
    ("Wing Fat Electroplating Company Limited", "永發電鍍廠有限公司"),
    ("Tai Ping Plastics Manufactory", "太平塑膠製品廠"),
    ("Ka Wah <b>Furniture</b> & Sons Limited", "嘉華傢俬有限公司"),
)


def make(folder: Path, clock: Clock, *, kind: OfficeKind = OfficeKind.REAL, count: int = 9) -> Office:
    """An open office with `count` cases, due from four days ago on, one each day; the first officer has them all."""
    password = PASSWORD if kind is OfficeKind.REAL else ""
    office = opening.create(
        folder, name="Test office", kind=kind, first=FIRST, password=password, clock=clock, cost=CHEAP
    )
    with office.work() as work:
        officers.appoint(work, OfficerFields("lky", "LKY", "LAU Kit-ying", "劉潔縈", "", "", "", Role.AUDITOR))
        whose = [applicants.register(work, ApplicantFields(name_en=en, name_tc=tc)) for en, tc in NAMES]
        for number in range(count):
            add_case(work, whose[number % len(whose)], clock.today(), number)
    with office.reading() as session:
        auditor = next(one for one in officers.rows(session) if one.login == "lky")
    officers.let_in(office, auditor, password, cost=CHEAP)
    return office


def add_case(work: Any, whose: UUID, today: date, number: int) -> UUID:
    """One case, received and due."""
    made = cases.open_case(work, CaseFields(applicant_id=whose, type=ProjectType.NT))
    cases.receive(work, made, today - timedelta(days=20), seen=work.get(Case, made).version)
    due = today + timedelta(days=number - 4)
    cases.set_due(work, made, due, "Check the quotations", seen=work.get(Case, made).version)
    if number % 3 == 1:
        cases.move(work, made, Stage.COMPLETENESS, seen=work.get(Case, made).version)
    return made


@cache
def _made_once(kind: OfficeKind, moment: datetime) -> tempfile.TemporaryDirectory[str]:
    """The same office for every test that asks for the same one; each works in a copy."""
    kept = tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True)
    make(Path(kept.name) / "office", HeldClock(moment), kind=kind).close()
    return kept


def copied(folder: Path, clock: HeldClock, kind: OfficeKind = OfficeKind.REAL) -> Path:
    """A closed office in a folder."""
    shutil.copytree(Path(_made_once(kind, clock.moment).name) / "office", folder)
    return folder


@contextmanager
def opened(folder: Path, clock: HeldClock, kind: OfficeKind = OfficeKind.REAL) -> Iterator[Office]:
    """The office for the length of a block, its first officer signed in."""
    password = PASSWORD if kind is OfficeKind.REAL else ""
    office = opening.open_office(copied(folder, clock, kind), login=FIRST.login, password=password, clock=clock)
    try:
        yield office
    finally:
        office.close()
