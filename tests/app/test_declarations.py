"""The declaration of interest: asked of each officer who signs, printed, and never supplied for those of before."""

from __future__ import annotations

from uuid import UUID

import pytest

from app import case_parts, cases, decisions, officers, summaries
from app.decisions import Declared
from app.office import Office
from app.pdf.sheet import Declaration, Role, SummarySheet
from app.refusal import Invalid, NotReady
from models import Recommendation, kinds
from models.kinds import Verdict
from models.stages import Stage
from tests import make
from tests.app import scenarios
from tests.app.test_applicants import refused

BROTHER = Declared(interest=True, nature="My brother works for the supplier")


def paper(office: Office, case_id: UUID) -> SummarySheet:
    with office.reading() as session:
        return summaries.sheet(office, session, case_id)


def recommended(office: Office, declares: Declared = make.NO_INTEREST) -> UUID:
    made = make.at(office, Stage.ASSESSMENT)
    make.bring_on(office, made.id, declares=declares)
    return made.id


def endorsed(office: Office, id: UUID, declares: Declared = make.NO_INTEREST) -> None:
    with make.signed(office, kinds.Role.SUPERVISOR):
        make.endorse(office, id, declares)


def test_an_interest_has_a_nature_and_no_interest_has_none(office: Office) -> None:
    id = make.at(office, Stage.ASSESSMENT).id
    terms = {"seen": make.seen(office, id), "reason": "Not new"}
    unsaid = Declared(interest=True, nature=" ")
    against = Verdict.NOT_RECOMMENDED
    assert refused(Invalid, office, decisions.recommend, id, against, **terms, declares=unsaid) == "nature"
    made = make.do(office, decisions.recommend, id, against, **terms, declares=Declared(interest=False, nature="?"))
    kept = make.read(office, Recommendation, made)
    assert (kept.prepared_interest, kept.prepared_interest_text) == (False, "")
    assert (kept.endorsed_interest, kept.endorsed_interest_text) == (None, None)


def test_both_officers_declare_and_the_paper_says_what(office: Office) -> None:
    id = recommended(office, BROTHER)
    assert [(one.role, one.interest) for one in paper(office, id).declarations] == [(Role.PREPARED, True)]
    endorsed(office, id)
    first, second = paper(office, id).declarations
    assert first.nature is not None
    assert (first.interest, first.nature.text) == (True, BROTHER.nature)
    assert second == Declaration(Role.ENDORSED, interest=False)


def test_a_recommendation_from_before_was_not_asked(office: Office) -> None:
    id = recommended(office)
    with office.store.altering() as connection:
        if office.store.is_shared:
            connection.exec_driver_sql("set session_replication_role = replica")
        else:
            connection.exec_driver_sql("drop trigger recommendations_one_step")
        connection.exec_driver_sql(
            "update recommendations set prepared_interest = null, prepared_interest_text = null"
        )  # fmt: skip
    assert paper(office, id).declarations == (Declaration(Role.PREPARED, interest=None),)
    with office.reading() as session:
        advice = case_parts.recommendation(session, id, {one.id: one for one in officers.rows(session)})
    assert advice is not None
    assert advice.prepared_declares is None


@pytest.mark.parametrize("declares", [make.NO_INTEREST, BROTHER])
def test_a_single_officer_goes_on_alone_only_without_an_interest(office: Office, declares: Declared) -> None:
    scenarios.only_administrator(office)
    id = recommended(office, declares)
    if declares.interest:
        refused(NotReady, office, cases.move, id, Stage.SCHEDULED, seen=make.seen(office, id))
    else:
        make.do(office, cases.move, id, Stage.SCHEDULED, seen=make.seen(office, id))


def test_an_endorsed_interest_is_no_hindrance(office: Office) -> None:
    id = recommended(office, BROTHER)
    refused(NotReady, office, cases.move, id, Stage.SCHEDULED, seen=make.seen(office, id))
    endorsed(office, id, BROTHER)
    make.do(office, cases.move, id, Stage.SCHEDULED, seen=make.seen(office, id))
