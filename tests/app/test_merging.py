"""Merging two applicants: everything goes along, the old name leads to the one that stays, and one undo parts them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import (
    applicant_list,
    applicant_sheet,
    applicants,
    awards,
    calculations,
    case_list,
    cases,
    checking,
    draft_standing,
    factories,
    finding,
    former,
    history,
    merging,
    recent,
    telling_apart,
    undo,
)
from app.applicants import ApplicantFields, ContactFields, PersonFields
from app.awards import AwardFields
from app.case_filter import CaseFilter
from app.cases import CaseFields
from app.drafts import Basis, Draft, Part, Place, Typed
from app.factories import ConnectionFields, FactoryFields
from app.finding import Kind
from app.former import Former
from app.importing.fields import Kind as ListKind
from app.kept import kept
from app.merge_preview import Preview, preview
from app.office import Office
from app.refusal import CannotSave, Invalid, NotPermitted, NotReady, Refusal, Stale
from app.texts import Message, say
from models import Applicant, Award, Base, Case, Connection, Factory, Person, ToldApart, walk
from models.base import record_classes, table_of
from models.kinds import ApplicantKind, Category, ProjectType, Role
from models.stages import Stage
from tests import make

NAME = {"name_en": "Wing Fat Plating Limited", "name_tc": "永發電鍍有限公司", "br_number": "11111111"}
ALIKE = {"name_en": "Wing Fat Electroplating Co", "name_tc": "永發電鍍廠", "br_number": "22222222"}


def fields(office: Office, id: UUID) -> ApplicantFields:
    return kept(make.read(office, Applicant, id), ApplicantFields).fields


def merge(office: Office, stays: UUID, other: UUID, **chosen: Any) -> None:
    """Merge with the fields of the one that stays, but for those that are said."""
    form = replace(fields(office, stays), **chosen)
    seen = {id: make.version(office, Applicant, id) for id in (stays, other)}
    make.do(office, merging.merge, stays, other, form, seen=seen[stays], other_seen=seen[other])


@pytest.fixture
def pair(office: Office) -> tuple[UUID, UUID]:
    """Two applicants that are one."""
    return make.applicant(office, **NAME), make.applicant(office, **ALIKE)


def undone(office: Office) -> str:
    with office.work() as work:
        return undo.undo_last(work)


def refused(kind: type[Refusal], do: Callable[..., Any], /, *args: Any, **terms: Any) -> str:
    with pytest.raises(kind) as raised:
        do(*args, **terms)
    return say(raised.value.message, "en")


def standing(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Every record as it stands, but for its version."""
    with office.reading() as session:
        return {
            name: sorted(
                map(tuple, session.execute(select(*(c for c in table.columns if c.name != "version")))), key=str
            )
            for name, table in ((name, table_of(kind)) for name, kind in record_classes().items())
        }


# --- nothing is forgotten


def test_every_reference_to_an_applicant_is_said_how_to_treat() -> None:
    found = {(kind.__tablename__, column.name) for kind, column in merging.references()}
    assert found == merging.CARRIED | merging.PAIRED | merging.LED_ON


def test_whatever_points_to_two_things_of_an_applicant_is_looked_at_before_two_are_parted() -> None:
    """`refuse_torn` knows cases, awards and connections; a new kind that holds two owners together must be added."""
    owned = {table_of(kind).c.id for kind in (Applicant, Factory, Person)}
    holding = {
        name
        for name, table in Base.metadata.tables.items()
        if sum(any(column.references(id) for id in owned) for column in table.columns) > 1
    }
    assert holding == {Case.__tablename__, Award.__tablename__, Connection.__tablename__, ToldApart.__tablename__}


