"""The technology register: entered from the published list by an officer, corrected, struck out, chosen for a case.

The list itself was never found (domain.md §1.6), so the register begins empty and holds what the Secretariat's own copy
says, version by version. A case that chooses an entry keeps what it said then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.act import NEW, act
from app.calculations import refuse_settled
from app.cleaning import cleaned, put, why
from app.kept import Kept, kept
from app.locked import refuse_locked
from app.names import fold, refold
from app.office import Work
from app.refusal import Invalid, NotReady
from app.rights import Right
from models import Case, Technology
from models.kinds import Origin, Sector


@dataclass(frozen=True, slots=True)
class TechnologyFields:
    """An entry of the list: code and version, names, developer and origin with its evidence, sectors (none: any)."""

    code: str = ""
    list_version: str = ""
    listed_from: date | None = None
    listed_until: date | None = None
    name_en: str = ""
    name_tc: str = ""
    name_sc: str = ""
    developer_en: str = ""
    developer_zh: str = ""
    origin: Origin | None = None
    origin_evidence: str = ""
    sectors: tuple[Sector, ...] = ()

    @property
    def name(self) -> str:
        """The one name that a case keeps: the Traditional, else the English, else the Simplified one."""
        return self.name_tc or self.name_en or self.name_sc


_COLUMNS = " ".join(TechnologyFields.__slots__)
_TAKEN = "technology_id technology origin origin_evidence on_list list_version list_evidence"


@act("technology.enter", "Enter a technology", right=Right.ENTER, writes={"technologies": NEW})
def enter(work: Work, form: TechnologyFields) -> UUID:
    """A technology of a version of the list. Raises `Invalid` naming the field."""
    return work.add(Technology(struck_out=False, **_checked(work, form, None))).id


@act("technology.correct", "Correct a technology", right=Right.ENTER, writes={"technologies": _COLUMNS}, undo=True)
def correct(work: Work, id: UUID, form: TechnologyFields, *, seen: int) -> None:
    """Change an entry; cases that chose it keep what it said then."""
    put(work.get(Technology, id, seen=seen), _checked(work, form, id))


@act(
    "technology.strike_out",
    "Strike out a technology",
    right=Right.ENTER,
    writes={"technologies": "struck_out"},
    undo=True,
)
def strike_out(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """Take an entry that should not be there off the register; it stays in the history."""
    why(reason)
    work.get(Technology, id, seen=seen).struck_out = True


@act("case.choose_technology", "Choose a technology", right=Right.ENTER, writes={"cases": _TAKEN}, undo=True)
def choose(work: Work, case_id: UUID, technology_id: UUID | None, *, seen: int) -> None:
    """Take over what the register says of a technology: name, list version, origin with its evidence.

    `None` only unties the case from the register. Raises `NotReady` for another origin once the sum is settled, and
    while an approved case is locked.
    """
    case = work.get(Case, case_id, seen=seen)
    refuse_locked(case)
    if technology_id is None:
        case.technology_id = None
        return
    chosen = work.get(Technology, technology_id)
    if chosen.struck_out:
        raise NotReady("This technology was struck out of the register. Choose another.")
    values = _taken(chosen)
    if values["origin"] != case.origin:
        refuse_settled(case)
    put(case, values)
    refold(case)


def rows(session: Session) -> tuple[Kept[TechnologyFields], ...]:
    """The register: newest version of the list first, by code within it."""
    query = select(Technology).where(Technology.struck_out.is_(False))
    found = sorted(session.execute(query).scalars(), key=lambda one: one.code)
    found.sort(key=lambda one: (one.listed_from is not None, one.listed_from, one.list_version), reverse=True)
    return tuple(as_kept(one) for one in found)


def names_of(session: Session, case: Case) -> frozenset[str]:
    """Every folded name under which the technology of a case may stand on another: as typed, and as registered."""
    chosen = session.get(Technology, case.technology_id) if case.technology_id else None
    registered = [chosen] if chosen is not None else _called(session, case.technology_folded)
    names = {fold(name) for one in registered for name in (one.name_en, one.name_tc, one.name_sc)}
    return frozenset((names | {case.technology_folded}) - {""})


def _called(session: Session, folded: str) -> list[Technology]:
    """The entries that bear a folded name; the register is small, so all are looked at."""
    if not folded:
        return []
    found = session.execute(select(Technology).where(Technology.struck_out.is_(False))).scalars()
    return [one for one in found if folded in {fold(one.name_en), fold(one.name_tc), fold(one.name_sc)}]


def as_kept(one: Technology) -> Kept[TechnologyFields]:
    """An entry as a page holds it."""
    return kept(one, TechnologyFields, sectors=tuple(Sector(word) for word in one.sectors))


def _taken(chosen: Technology) -> dict[str, Any]:
    """What a case keeps of an entry; evidence that the register does not have yet is not made up."""
    form = as_kept(chosen).fields
    return {
        "technology_id": chosen.id,
        "technology": form.name,
        "origin": form.origin,
        "origin_evidence": form.origin_evidence,
        "on_list": True,
        "list_version": form.list_version,
        "list_evidence": form.code,
    }


def _checked(work: Work, form: TechnologyFields, id: UUID | None) -> dict[str, Any]:
    values = cleaned(form, prose=frozenset({"origin_evidence"}))
    for name, missing in (
        ("code", "Enter the code of the technology on the list."),
        ("list_version", "Enter the version of the list."),
    ):
        if not values[name]:
            raise Invalid(missing, field=name)
    if not (values["name_en"] or values["name_tc"] or values["name_sc"]):
        raise Invalid("Enter the name of the technology in one language at least.", field="name_en")
    if form.listed_from and form.listed_until and form.listed_until < form.listed_from:
        raise Invalid("The period ends before it begins.", field="listed_until")
    if form.origin in (Origin.HK, Origin.HK_GD) and not values["origin_evidence"]:
        raise Invalid(
            "Enter the evidence of who developed it: the higher ceiling rests on it.", field="origin_evidence"
        )
    _refuse_twin(work, values, id)
    values["sectors"] = [sector.value for sector in form.sectors]
    return values


def _refuse_twin(work: Work, values: dict[str, Any], id: UUID | None) -> None:
    query = select(Technology.id).where(
        Technology.code == values["code"],
        Technology.list_version == values["list_version"],
        Technology.struck_out.is_(False),
    )
    if any(other != id for other in work.session.execute(query).scalars()):
        text = "The register has this code of this version already."
        raise Invalid(text, field="code")
