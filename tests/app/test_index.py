"""The index follows every act, says the same as one made anew, and is made anew without loss."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from app import applicant_list, applicants, backup, checking, factories, opening, undo
from app.applicants import ApplicantFields
from app.factories import FactoryFields
from app.index import KINDS, make
from app.index_check import astray
from app.office import Office
from app.refusal import Invalid
from app.texts import say
from models import Applicant, Factory
from models.base import table_of
from models.index import EDITION, applicant_names, index_edition, stands, words_of
from models.kinds import OfficeKind, Sector
from tests import make as made
from tests.app.conftest import folder_office

NAMES = st.sampled_from(["永發", "Wing Fat", "重慶單氏", "A記", "éclat", "0 - ' \"", "𨋢"])


def wrong(office: Office) -> list[str]:
    with office.reading() as session:
        return list(astray(session))


def listed(office: Office, text: str) -> int:
    with office.reading() as session:
        return len(applicant_list.rows(session, text))


def test_what_is_registered_corrected_and_taken_back_is_found_so(office: Office) -> None:
    id = made.applicant(office, name_en="", name_tc="永發")
    assert (listed(office, "yongfa"), listed(office, "kwong")) == (1, 0)
    made.do(office, applicants.correct, id, ApplicantFields(name_en="Kwong Hing"), seen=1)
    assert (listed(office, "yongfa"), listed(office, "kwong")) == (0, 1)
    made.do(office, undo.undo_last)
    assert (listed(office, "yongfa"), listed(office, "kwong")) == (1, 0)
    assert wrong(office) == []


def test_what_was_refused_leaves_no_trace(office: Office) -> None:
    def half() -> None:
        with office.work() as work:
            applicants.register(work, ApplicantFields(name_en="Wing Fat"))
            applicants.register(work, ApplicantFields())

    with pytest.raises(Invalid):
        half()
    assert (listed(office, "wing"), wrong(office)) == (0, [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(st.lists(st.tuples(st.sampled_from("anfuc"), NAMES, NAMES), max_size=6))
def test_after_any_acts_it_is_what_one_made_anew_would_be(office: Office, acts: list[tuple[str, str, str]]) -> None:
    with office.work() as work:
        whose = applicants.register(work, ApplicantFields(name_en="First"))
    for kind, one, other in acts:
        with office.work() as work:
            if kind == "a":
                whose = applicants.register(work, ApplicantFields(name_en=one, name_tc=other))
            elif kind == "n":
                seen = work.session.execute(select(Applicant.version).where(Applicant.id == whose)).scalar_one()
                applicants.correct(work, whose, ApplicantFields(name_sc=one, br_number="12345678"), seen=seen)
            elif kind == "f":
                form = FactoryFields(name_sc=one, name_en=other, district="4419", sector=Sector.TEXT)
                factories.register(work, whose, form)
        if kind == "c":
            made.received(office, applicant_id=whose, legacy_file_no=one + "/" + other)
        if kind == "u":
            with office.work() as work:
                if undo.last(work.session, office.officer):
                    undo.undo_last(work)
    assert wrong(office) == []


def test_many_at_once_are_followed_too(office: Office) -> None:
    with office.work() as work:
        for n in range(600):
            applicants.register(work, ApplicantFields(name_en=f"Number {n}", name_tc="永發"))
    assert (listed(office, "number 599"), wrong(office)) == (1, [])


HARMS: dict[str, Callable[[Office], object]] = {
    "a word is gone": lambda office: delete(words_of("applicant_words", office.store.engine.dialect)),
    "a sound is another": lambda _: update(applicant_names).values(sounds=" x"),
    "a key is another": lambda _: update(applicant_names).values(sort_stroke="x"),
    "a row is gone": lambda _: delete(applicant_names),
    "a row of nobody": lambda _: insert(applicant_names).values(
        row_no=999, sort_english="", sort_stroke="", sort_pinyin="", sort_jyutping="", sounds=""
    ),
}


@pytest.mark.parametrize("harm", HARMS)
def test_check_says_what_is_astray_and_making_it_anew_mends_it(office: Office, harm: str) -> None:
    made.applicant(office, name_tc="永發")
    assert [say(one, "en") for one in checking.check(office)] == []
    with office.store.altering() as connection:
        connection.execute(HARMS[harm](office))  # type: ignore[call-overload]
    assert wrong(office) == ["applicants"]
    assert ["--reindex" in say(one, "en") for one in checking.check(office)] == [True]
    office.reindex()
    assert (wrong(office), listed(office, "yongfa")) == ([], 1)


def test_words_of_nobody_are_seen(office: Office) -> None:
    """As a record that was changed past the program leaves them."""
    made.applicant(office, name_tc="永發")
    with office.store.altering() as connection:
        kept = words_of("factory_words", connection.dialect)
        make(connection)
        number = 77
        connection.execute(
            insert(kept).values({kept.c[0]: number, kept.c[1]: "x" if not office.store.is_shared else "'x'"})
        )
    assert wrong(office) == ["factories"]


def test_it_is_no_part_of_the_journal(office: Office) -> None:
    made.applicant(office, name_tc="永發")
    [entry] = made.entries(office, "applicant.register")
    assert {change.kind for change in made.changes(office, entry)} == {"applicants"}


@pytest.mark.one_engine("sqlcipher", "a shared office is no folder")
def test_an_office_of_another_edition_gets_it_anew_when_it_is_opened(tmp_path: Path) -> None:
    office = folder_office(tmp_path / "office")
    made.applicant(office, name_tc="永發")
    with office.store.altering() as connection:
        connection.execute(update(index_edition).values(edition=EDITION - 1))
        connection.execute(insert(words_of("applicant_words", connection.dialect)).values(rowid=5, words="x"))
    office.close()
    again = opening.open_office(tmp_path / "office", login="lky", password="")
    with again.reading() as session:
        assert stands(session)
    assert (wrong(again), listed(again, "yongfa")) == ([], 1)
    again.close()


@pytest.mark.one_engine("sqlcipher", "a shared office is backed up by its database")
def test_a_backup_holds_it(tmp_path: Path) -> None:
    office = folder_office(tmp_path / "office", OfficeKind.SAMPLE)
    made.applicant(office, name_tc="永發")
    backup.backup(office, tmp_path / "kept")
    office.close()
    backup.restore(tmp_path / "kept", tmp_path / "again")
    again = opening.open_office(tmp_path / "again", login="lky", password="")
    assert (wrong(again), listed(again, "yongfa")) == ([], 1)
    again.close()


def test_every_name_and_number_that_is_folded_is_watched() -> None:
    """Else a corrected name would be found as it was."""
    for kind, record in (("applicants", Applicant), ("factories", Factory)):
        named = {one.name for one in table_of(record).columns if one.name.startswith("name_")}
        assert named < KINDS[kind].watched
