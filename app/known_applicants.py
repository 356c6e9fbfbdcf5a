"""Applicants as `app.alike` compares them, read from the office: some hundred at a time, the last ones kept at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.comparing import Known, before
from app.former import from_json
from models import Applicant, Factory

#: Applicants that are read at once, and those that are kept at hand.
_AT_ONCE: Final = 500
_KEPT: Final = 12_000

_ASKED: Final = select(
    Applicant.row_no, Applicant.id, Applicant.kind, Applicant.name_en, Applicant.name_tc, Applicant.name_sc,
    Applicant.br_number, Applicant.address_en, Applicant.address_zh, Applicant.formerly,
).where(Applicant.merged_into_id.is_(None))  # fmt: skip


class Reader:
    """Reads applicants by their numbers; who was merged away meanwhile is no longer among them."""

    def __init__(self) -> None:
        self._kept: dict[int, Known] = {}

    def keep(self, some: Iterable[Known]) -> None:
        """These were read; of too many, those asked for longest ago are forgotten."""
        for one in some:
            self._kept.pop(one.row_no, None)
            self._kept[one.row_no] = one
        for number in list(self._kept)[: max(0, len(self._kept) - _KEPT)]:
            del self._kept[number]

    def read(self, session: Session, numbers: Collection[int]) -> list[Known]:
        """The applicants of these numbers, in no order."""
        found = [self._kept[number] for number in numbers if number in self._kept]
        missing = [number for number in numbers if number not in self._kept]
        for at in range(0, len(missing), _AT_ONCE):
            found += known(session, Applicant.row_no.in_(missing[at : at + _AT_ONCE]))
        self.keep(found)
        return found


def all_of(reading: Callable[[], AbstractContextManager[Session]]) -> Iterator[list[Known]]:
    """Every applicant that stands for itself, by its number, some hundred at a time; each lot is read by itself."""
    last = 0
    while True:
        with reading() as session:
            lot = known(session, Applicant.row_no > last, limit=_AT_ONCE)
        if not lot:
            return
        yield lot
        last = lot[-1].row_no


def known(session: Session, *which: ColumnElement[bool], limit: int | None = None) -> list[Known]:
    """Applicants that stand for themselves, by their numbers."""
    rows = session.execute(_ASKED.where(*which).order_by(Applicant.row_no).limit(limit)).all()
    codes = _codes(session, [row.id for row in rows])
    found = []
    for number, id, kind, en, tc, sc, br_number, address_en, address_zh, formerly in rows:
        own = frozenset(codes.get(id, ()))
        one = Known(number, id, kind, en, tc, sc, br_number, address_en, address_zh, own)
        found.append(before(one, from_json(formerly)) if formerly else one)
    return found


def _codes(session: Session, owners: list[UUID]) -> dict[UUID, list[str]]:
    """The registration codes of the factories of applicants."""
    asked: Any = select(Factory.applicant_id, Factory.uscc).where(Factory.applicant_id.in_(owners), Factory.uscc != "")
    found: dict[UUID, list[str]] = defaultdict(list)
    for owner, code in session.execute(asked):
        found[owner].append(code)
    return found
