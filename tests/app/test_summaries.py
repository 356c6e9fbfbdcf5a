"""The summary of a case: what the sheet says, that it is frozen when endorsed, and that its bytes come again."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from decimal import Decimal

import pytest

from app import cases, decisions, frozen, items, summaries
from app.clock import HeldClock
from app.office import Office
from app.pdf import sheet as pdf_sheet
from app.pdf.lines import Name
from app.pdf.sheet import Advice, SummarySheet
from app.refusal import NotReady
from app.texts import Message, say
from app.words import word
from models import Document, Item
from models.kinds import ItemKind, ItemState, Role, Route
from models.stages import Stage
from tests import make
from tests.app import scenarios


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


def test_the_decision_is_added_to_an_endorsed_summary_once_it_takes_effect(office: Office) -> None:
    case = endorsed(office)
    before = sheet(office, case)
    make.do(office, cases.move, case.id, Stage.SCHEDULED, seen=make.seen(office, case.id))
    make.do(office, decisions.approve, case.id, make.decision(office), seen=make.seen(office, case.id))
    assert sheet(office, case) == before
    with make.signed(office, Role.SUPERVISOR):
        make.confirm(office, case.id)
    after = sheet(office, case)
    assert after.decided is not None
    assert (after.decided.outcome, after.approved) == (Message("Approved"), make.decision(office).amount)
    assert after.decided.confirmed_by is not None
    assert after.content_hash != before.content_hash
    assert dataclasses.replace(after, decided=None, approved=None, made_at=before.made_at) == before


def test_a_summary_that_nobody_endorsed_stays_a_draft_after_the_decision(office: Office) -> None:
    id = scenarios.alone(office)
    seen = sheet(office, make.Made(id, id, None))
    assert not seen.endorsed
    assert seen.decided is not None
    assert seen.decided.confirmed_by is None
    assert seen.signatures[-1].name is None


def test_what_is_outstanding_is_on_the_sheet_until_it_is_settled(office: Office) -> None:
    case = make.received(office)
    assert sheet(office, case).outstanding == ()
    item = make.do(office, items.ask, case.id, ItemKind.OTHER, "股東名冊")
    make.do(office, items.ask, case.id, ItemKind.PERMITS)
    assert sheet(office, case).outstanding == (Name("zh_HK", "股東名冊"), word(ItemKind.PERMITS))
    make.do(office, items.settle, item, ItemState.RECEIVED, seen=make.version(office, Item, item))
    assert sheet(office, case).outstanding == (word(ItemKind.PERMITS),)


def test_people_are_named_in_both_scripts_the_readers_first(office: Office) -> None:
    case = make.case(office)
    assert case.factory_id is not None
    who = make.person(office, case.applicant_id)
    holding = {"share_in_factory": Decimal(60), "share_in_applicant": Decimal(40)}
    holders = {"factory_holder_id": who, "applicant_holder_id": who}
    make.connection(office, case.factory_id, route=Route.R1D, **holders, **holding)
    make.do(office, cases.receive, case.id, office.clock.today(), seen=make.seen(office, case.id))
    found = sheet(office, case).eligibility
    assert found is not None
    told = {language: say(reason.text, language) for language in ("en", "zh_HK") for route in found.routes
            for reason in route.reasons if "resident" in reason.text.text}  # fmt: skip
    assert told["en"].startswith("CHAN Tai-man (陳大文) ")
    assert told["zh_HK"].startswith("陳大文（CHAN Tai-man）")


def test_a_case_from_an_old_file_says_so_and_recommends_nothing(office: Office) -> None:
    id = make.historic(office)
    seen = sheet(office, make.Made(id, id, None))
    assert seen.recommendation.advice is Advice.ON_RECORD
    assert seen.recorded == Decimal("250000")
    assert [one.role for one in seen.signatures] == [pdf_sheet.Role.ENTERED, pdf_sheet.Role.CONFIRMED]
    assert all(one.name is not None for one in seen.signatures)


def test_a_case_that_ended_before_anybody_recommended_promises_nothing(office: Office) -> None:
    case = make.received(office)
    make.do(office, cases.move, case.id, Stage.WITHDRAWN, seen=make.seen(office, case.id), reason="Letter")
    seen = sheet(office, case)
    assert seen.recommendation.advice is Advice.ENDED
    assert seen.signatures == ()


def test_the_cost_is_known_before_it_is_calculated(office: Office) -> None:
    case = make.received(office)
    assert sheet(office, case).cost == Decimal("1120000.00")
    assert sheet(office, make.received(office, cost=None)).cost is None


def test_a_real_office_is_named_and_the_sample_says_what_it_is(office: Office) -> None:
    assert sheet(office, make.received(office)).office == Name("en", office.name)


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
