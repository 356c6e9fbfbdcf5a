"""Taking back one's own last act: what was there comes back, and what may not be taken back stays."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest

from app import applicants, calculations, cases, costs, exports, undo
from app.applicants import ApplicantFields
from app.cases import CaseFields
from app.costs import CostFields
from app.office import Office
from app.refusal import NotReady
from models import Applicant, Case, CostLine, walk
from models.kinds import CostKind, ProjectType, Role
from models.stages import Stage
from tests import make
from tests.app.test_applicants import refused


def take_back(office: Office) -> str:
    with office.work() as work:
        return undo.undo_last(work)


def offered(office: Office) -> str | None:
    with office.reading() as session:
        found = undo.last(session, office.officer)
        return None if found is None else found.title


def test_what_was_there_comes_back_with_its_folded_name_and_the_journal_says_so(office: Office) -> None:
    id = make.applicant(office)
    before = make.read(office, Applicant, id)
    make.do(office, applicants.correct, id, ApplicantFields(name_en="Other Limited"), seen=1)
    done = make.entries(office)[-1]
    assert offered(office) == "Correct an applicant"
    assert take_back(office) == "Correct an applicant"
    after = make.read(office, Applicant, id)
    assert (after.name_en, after.name_tc, after.br_number) == (before.name_en, before.name_tc, before.br_number)
    assert after.folded == before.folded
    assert after.version == 3
    last = make.entries(office)[-1]
    assert (last.act, last.undoes_id) == (undo.NAME, done.id)
    with office.reading() as session:
        assert walk.first_break(session) is None
        assert walk.unaccounted(session) == []


def test_every_kind_of_column_comes_back(office: Office) -> None:
    from tests.app.scenarios import SCENARIOS

    for name in ("case.correct", "factory.correct", "connection.correct", "person.correct", "cost.correct"):
        SCENARIOS[name](office)
        done = make.entries(office, name)[-1]
        (change,) = make.changes(office, done)
        take_back(office)
        (back,) = make.changes(office, make.entries(office)[-1])
        assert (back.before, back.after) == (change.after, change.before), name


def test_a_move_is_taken_back(office: Office) -> None:
    id = make.at(office, Stage.ASSESSMENT).id
    assert take_back(office) == "Move a case"
    assert make.read(office, Case, id).stage is Stage.COMPLETENESS


def test_an_act_is_taken_back_once(office: Office) -> None:
    make.at(office, Stage.ASSESSMENT)
    take_back(office)
    assert offered(office) is None
    with pytest.raises(NotReady):
        take_back(office)


def test_nothing_done_nothing_to_take_back(office: Office) -> None:
    assert offered(office) is None
    refused(NotReady, office, undo.undo_last)


def test_a_number_a_new_record_and_a_decision_stay(office: Office) -> None:
    make.received(office)
    assert offered(office) is None
    make.at(office, Stage.RECOMMENDED)
    assert offered(office) is None
    make.at(office, Stage.DECISION)
    assert offered(office) is None
    make.at(office, Stage.APPROVED)
    with make.signed(office, Role.SUPERVISOR):
        assert offered(office) is None


def test_somebody_elses_act_is_not_mine_to_take_back(office: Office) -> None:
    id = make.at(office, Stage.ASSESSMENT).id
    with make.signed(office, Role.SUPERVISOR):
        assert offered(office) is None
        make.do(office, cases.assign, id, None, seen=make.seen(office, id))
        assert offered(office) == "Assign a case"


def test_what_was_touched_since_is_not_taken_back(office: Office) -> None:
    id = make.at(office, Stage.ASSESSMENT).id
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, cases.assign, id, None, seen=make.seen(office, id))
    assert offered(office) is None
    refused(NotReady, office, undo.undo_last)
    assert make.read(office, Case, id).stage is Stage.ASSESSMENT


def test_what_others_did_elsewhere_does_not_matter(office: Office) -> None:
    id = make.at(office, Stage.ASSESSMENT).id
    with make.signed(office, Role.SUPERVISOR):
        make.case(office)
    take_back(office)
    assert make.read(office, Case, id).stage is Stage.COMPLETENESS


def test_who_lost_the_right_takes_nothing_back(office: Office) -> None:
    from dataclasses import replace

    make.at(office, Stage.ASSESSMENT)
    office.sign_in(replace(office.officer, role=Role.AUDITOR))
    assert offered(office) is None


def test_an_act_that_changed_nothing_leaves_the_one_before_it(office: Office) -> None:
    made = make.case(office)
    form = CaseFields(made.applicant_id, ProjectType.NT, made.factory_id, title_en="A title")
    make.do(office, cases.correct, made.id, form, seen=1)
    make.do(office, cases.correct, made.id, form, seen=2)
    take_back(office)
    assert make.read(office, Case, made.id).title_en == ""


def test_a_letter_and_a_payment_stay(office: Office) -> None:
    id = make.at(office, Stage.APPROVED).id
    make.do(office, cases.move, id, Stage.LETTER, seen=make.seen(office, id))
    assert offered(office) is None
    refused(NotReady, office, undo.undo_last)
    make.do(office, cases.move, id, Stage.AGREEMENT, seen=make.seen(office, id))
    assert offered(office) == "Move a case"


@pytest.mark.parametrize("act", ["cost.correct", "cost.strike_out"])
def test_what_a_recommendation_rests_on_stays(office: Office, act: str) -> None:
    """The cost line itself was touched by nobody since; it is the case that was recommended, by another officer."""
    id = make.at(office, Stage.ASSESSMENT).id
    line = make.add_cost(office, id, amount=Decimal(80_000))
    change(office, act, line)
    done = make.read(office, CostLine, line)
    assert offered(office) is not None
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, calculations.record, id, seen=make.seen(office, id))
        make.recommend(office, id)
    assert offered(office) is None
    refused(NotReady, office, undo.undo_last)
    kept = make.read(office, CostLine, line)
    assert (kept.version, kept.amount, kept.struck_out) == (2, done.amount, done.struck_out)


def change(office: Office, act: str, line: UUID) -> None:
    if act == "cost.strike_out":
        make.do(office, costs.strike_out, line, seen=1, reason="counted twice")
    else:
        form = CostFields(CostKind.EQUIPMENT, "Machine", Decimal(90_000))
        make.do(office, costs.correct, line, form, seen=1)


def test_an_edition_stays_once_another_officer_has_recommended(office: Office) -> None:
    id = make.at(office, Stage.ASSESSMENT).id
    make.do(office, cases.choose_edition, id, "P5", seen=make.seen(office, id), reason="Minute of the committee")
    assert offered(office) == "Choose the edition"
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, calculations.record, id, seen=make.seen(office, id))
        make.recommend(office, id)
    assert offered(office) is None
    refused(NotReady, office, undo.undo_last)
    assert make.read(office, Case, id).edition == "P5"


def test_an_export_stands_in_nobodys_way(office: Office) -> None:
    id = make.applicant(office)
    make.do(office, applicants.correct, id, ApplicantFields(name_en="Other Limited"), seen=1)
    make.do(office, exports.export, reason="1 case")
    assert take_back(office) == "Correct an applicant"
    assert make.read(office, Applicant, id).name_en == "Kwong Fat Dyeing Limited"