def test_everything_goes_along_and_what_stands_under_both_stays_twice(office: Office, pair: tuple[UUID, UUID]) -> None:
    stays, other = pair
    made = make.case(office, applicant_id=other)
    person, contact, award = make.person(office, other), make.contact(office, other), make.award(office, other)
    make.person(office, stays)
    with office.reading() as session:
        before = calculations.request_of(session, session.get_one(Case, made.id))
    merge(office, stays, other)
    with office.reading() as session:
        sheet = applicant_sheet.read(session, stays, office.clock.today())
        assert calculations.request_of(session, session.get_one(Case, made.id)) == before
        assert session.get_one(Award, award).applicant_id == stays
    assert [one.id for one in sheet.cases] == [made.id]
    assert [one.factory.id for one in sheet.factories] == [made.factory_id]
    assert person in {one.id for one in sheet.persons}
    assert len(sheet.persons) == 2
    assert [one.id for one in sheet.contacts] == [contact]
    assert list(checking.check(office)) == []


# --- who was merged away leads to the one that stays


def test_it_is_listed_no_more_and_its_page_is_that_of_the_one_that_stays(
    office: Office, pair: tuple[UUID, UUID]
) -> None:
    stays, other = pair
    merge(office, stays, other)
    with office.reading() as session:
        assert [one.id for one in applicant_list.rows(session)] == [stays]
        assert applicant_list.totals(session, applicant_list.ApplicantFilter()).total == 1
        sheet = applicant_sheet.read(session, other, office.clock.today())
        assert (sheet.applicant.id, sheet.formerly) == (stays, (Former(name_sc="", **ALIKE),))
        opened = recent.recent(session, office.officer.id, [(Kind.APPLICANT, other), (Kind.APPLICANT, stays)])
        assert [one.id for one in opened] == [stays]
        assert merging.whole_id(session, other) == stays


FOUND_BY = {
    "Electroplating": "formerly Wing Fat Electroplating Co",
    "电镀厂": "formerly 永發電鍍廠",
    "dindou": "電鍍 sounds like din dou",  # it is still called so: its own name says it
    "diandu chang": "formerly 永發電鍍廠",
    "22222222": "formerly number 22222222",
    "2222": "formerly number 22222222",
    "Electroplatin": "formerly Wing Fat Electroplating Co",
}


def test_its_old_name_and_number_find_the_one_that_stays(office: Office, pair: tuple[UUID, UUID]) -> None:
    stays, other = pair
    case = make.case(office, applicant_id=other).id
    merge(office, stays, other)
    with office.reading() as session:
        for text, why in FOUND_BY.items():
            found = {one.kind: one for one in finding.find(session, text)}
            assert (found[Kind.APPLICANT].id, say(found[Kind.APPLICANT].matched, "en")) == (stays, why), text
            assert (found[Kind.CASE].id, say(found[Kind.CASE].matched, "en")) == (case, why), text
            assert {one.id for one in applicant_list.rows(session, text)} == {stays}, text
            listed = case_list.rows(session, CaseFilter(text=text), office.clock.today())
            assert [one.id for one in listed] == [case], text


def test_what_the_one_that_stays_was_called_itself_finds_it_too(office: Office, pair: tuple[UUID, UUID]) -> None:
    stays, other = pair
    merge(office, stays, other, **ALIKE)
    with office.reading() as session:
        (found,) = finding.find(session, "plating limited")
        assert (found.id, say(found.matched, "en")) == (stays, "formerly Wing Fat Plating Limited")
        assert applicant_sheet.read(session, stays, office.clock.today()).formerly == (Former(name_sc="", **NAME),)


def test_a_chain_is_led_on_to_its_end_and_never_goes_in_a_circle(office: Office, pair: tuple[UUID, UUID]) -> None:
    first, second = pair
    third = make.applicant(office, name_en="Wing Fat Holdings", name_tc="", br_number="")
    merge(office, second, first)
    merge(office, third, second)
    for gone in (first, second):
        assert make.read(office, Applicant, gone).merged_into_id == third
        assert "merged" in refused(NotReady, merge, office, gone, third)
        assert "merged" in refused(NotReady, merge, office, third, gone)
    with office.reading() as session:
        assert {one.id for one in finding.find(session, "永發")} == {third}
        assert len(applicant_sheet.read(session, first, office.clock.today()).formerly) == 2
    assert undone(office) == "Merge two applicants"
    assert make.read(office, Applicant, first).merged_into_id == second
    assert list(checking.check(office)) == []


