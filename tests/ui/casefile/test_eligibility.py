"""Eligibility as a checklist."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from app.case_sheet import CaseSheet
from app.office import Office
from models.kinds import Route
from tests import make
from ui.casefile.eligibility import EligibilitySection, standing_in_the_way
from ui.casefile.page import CaseFilePage
from ui.widgets.basic import Label

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


def words(page: CaseFilePage) -> list[str]:
    found = page.sections["eligibility"]
    assert isinstance(found, EligibilitySection)
    return [one.text() for one in found.findChildren(Label)]


def test_unknown_answers_are_cannot_say_yet_with_their_reasons(office: Office, page_of: PageOf) -> None:
    said = words(page_of(make.received(office).id))
    assert "It cannot be said yet whether the case is eligible" in said
    assert any(text.startswith("– No target characteristic is ticked yet") for text in said)


def test_the_failing_link_of_the_route_that_the_case_rests_on_is_named(office: Office, sheet_of: SheetOf) -> None:
    made = make.received(office)
    assert made.factory_id is not None
    one, other = make.person(office, made.applicant_id), make.person(office, made.applicant_id, name_en="WONG Siu")
    make.connection(
        office, made.factory_id, route=Route.R1D, factory_holder_id=one, applicant_holder_id=other,
        share_in_factory=Decimal(60), share_in_applicant=Decimal(40),
    )  # fmt: skip
    sheet = sheet_of(made.id)
    said = [str(text) for text in standing_in_the_way(sheet.eligibility, frozenset({Route.R1D}))]
    assert sheet.eligibility.eligible is False
    assert said
    assert all(text.startswith("Route 1d") for text in said)


def test_every_reason_stands_with_its_source(office: Office, page_of: PageOf) -> None:
    page = page_of(make.received(office).id)
    assert page.sheet is not None
    said = words(page)
    for check in page.sheet.eligibility.checks:
        for reason in check.reasons:
            assert str(reason.text) in said
            assert reason.source.en in said
