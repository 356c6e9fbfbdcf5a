"""Outstanding items, providers and officers: what is taken, what is refused, what stays."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app import engagements, items, officers
from app.engagements import EngagementFields
from app.office import Office
from app.officers import OfficerFields
from app.refusal import Invalid, NotReady, Stale
from models import Engagement, Item, Officer
from models.kinds import ItemKind, ItemState, ProviderRole, Role
from tests import make
from tests.app.test_applicants import refused

# --- items


def test_an_item_is_asked_received_missing_again_and_waived(office: Office) -> None:
    case = make.case(office).id
    id = make.do(office, items.ask, case, ItemKind.PERMITS)
    kept = make.read(office, Item, id)
    assert (kept.state, kept.asked_on) == (
        ItemState.MISSING,
        date(2026, 5, 4),
    )
    make.do(office, items.settle, id, ItemState.RECEIVED, seen=1, on=date(2026, 5, 2))
    assert make.read(office, Item, id).settled_on == date(2026, 5, 2)
    make.do(office, items.settle, id, ItemState.MISSING, seen=2)
    assert make.read(office, Item, id).settled_on is None
    assert refused(Invalid, office, items.settle, id, ItemState.WAIVED, seen=3) == "reason"
    make.do(office, items.settle, id, ItemState.WAIVED, seen=3, reason="Not needed for this type")
    refused(Stale, office, items.settle, id, ItemState.MISSING, seen=3)
    with office.reading() as session:
        assert items.missing(session, case) == ()


def test_what_an_item_must_say(office: Office) -> None:
    case = make.case(office).id
    assert refused(Invalid, office, items.ask, case, ItemKind.OTHER) == "text"
    id = make.do(office, items.ask, case, ItemKind.OTHER, "Chart of the group")
    assert refused(Invalid, office, items.settle, id, ItemState.RECEIVED, seen=1, on=date(2026, 5, 5)) == "on"


def test_what_is_missing_is_a_ready_paragraph(office: Office) -> None:
    draft, case = make.case(office).id, make.received(office).id
    with office.reading() as session:
        assert items.paragraph(session, case, "en") == ""
    for id in (draft, case):
        make.do(office, items.ask, id, ItemKind.OTHER, "Chart of the group")
        make.do(office, items.ask, id, ItemKind.PERMITS)
    with office.reading() as session:
        asked = items.paragraph(session, case, "en")
        assert asked.startswith("To process your application CP-26-0001, we still need: ")
        assert "Chart of the group" in asked
        assert "CP-26" not in items.paragraph(session, draft, "en")
        assert len({items.paragraph(session, case, language) for language in ("en", "zh_HK", "zh_CN")}) == 3


# --- providers


def test_a_provider_has_a_name_and_a_known_interest_says_which(office: Office) -> None:
    case = make.case(office).id
    assert refused(Invalid, office, engagements.add, case, EngagementFields()) == "name_en"
    interested = EngagementFields(name_en="Provider", interest=True)
    assert refused(Invalid, office, engagements.add, case, interested) == "interest_text"
    id = make.do(office, engagements.add, case, EngagementFields(ProviderRole.ASSESSED, "Provider"))
    assert make.read(office, Engagement, id).interest is None
    assert refused(Invalid, office, engagements.strike_out, id, seen=1, reason="") == "reason"
    make.do(office, engagements.strike_out, id, seen=1, reason="withdrew")
    assert make.read(office, Engagement, id).struck_out


# --- officers


@pytest.fixture
def administrator(office: Office) -> Office:
    make.sign_in(office, Role.ADMINISTRATOR)
    return office


def form(login: str = "new", role: Role = Role.CASEWORKER, **names: str) -> OfficerFields:
    given = {"initials": "NEW", "name_en": "NEW Officer", "name_zh": "", "post_en": "", "post_tc": "", "post_sc": ""}
    return OfficerFields(login=login, role=role, **given | names)


def id_of(office: Office, login: str) -> UUID:
    with office.reading() as session:
        return next(one.id for one in officers.rows(session) if one.login == login)


def test_an_officer_has_a_login_of_their_own_initials_and_a_name(administrator: Office) -> None:
    for wrong, field in (
        (form("lky"), "login"),
        (form(" "), "login"),
        (form(initials=""), "initials"),
        (form(name_en=" "), "name_en"),
    ):
        assert refused(Invalid, administrator, officers.appoint, wrong) == field


def test_a_login_stays_when_an_officer_is_corrected(administrator: Office) -> None:
    id = make.do(administrator, officers.appoint, form())
    make.do(administrator, officers.correct, id, form("other", Role.SUPERVISOR, name_zh="新"), seen=1)
    kept = make.read(administrator, Officer, id)
    assert (kept.login, kept.role, kept.name_zh) == ("new", Role.SUPERVISOR, "新")


def test_one_administrator_always_remains(administrator: Office) -> None:
    me = administrator.officer.id
    refused(NotReady, administrator, officers.retire, me, seen=1, reason="left")
    lower = form("kth", Role.SUPERVISOR)
    refused(NotReady, administrator, officers.correct, me, lower, seen=1)
    make.do(administrator, officers.appoint, form("second", Role.ADMINISTRATOR))
    make.do(administrator, officers.retire, me, seen=1, reason="left")
    assert not make.read(administrator, Officer, me).active


def test_who_retired_is_listed_last_and_counts_no_more(administrator: Office) -> None:
    with administrator.reading() as session:
        assert not officers.alone(session, administrator.officer.id)
    lky, ysf = id_of(administrator, "lky"), id_of(administrator, "ysf")
    assert refused(Invalid, administrator, officers.retire, lky, seen=1, reason=" ") == "reason"
    for id in (lky, ysf):
        make.do(administrator, officers.retire, id, seen=1, reason="left")
    with administrator.reading() as session:
        assert [one.login for one in officers.rows(session)] == ["kth", "lky", "ysf"]
        assert officers.alone(session, administrator.officer.id)


def test_in_a_shared_office_the_database_keeps_the_passwords(administrator: Office) -> None:
    with administrator.reading() as session:
        row = officers.rows(session)[0]
    with pytest.raises(NotReady):
        officers.let_in(administrator, row, "a long password")