def test_the_history_tells_it_and_what_was_done_to_the_other(office: Office, pair: tuple[UUID, UUID]) -> None:
    stays, other = pair
    make.do(office, applicants.correct, other, replace(fields(office, other), remarks="Moved"), seen=1)
    case = make.case(office, applicant_id=other).id
    merge(office, stays, other)
    with office.reading() as session:
        told = history.of_applicant(session, stays, office.rules)
        of_case = history.of_case(session, case, office.rules)[0]
    acts = [say(one.what, "en") for one in told]
    assert acts[0] == "Merge two applicants"
    assert acts.count("Register an applicant") == 2
    assert "Correct an applicant" in acts
    changed = {
        (say(one.field, "en"), say(one.before or "", "en"), say(one.after or "", "en")) for one in told[0].changes
    }
    assert ("Merged into", "Empty", NAME["name_en"]) in changed
    assert ("Applicant", ALIKE["name_en"], NAME["name_en"]) in changed
    assert "Applicant “Wing Fat Electroplating Co”" in {say(one.record, "en") for one in told[0].changes}
    assert [say(one.field, "en") for one in of_case.changes] == ["Applicant"]


def test_a_list_that_still_has_the_old_name_or_number_means_the_one_that_stays(
    office: Office, pair: tuple[UUID, UUID]
) -> None:
    stays, other = pair
    merge(office, stays, other)
    made = make.brought_in(
        office, ListKind.FACTORIES, f"factory,city,applicant\nNew Plant,Dongguan,{ALIKE['name_en']}\n"
    )
    assert make.read(office, Factory, made.ids[0]).applicant_id == stays
    made = make.brought_in(office, ListKind.APPLICANTS, "name,br_number\nWhoever Limited,22222222\n")
    assert made.ids == ()


def test_of_old_names_those_are_told_that_it_has_no_more() -> None:
    now = Former("A Limited", "甲", br_number="2")
    was = (Former("A Co", "甲", br_number="1"), Former("A Limited", "乙"), Former("A Co", "", br_number="2"))
    assert former.no_longer(was, now) == (Former("", "乙"), Former("A Co", "", br_number="1"))
    assert former.lost(was, now) == was
    assert former.lost((Former("A Limited", "", br_number="2"),), now) == ()


# --- what is refused

DAY = date(2026, 4, 1)
ACTS: dict[str, Callable[[Office, UUID, UUID], object]] = {
    "correct": lambda office, gone, _: make.do(office, applicants.correct, gone, ApplicantFields(name_en="X"), seen=2),
    "person": lambda office, gone, _: make.do(office, applicants.add_person, gone, PersonFields("X")),
    "contact": lambda office, gone, _: make.do(office, applicants.add_contact, gone, ContactFields("X")),
    "factory": lambda office, gone, _: make.do(office, factories.register, gone, FactoryFields(name_en="X")),
    "give": lambda office, gone, where: make.do(office, factories.give, where, gone, seen=1),
    "case": lambda office, gone, _: make.do(office, cases.open_case, CaseFields(gone, ProjectType.NT)),
    "award": lambda office, gone, _: make.do(office, awards.enter, AwardFields(gone, 2025, Category.PM, DAY, "N")),
    "apart": lambda office, gone, _: make.do(office, telling_apart.tell_apart, gone, make.applicant(office)),
}


def test_nothing_is_done_with_one_that_was_merged_away(office: Office, pair: tuple[UUID, UUID]) -> None:
    stays, other = pair
    where = make.factory(office, stays)
    merge(office, stays, other)
    for name, act in ACTS.items():
        assert "Open the one that stays" in refused(NotReady, act, office, other, where), name


def test_a_business_and_an_association_are_not_one(office: Office, pair: tuple[UUID, UUID]) -> None:
    club = make.association(office)
    assert "association" in refused(NotReady, merge, office, pair[0], club)
    assert "association" in refused(NotReady, merge, office, *pair, kind=ApplicantKind.ASSOCIATION)
    assert make.read(office, Applicant, club).merged_into_id is None


