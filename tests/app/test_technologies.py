"""The technology register: entered, corrected, struck out, and what a case keeps of an entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app import technologies
from app.kept import Kept
from app.office import Office
from app.refusal import Invalid, NotPermitted, NotReady, Stale
from app.technologies import TechnologyFields
from models import Case, Technology
from models.kinds import Origin, Role, Sector
from models.stages import Stage
from tests import make

WHOLE = TechnologyFields(
    code="T-01", list_version="List 2", name_en="Foam dyeing", origin=Origin.HK, origin_evidence="Patent HK-1"
)


def register(office: Office) -> tuple[Kept[TechnologyFields], ...]:
    with office.reading() as session:
        return technologies.rows(session)


def choose(office: Office, case: UUID, technology: UUID | None) -> None:
    make.do(office, technologies.choose, case, technology, seen=make.seen(office, case))


def test_the_register_begins_empty(office: Office) -> None:
    assert register(office) == ()


def test_an_entry_comes_back_as_it_was_entered(office: Office) -> None:
    form = replace(WHOLE, name_tc="泡沫染色", sectors=(Sector.TEXT, Sector.METAL), listed_from=date(2026, 1, 1))
    id = make.do(office, technologies.enter, form)
    assert [(one.id, one.fields) for one in register(office)] == [(id, form)]


def test_the_newest_list_comes_first_and_codes_in_order(office: Office) -> None:
    for code, version, day in (
        ("B", "List 1", date(2024, 1, 1)),
        ("A", "List 1", date(2024, 1, 1)),
        ("Z", "List 2", date(2026, 1, 1)),
        ("M", "Undated", None),
    ):
        make.technology(office, code=code, list_version=version, listed_from=day)
    assert [one.fields.code for one in register(office)] == ["Z", "A", "B", "M"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": " "}, "code"),
        ({"list_version": ""}, "list_version"),
        ({"name_en": ""}, "name_en"),
        ({"listed_from": date(2026, 2, 1), "listed_until": date(2026, 1, 1)}, "listed_until"),
        ({"origin_evidence": " "}, "origin_evidence"),
        ({"origin": Origin.HK_GD, "origin_evidence": ""}, "origin_evidence"),
    ],
)
def test_what_an_entry_lacks_is_refused_by_field(office: Office, change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        make.do(office, technologies.enter, replace(WHOLE, **change))
    assert caught.value.field == field
    assert register(office) == ()


def test_developed_elsewhere_needs_no_evidence(office: Office) -> None:
    make.do(office, technologies.enter, replace(WHOLE, origin=Origin.OTHER, origin_evidence=""))
    make.do(office, technologies.enter, replace(WHOLE, code="T-02", origin=None, origin_evidence=""))
    assert len(register(office)) == 2


def test_a_code_stands_once_in_a_version_unless_it_was_struck_out(office: Office) -> None:
    first = make.do(office, technologies.enter, WHOLE)
    with pytest.raises(Invalid) as caught:
        make.do(office, technologies.enter, replace(WHOLE, name_en="Another"))
    assert caught.value.field == "code"
    make.do(office, technologies.enter, replace(WHOLE, list_version="List 3"))
    make.do(office, technologies.strike_out, first, seen=make.version(office, Technology, first), reason="Twice")
    make.do(office, technologies.enter, WHOLE)
    assert [one.fields.list_version for one in register(office)] == ["List 3", "List 2"]


def test_an_entry_may_keep_its_own_code_when_it_is_corrected(office: Office) -> None:
    id = make.do(office, technologies.enter, WHOLE)
    corrected = replace(WHOLE, developer_en="Institute")
    make.do(office, technologies.correct, id, corrected, seen=make.version(office, Technology, id))
    assert register(office)[0].fields == corrected
    with pytest.raises(Stale):
        make.do(office, technologies.correct, id, WHOLE, seen=1)


def test_a_case_takes_over_name_version_origin_and_evidence(office: Office) -> None:
    case, id = make.case(office).id, make.technology(office)
    choose(office, case, id)
    kept = make.read(office, Case, case)
    assert (kept.technology_id, kept.technology, kept.list_version) == (id, "泡沫染色", "List 2")
    assert (kept.origin, kept.origin_evidence, kept.on_list) == (Origin.HK, "Patent HK-1", True)
    assert kept.list_evidence == register(office)[0].fields.code


def test_a_case_keeps_what_the_entry_said_then(office: Office) -> None:
    case, id = make.case(office).id, make.technology(office)
    choose(office, case, id)
    entry = register(office)[0]
    make.do(office, technologies.correct, id, replace(entry.fields, name_tc="別名"), seen=entry.version)
    assert make.read(office, Case, case).technology == "泡沫染色"
    choose(office, case, None)
    untied = make.read(office, Case, case)
    assert (untied.technology_id, untied.technology) == (None, "泡沫染色")


def test_what_was_struck_out_is_chosen_no_more(office: Office) -> None:
    case, id = make.case(office).id, make.technology(office)
    make.do(office, technologies.strike_out, id, seen=make.version(office, Technology, id), reason="Not on the list")
    with pytest.raises(NotReady):
        choose(office, case, id)


def test_another_origin_is_refused_once_the_sum_is_settled(office: Office) -> None:
    case = make.at(office, Stage.SCHEDULED).id
    other = Origin.OTHER if make.read(office, Case, case).origin is not Origin.OTHER else Origin.HK
    with pytest.raises(NotReady):
        choose(office, case, make.technology(office, origin=other))


def test_an_auditor_enters_nothing(office: Office) -> None:
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    with pytest.raises(NotPermitted):
        make.do(office, technologies.enter, WHOLE)


def test_every_act_is_in_the_journal_with_its_reason(office: Office) -> None:
    id = make.do(office, technologies.enter, WHOLE)
    make.do(office, technologies.strike_out, id, seen=make.version(office, Technology, id), reason="Twice")
    found = [(one.act, one.reason) for one in make.entries(office) if one.act.startswith("technology.")]
    assert found == [("technology.enter", ""), ("technology.strike_out", "Twice")]
