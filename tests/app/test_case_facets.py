"""How many cases a filter finds, in all and by value; both engines."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import product

import pytest

from app import case_counts, case_facets, case_list, case_query, cases, items, officers, query_words
from app.case_filter import CaseFilter
from app.case_wants import Field, Want
from app.office import Office
from models.kinds import ItemKind, ProjectType, Sector
from models.stages import Stage
from tests import make


@pytest.fixture
def several(office: Office) -> Office:
    whose = make.applicant(office)
    paper = make.factory(office, whose, sector=Sector.PAPER)
    received = [make.received(office, date(2026, 4, 1 + n), applicant_id=whose, factory_id=paper) for n in range(3)]
    for number, made in enumerate(received):
        day = office.clock.today() + timedelta(days=4 * number - 3)
        make.do(office, cases.set_due, made.id, day, "Check", seen=make.seen(office, made.id))
    make.do(office, items.ask, received[-1].id, ItemKind.PERMITS)
    make.case(office, type=ProjectType.DP)
    make.historic(office)
    return office


_FIELDS = (Field.STAGE, Field.TYPE, Field.OFFICER, Field.DUE, Field.SECTOR, Field.PHASE, Field.FLAG)


def test_each_number_is_what_choosing_the_value_finds(several: Office) -> None:
    with several.reading() as session:
        sense = case_query.sense_of(several, officers.rows(session))
        for text, field in product(("", "type:NT", "-stage:draft officer:@me", "kwong"), _FIELDS):
            wanted = case_query.parse(text, sense).narrow(CaseFilter())
            counted = case_facets.counts(session, wanted, field, several)
            for choice in query_words.choices(field, sense):
                words = case_query.write_want(Want(field, frozenset({choice.value})), sense)
                chosen = case_query.parse(case_query.put(text, field, words, sense), sense).narrow(CaseFilter())
                found = case_counts.many(session, chosen, sense.today)
                assert counted.get(choice.value, 0) == found, (text, choice.code)


def test_row_13_a_count_ends_where_it_is_enough(several: Office) -> None:
    with several.reading() as session:
        today = several.clock.today()
        assert case_counts.many(session, CaseFilter(), today) == 5
        assert case_counts.many(session, CaseFilter(), today, most=3) == 4
        assert case_facets.many_saying(session, several, "stage:received") == 3
        assert case_facets.many_saying(session, several, "stage:received stge:x") == 3
        assert case_facets.many_saying(session, several, "kwong") == 5
        rows = case_list.rows(session, CaseFilter(), today)
    assert Counter(row.stage for row in rows)[Stage.RECEIVED] == 3
