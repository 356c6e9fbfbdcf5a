"""The checklist file is whole, and asks each case for what its type, route and claim need."""

from __future__ import annotations

import pytest

from app.rules.checklist import Asked, documents_for, lines, needed
from models.kinds import DocumentKind, FactoryKind, ItemKind, Mark, Origin, ProjectType, Route

ALWAYS = {ItemKind.BR_CERTIFICATE, ItemKind.ANNUAL_RETURN, ItemKind.SUBSTANCE, ItemKind.PERMITS}


def kinds(
    type: ProjectType = ProjectType.VP,
    *routes: Route,
    factory: FactoryKind | None = FactoryKind.GUANGDONG,
    origin: Origin | None = None,
) -> set[ItemKind]:
    return {one.kind for one in needed(Asked(type, frozenset(routes), factory, origin))}


def test_every_known_item_has_one_line_with_its_source() -> None:
    assert sorted(line.kind for line in lines()) == sorted(set(ItemKind) - {ItemKind.OTHER})
    for line in lines():
        assert line.source.en != line.source.zh_HK != line.source.zh_CN
        assert line.documents
        assert line.mark in (Mark.INFERRED, Mark.ANALOG)  # no official list is published
        assert line.proves.en != line.proves.zh_HK != line.proves.zh_CN


def test_no_kind_of_document_ticks_off_two_items() -> None:
    given = [one for documents in documents_for().values() for one in documents]
    assert len(given) == len(set(given))
    assert DocumentKind.SUMMARY not in given


@pytest.mark.parametrize(
    ("route", "more"),
    [
        (Route.R1A, {ItemKind.BUSINESS_LICENCE, ItemKind.CAPITAL}),
        (Route.R1B, {ItemKind.BUSINESS_LICENCE, ItemKind.CAPITAL}),
        (Route.R1C, {ItemKind.BUSINESS_LICENCE, ItemKind.AGREEMENT}),
        (Route.R1D, {ItemKind.BUSINESS_LICENCE, ItemKind.RESIDENT}),
        (Route.R2, {ItemKind.PREMISES}),
        (Route.R3, {ItemKind.PREMISES}),
    ],
)
def test_each_route_asks_for_its_own_proof(route: Route, more: set[ItemKind]) -> None:
    assert kinds(ProjectType.VP, route) == ALWAYS | more


def test_two_routes_ask_for_the_proof_of_both() -> None:
    assert {ItemKind.AGREEMENT, ItemKind.RESIDENT} <= kinds(ProjectType.VP, Route.R1C, Route.R1D)


@pytest.mark.parametrize(
    ("factory", "more"),
    [
        (FactoryKind.GUANGDONG, {ItemKind.BUSINESS_LICENCE}),
        (FactoryKind.HONG_KONG, {ItemKind.PREMISES}),
        (FactoryKind.WORKSHOP, {ItemKind.PREMISES}),
        (None, set()),
    ],
)
def test_until_a_route_is_entered_only_what_all_of_them_need(factory: FactoryKind | None, more: set[ItemKind]) -> None:
    assert kinds(factory=factory) == ALWAYS | more


@pytest.mark.parametrize("type", ProjectType)
def test_cost_and_baseline_are_asked_for_where_they_count(type: ProjectType) -> None:
    asked = {ProjectType.OA, ProjectType.DP, ProjectType.DP1, ProjectType.DP2, ProjectType.NT}
    assert (ItemKind.QUOTATIONS in kinds(type)) is (type in asked)


@pytest.mark.parametrize("origin", [*Origin, None])
def test_the_developer_is_asked_for_where_the_higher_ceiling_is_claimed(origin: Origin | None) -> None:
    assert (ItemKind.ORIGIN in kinds(ProjectType.NT, origin=origin)) is (origin in (Origin.HK, Origin.HK_GD))
    assert ItemKind.ORIGIN not in kinds(ProjectType.DP, origin=origin)


def test_nothing_is_inferred_for_organisation_support() -> None:
    assert kinds(ProjectType.OSI, factory=None) == set()
