"""The summary of a case: what the sheet says, that it is frozen when endorsed, and that its bytes come again."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from decimal import Decimal

import pytest

from app import cases, frozen, summaries
from app.clock import HeldClock
from app.office import Office
from app.pdf.sheet import Advice, SummarySheet
from app.refusal import NotReady
from models import Document
from models.kinds import Role
from models.stages import Stage
from tests import make


def sheet(office: Office, case: make.Made) -> SummarySheet:
    with office.reading() as session:
        return summaries.sheet(office, session, case.id)


def paper(office: Office, case: make.Made, language: str = "en") -> bytes:
    with office.reading() as session:
        return summaries.make(office, session, case.id, language)


def endorsed(office: Office) -> make.Made:
    case = make.at(office, Stage.RECOMMENDED)
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, case.id)
    return case


def test_a_case_that_has_not_come_in_has_no_summary(office: Office) -> None:
    case = make.case(office)
    with pytest.raises(NotReady):
        sheet(office, case)


def test_before_a_recommendation_the_sheet_says_what_is_open(office: Office) -> None:
    seen = sheet(office, make.received(office))
    assert seen.recommendation.advice is Advice.CANNOT_SAY
    assert seen.recommendation.reasons
    assert seen.calculation is None
    assert not seen.endorsed


def test_a_recommended_case_shows_the_amount_that_stands(office: Office) -> None:
    seen = sheet(office, make.at(office, Stage.RECOMMENDED))
    assert seen.recommendation.advice is Advice.RECOMMENDED
    assert seen.recommendation.amount == Decimal("560000.00")
    assert seen.cost == Decimal("1120000")
    assert seen.signatures[0].name is not None
    assert seen.signatures[-1].name is None


def test_an_endorsed_summary_stays_as_it_was_when_the_case_moves_on(office: Office) -> None:
    case = endorsed(office)
    before = sheet(office, case)
    assert before.endorsed
    make.do(office, cases.move, case.id, Stage.SCHEDULED, seen=make.seen(office, case.id))
    assert sheet(office, case) == before


@pytest.mark.parametrize("language", ["en", "zh_HK", "zh_CN"])
def test_the_same_records_give_the_same_bytes_on_another_day(office: Office, language: str) -> None:
    case = make.at(office, Stage.RECOMMENDED)
    first = paper(office, case, language)
    assert isinstance(office.clock, HeldClock)
    office.clock.moment += timedelta(days=40)
    assert paper(office, case, language) == first
    assert first.startswith(b"%PDF-")


def test_a_draft_is_not_kept_and_an_endorsed_one_is_kept_whole(office: Office) -> None:
    draft = make.at(office, Stage.RECOMMENDED)
    with pytest.raises(NotReady):
        make.do(office, summaries.keep, draft.id, "en")
    case = endorsed(office)
    kept = make.read(office, Document, make.do(office, summaries.keep, case.id, "zh_HK"))
    assert office.blobs.read(kept.sha256) == paper(office, case, "zh_HK")
    assert kept.size == len(paper(office, case, "zh_HK"))


def test_a_sheet_is_frozen_and_thawed_without_loss(office: Office) -> None:
    for case in (make.received(office), make.at(office, Stage.RECOMMENDED), endorsed(office)):
        seen = sheet(office, case)
        again = frozen.thaw(frozen.freeze(seen))
        assert again == seen
        assert again.content_hash == seen.content_hash


def test_what_is_not_listed_is_not_frozen() -> None:
    @dataclasses.dataclass(frozen=True)
    class Stranger:
        name: str = "x"

    with pytest.raises(TypeError):
        frozen.freeze(Stranger())
    with pytest.raises(TypeError):
        frozen.freeze(1.5)
