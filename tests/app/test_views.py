"""Saved views: one's own and the office's, kept with their query and look, on both engines."""

from __future__ import annotations

from uuid import UUID

import pytest

from app import undo, views
from app.office import Office
from app.refusal import Invalid, NotPermitted, Stale
from app.views import ViewFields, ViewRow
from models import SavedView
from models.kinds import Role
from tests import make

METAL = ViewFields("Metal", "sector:metal due:<14d", {"columns": ["reference", "due"]})


def seen(office: Office) -> tuple[ViewRow, ...]:
    with office.reading() as session:
        return views.rows(session, office.officer)


def saved(office: Office, form: ViewFields = METAL) -> UUID:
    return make.do(office, views.save, form)


def version(office: Office, id: UUID) -> int:
    return make.version(office, SavedView, id)


def test_row_12_a_view_keeps_its_query_and_its_look(office: Office) -> None:
    id = saved(office)
    (row,) = seen(office)
    assert (row.id, row.fields, row.officer_id) == (id, METAL, office.officer.id)


def test_row_12_nobody_else_sees_a_view_of_one_s_own_and_all_see_a_shared_one(office: Office) -> None:
    saved(office)
    shared = saved(office, ViewFields("Paper", "sector:paper", shared=True))
    with make.signed(office, Role.SUPERVISOR):
        assert [row.id for row in seen(office)] == [shared]
    assert [row.name for row in seen(office)] == ["Metal", "Paper"]


def test_another_officer_s_own_view_is_left_alone(office: Office) -> None:
    id = saved(office)
    with make.signed(office, Role.SUPERVISOR):
        for act, more in ((views.change, (METAL,)), (views.strike_out, ()), (views.move, (1,))):
            with pytest.raises(NotPermitted):
                make.do(office, act, id, *more, seen=version(office, id))


def test_only_who_saved_a_shared_view_may_stop_sharing_it(office: Office) -> None:
    id = saved(office, ViewFields("Paper", "sector:paper", shared=True))
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, views.change, id, ViewFields("Paper!", "", shared=True), seen=version(office, id))
        with pytest.raises(NotPermitted):
            make.do(office, views.change, id, ViewFields("Paper", ""), seen=version(office, id))
    make.do(office, views.change, id, ViewFields("Paper", ""), seen=version(office, id))
    (row,) = seen(office)
    assert not row.shared


def test_who_only_reads_keeps_views_of_her_own_and_shares_none(office: Office) -> None:
    make.officer(office, "aud", Role.AUDITOR)
    with make.signed(office, Role.AUDITOR):
        saved(office)
        with pytest.raises(NotPermitted):
            saved(office, ViewFields("All", "", shared=True))
        assert [row.name for row in seen(office)] == ["Metal"]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (ViewFields("  ", "sector:metal"), "name"),
        (ViewFields("x" * 61, ""), "name"),
        (ViewFields("Metal", "again"), "name"),
        (ViewFields("Long", "x" * 2_001), "query"),
        (ViewFields("Turned", "\u202esector:metal"), "query"),
        (ViewFields("Wide", "", {"columns": ["x" * 30_000]}), "name"),
    ],
)
def test_what_cannot_be_kept_names_its_field(office: Office, form: ViewFields, field: str) -> None:
    saved(office)
    with pytest.raises(Invalid) as refused:
        saved(office, form)
    assert refused.value.field == field


def test_a_deleted_view_is_gone_from_the_rail_and_comes_back_by_undo(office: Office) -> None:
    id = saved(office)
    make.do(office, views.strike_out, id, seen=version(office, id))
    assert seen(office) == ()
    assert make.do(office, undo.undo_last) == "Delete a view"
    assert [row.id for row in seen(office)] == [id]


def test_views_are_put_in_order_among_their_kind(office: Office) -> None:
    one, two, three = (saved(office, ViewFields(name, "")) for name in "ABC")
    shared = saved(office, ViewFields("S", "", shared=True))
    make.do(office, views.move, three, -1, seen=version(office, three))
    make.do(office, views.move, one, -1, seen=version(office, one))
    make.do(office, views.move, shared, -1, seen=version(office, shared))
    assert [row.id for row in seen(office)] == [one, three, two, shared]


def test_a_view_changed_in_another_window_is_not_overwritten(office: Office) -> None:
    id = saved(office)
    make.do(office, views.change, id, ViewFields("Paper", ""), seen=1)
    with pytest.raises(Stale):
        make.do(office, views.change, id, METAL, seen=1)


def test_a_query_that_no_version_understands_is_kept_as_it_was_typed(office: Office) -> None:
    saved(office, ViewFields("Odd", "stge:vetting 'or'1'='1 %"))
    assert seen(office)[0].query == "stge:vetting 'or'1'='1 %"