def test_nobody_is_merged_with_himself_or_under_no_name_or_over_a_colleagues_correction(
    office: Office, pair: tuple[UUID, UUID]
) -> None:
    stays, other = pair
    refused(Invalid, merge, office, stays, stays)
    refused(Invalid, merge, office, *pair, name_en="", name_tc="")
    refused(Invalid, merge, office, *pair, br_number="123")
    make.do(office, applicants.correct, other, replace(fields(office, other), remarks="New"), seen=1)
    form = fields(office, stays)
    refused(Stale, make.do, office, merging.merge, stays, other, form, seen=1, other_seen=1)
    refused(Stale, make.do, office, merging.merge, other, stays, form, seen=1, other_seen=1)
    assert {one.version for one in (make.read(office, Applicant, id) for id in pair)} == {1, 2}


def test_decided_cases_move_only_where_an_approved_case_could_be_unlocked(
    office: Office, pair: tuple[UUID, UUID]
) -> None:
    stays, other = pair
    case = make.at(office, Stage.APPROVED, applicant_id=other).id
    with office.reading() as session:
        seen = preview(session, stays, other)
    said = refused(NotPermitted, merge, office, stays, other)
    assert said.startswith("Recommended or decided cases that would move: 1.")
    assert seen.refused(0, Role.CASEWORKER) is not None
    assert seen.refused(1, Role.CASEWORKER) is seen.refused(0, Role.SUPERVISOR) is None
    with make.signed(office, Role.SUPERVISOR):
        before = make.read(office, Case, case)
        merge(office, stays, other)
        after = make.read(office, Case, case)
        assert (after.applicant_id, after.approved) == (stays, before.approved)
        assert undone(office) == "Merge two applicants"
    assert make.read(office, Case, case).applicant_id == other
    assert list(checking.check(office)) == []


def test_of_two_who_merge_crosswise_at_the_same_moment_one_does(office: Office, pair: tuple[UUID, UUID]) -> None:
    forms = {id: fields(office, id) for id in pair}
    meet = Barrier(2, timeout=20)

    def one(stays: UUID, other: UUID) -> bool:
        with suppress(NotReady, Stale, CannotSave), office.work() as work:
            meet.wait()
            merging.merge(work, stays, other, forms[stays], seen=1, other_seen=1)
            return True
        return False

    with ThreadPoolExecutor(2) as both:
        done = list(both.map(one, pair, reversed(pair)))
    assert sorted(done) == [False, True]
    assert sum(make.read(office, Applicant, id).merged_into_id is not None for id in pair) == 1
    assert list(checking.check(office)) == []


# --- told apart


def test_pairs_told_apart_go_along_and_the_pair_itself_is_told_apart_no_more(
    office: Office, pair: tuple[UUID, UUID]
) -> None:
    stays, other = pair
    known, new = make.applicant(office), make.applicant(office)
    for one, two in ((stays, other), (stays, known), (known, other), (other, new)):
        make.do(office, telling_apart.tell_apart, one, two)
    merge(office, stays, other)
    with office.reading() as session:
        assert telling_apart.apart_from(session, stays) == {known, new}
        assert len(telling_apart.pairs(session)) == 2
    undone(office)
    with office.reading() as session:
        assert telling_apart.apart_from(session, other) == {stays, known, new}


def test_telling_apart_twice_is_once_and_can_be_taken_back(office: Office, pair: tuple[UUID, UUID]) -> None:
    id = make.do(office, telling_apart.tell_apart, *pair)
    assert make.do(office, telling_apart.tell_apart, *reversed(pair)) == id
    refused(Invalid, make.do, office, telling_apart.tell_apart, pair[0], pair[0])
    with office.reading() as session:
        assert telling_apart.pairs(session) == {(min(pair), max(pair))}
    make.do(office, telling_apart.may_be_same, id, seen=1)
    refused(NotReady, make.do, office, telling_apart.may_be_same, id, seen=2)
    with office.reading() as session:
        assert telling_apart.pairs(session) == frozenset()


