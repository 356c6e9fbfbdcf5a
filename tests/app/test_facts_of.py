"""What the rules are told of a case: earlier demonstrations of its technology, however the name is typed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from app import facts_of
from app.office import Office
from app.rules.facts import Technology
from models import Case
from models.kinds import ProjectType, Sector
from models.stages import Stage
from tests import make


def technology_of(office: Office, id: UUID) -> Technology:
    with office.reading() as session:
        case = session.get_one(Case, id)
        return facts_of.facts_of(session, case, office.clock.today()).technology


@pytest.mark.parametrize(
    ("kept", "asked"),
    [
        ("Foam Dyeing", "foam dyeing"),
        ("泡沫染整", "泡沫染整"),
        ("廣東電鍍廢水回用", "广东电镀废水回用"),
        ("ＲＴＯ　氧化爐", "rto 氧化炉"),
        ("É-coating", "é-Coating"),
    ],
)
def test_earlier_demonstrations_are_found_however_the_technology_is_typed(
    office: Office, kept: str, asked: str
) -> None:
    make.at(office, Stage.APPROVED, technology=kept)
    for name in (kept, asked):
        found = technology_of(office, make.case(office, technology=name).id)
        assert (found.demonstrated_before, found.demonstrated) == (("CP-26-0001",), None)


def test_the_own_sector_comes_first(office: Office) -> None:
    whose = make.applicant(office)
    own: dict[str, Any] = {"applicant_id": whose, "technology": "Foam dyeing"}
    metal, dyer = (make.factory(office, whose, sector=sector) for sector in (Sector.METAL, Sector.TEXT))
    make.at(office, Stage.APPROVED, factory_id=metal, **own)
    make.at(office, Stage.APPROVED, factory_id=dyer, **own)
    mine = make.case(office, factory_id=dyer, **own).id
    assert technology_of(office, mine).demonstrated_before == ("CP-26-0002", "CP-26-0001")


def test_only_approved_demonstrations_of_others_count(office: Office) -> None:
    make.received(office, technology="Foam dyeing")
    make.historic(office)
    other = make.at(office, Stage.APPROVED, technology="Heat pump")
    mine = make.case(office, technology="Foam dyeing", demonstrated_before=True, type=ProjectType.NT).id
    found = technology_of(office, mine)
    assert (found.demonstrated_before, found.demonstrated) == ((), True)
    assert technology_of(office, other.id).demonstrated_before == ()


def test_without_a_name_nothing_is_looked_up(office: Office) -> None:
    make.at(office, Stage.APPROVED)
    assert technology_of(office, make.case(office).id).demonstrated_before is None