# --- taking it back


def test_undo_says_what_was_touched_since(office: Office, pair: tuple[UUID, UUID]) -> None:
    stays, other = pair
    where = make.factory(office, other, name_en="Plant One")
    merge(office, stays, other)
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, factories.correct, where, FactoryFields(name_en="Plant Two"), seen=2)
    assert refused(NotReady, undone, office) == "Changed since: Factory “Plant Two”. Nothing was taken back."


NEW_SINCE: dict[str, Callable[[Office, UUID, UUID, UUID], object]] = {
    "Case": lambda office, stays, where, _: make.case(office, applicant_id=stays, factory_id=where, cost=None),
    "Award": lambda office, stays, where, _: make.award(office, stays, factory_id=where),
    "Connection “Plant One”": lambda office, _, where, who: make.do(
        office, factories.connect, where, ConnectionFields(applicant_holder_id=who)
    ),
}


def test_undo_says_what_was_entered_since_and_holds_the_two_together(office: Office) -> None:
    for what, enter in NEW_SINCE.items():
        stays, other = make.applicant(office, **NAME), make.applicant(office, **ALIKE)
        where, who = make.factory(office, other, name_en="Plant One"), make.person(office, stays)
        merge(office, stays, other)
        with make.signed(office, Role.SUPERVISOR):
            enter(office, stays, where, who)
        said = refused(NotReady, undone, office)
        assert said == f"{what} was entered since the two were merged. Nothing was taken back."
        assert make.read(office, Factory, where).applicant_id == stays


def _wholly(office: Office, spec: list[dict[str, Any]]) -> list[UUID]:
    """Applicants with what a specification says of each."""
    made = []
    for one in spec:
        id = make.applicant(office, name_en=one["name"], name_tc="", br_number=one["number"], remarks=one["remarks"])
        people = [make.person(office, id) for _ in range(one["people"])]
        for number in range(one["factories"]):
            where = make.factory(office, id, uscc="")
            if people:
                make.connection(office, where, applicant_holder_id=people[0])
            for _ in range(one["cases"] if number == 0 else 0):
                make.case(office, applicant_id=id, factory_id=where, cost=None)
        if one["award"]:
            make.award(office, id)
        made.append(id)
    return made


_APPLICANT = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Wing Fat", "Wing Fat Ltd", "Wing Lee"]),
        "number": st.sampled_from(["", "11111111", "22222222"]),
        "remarks": st.sampled_from(["", "Seen"]),
        "people": st.integers(0, 2),
        "factories": st.integers(0, 2),
        "cases": st.integers(0, 1),
        "award": st.booleans(),
    }
)


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spec=st.lists(_APPLICANT, min_size=3, max_size=3), apart=st.sets(st.sampled_from([(0, 1), (0, 2), (1, 2)])),
       turns=st.lists(st.sampled_from([(0, 1), (1, 0), (0, 2), (2, 1), (2, 0)]), min_size=1, max_size=2),
       takes=st.booleans())  # fmt: skip
def test_any_merges_taken_back_leave_every_record_as_it_was(
    office: Office, spec: Any, apart: Any, turns: Any, takes: bool
) -> None:
    make.sign_in(office, Role.CASEWORKER)
    made = _wholly(office, spec)
    for one, two in sorted(apart):
        make.do(office, telling_apart.tell_apart, made[one], made[two])
    for stays, other in turns:
        with office.reading() as session:
            ids = [merging.whole_id(session, made[at]) for at in (stays, other)]
        if ids[0] == ids[1]:
            continue
        before = standing(office)
        with office.reading() as session:
            seen = preview(session, *ids)
        form = seen.proposed(0)
        if takes:
            form = replace(form, name_en=seen.sides[1].applicant.fields.name_en)
        versions = [one.applicant.version for one in seen.sides]
        make.do(office, merging.merge, *ids, form, seen=versions[0], other_seen=versions[1])
        _sound(office)
        undone(office)
        assert standing(office) == before
        _sound(office)
        merge(office, *ids)
    _sound(office)


def _sound(office: Office) -> None:
    """The journal accounts for every record, the index is right, nobody points to one who was merged away."""
    from app.index_check import astray

    with office.reading() as session:
        assert walk.unaccounted(session) == []
        assert list(astray(session)) == []
        gone = select(Applicant.id).where(Applicant.merged_into_id.is_not(None))
        for kind, column in merging.references():
            query = select(kind).where(column.in_(gone))
            left = [one for one in session.execute(query).scalars() if not getattr(one, "struck_out", False)]
            assert left == [], column
        merging.refuse_torn(session, session.execute(select(Applicant.id)).scalars().all())


# --- the preview


def seen_of(office: Office, one: UUID, two: UUID) -> Preview:
    with office.reading() as session:
        return preview(session, one, two)


def test_the_preview_says_what_moves_who_stays_and_what_to_think_of(office: Office, pair: tuple[UUID, UUID]) -> None:
    first, second = pair
    _, two = (make.factory(office, id, name_en="Plant One", uscc="") for id in pair)
    for id in pair:
        make.person(office, id)
    make.award(office, first)
    make.approved(office, second)
    make.case(office, applicant_id=second, factory_id=two, cost=None)
    make.do(office, telling_apart.tell_apart, first, second)
    seen = seen_of(office, first, second)
    assert (seen.suggested, say(seen.why, "en")) == (1, "It has more cases: 1, the other 0.")
    assert [say(line, "en") for line in seen.sides[1].moving] == ["1 case", "1 factory", "1 person", "1 award"]
    assert [say(line, "en") for line in seen.sides[0].moving] == ["1 factory", "1 person", "1 award"]
    assert {"kind", "address_en"} <= seen.same
    assert not {"name_en", "br_number"} & seen.same
    assert [say(line, "en") for line in seen.warnings(0)] == [
        "Somebody has told these two apart. Merging them takes that back.",
        "Their registration numbers differ. Companies of one group often have alike names.",
        "These factories stand under both and stay twice, each with its own ceiling: Plant One",
        "These people stand under both and stay twice: CHAN Tai-man (陳大文)",
        "Both have the award Partners (Manufacturing) of 2024. Both awards stay.",
        "Their printed certificates keep the name that stands on them: 1",
    ]


def test_the_preview_proposes_what_either_says(office: Office) -> None:
    one = make.applicant(office, name_en="A", name_tc="", br_number="", address_zh="甲", remarks="first")
    two = make.applicant(office, name_en="B", name_tc="乙", br_number="22222222", address_zh="", remarks="second")
    seen = seen_of(office, one, two)
    form = seen.proposed(0)
    assert (form.name_en, form.name_tc, form.br_number, form.address_zh) == ("A", "乙", "22222222", "甲")
    assert form.remarks == "first\n\nsecond"
    assert seen.proposed(1).name_en == "B"
    assert (seen.suggested, say(seen.why, "en")) == (0, "It was registered first.")


def test_there_is_no_preview_of_one_that_was_merged(office: Office, pair: tuple[UUID, UUID]) -> None:
    merge(office, *pair)
    refused(NotReady, seen_of, office, *pair)


def test_what_was_typed_over_one_that_was_merged_away_can_be_copied_and_not_restored(
    office: Office, pair: tuple[UUID, UUID]
) -> None:
    stays, other = pair
    typed = Typed("remarks", Message("Remarks"), "Rang", "Rang")
    drafts = [
        Draft(uuid4(), Place("applicant", id, "ApplicantDialog"), "Wing Fat", Message("Applicant"),
              (Part((typed,), basis=Basis("applicants", id, 1)),), office.clock.now(), office.clock.now())
        for id in (stays, other)
    ]  # fmt: skip
    merge(office, stays, other)
    with office.reading() as session:
        found = draft_standing.standings(session, drafts, office.rules)
    assert [found[one.id].gone for one in drafts] == [False, True]
