"""The key facts of a summary: names in the reader's language, what is outstanding, what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.pdf.lines import Name, Text
from app.pdf.sheet import Decided
from app.pdf.summary import draw
from app.texts import Message, Words
from tests.app.pdf.seen import lines_of, text_of
from tests.app.pdf.sheets import ENDORSED, ORDINARY
from tests.app.rules.cases import FACTS, judged


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "永發電鍍有限公司 · 永发电镀有限公司 · Business Registration Number"),
        ("zh_HK", "永发电镀有限公司 · Wing Fat Electroplating Company Limited · "),
        ("zh_CN", "永發電鍍有限公司 · Wing Fat Electroplating Company Limited · "),
    ],
)
def test_a_paper_names_things_in_its_language_first_and_in_the_nearest_next(language: str, line: str) -> None:
    assert line in text_of(draw(ORDINARY, language))


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Recovery"), ("zh_HK", "溶劑型清洗線加裝VOC回收裝置"), ("zh_CN", "回收装置")]
)
def test_the_project_has_the_title_in_the_language_of_the_paper(language: str, title: str) -> None:
    text = text_of(draw(replace(ORDINARY, titles=(Name("en", "Recovery"), Name("zh_CN", "回收装置"))), language))
    assert title in text
    assert sum(one in text for one in ("Recovery", "溶劑型清洗線加裝", "回收装置")) == 1


@pytest.mark.parametrize(
    ("outstanding", "said"),
    [((), "Outstanding items|None outstanding|"), ((Name("zh_HK", "股東名冊"),), "Outstanding items|股東名冊|")],
)
def test_what_the_applicant_still_owes_is_said_also_when_it_is_nothing(
    outstanding: tuple[Text, ...], said: str
) -> None:
    assert said in lines_of(replace(ORDINARY, outstanding=outstanding))


def test_a_sheet_that_was_frozen_before_that_was_shown_says_nothing_of_it_and_keeps_its_hash() -> None:
    assert "Outstanding" not in text_of(draw(ORDINARY, "en"))
    assert ORDINARY.content_hash == "2000c43971bfa66f7b0413aecb335bb69ff14c2fdc81a7bcd80606dd6087b7ba"
    assert replace(ORDINARY, outstanding=()).content_hash != ORDINARY.content_hash


DECIDED = Decided(
    outcome=Message("Approved"),
    body="Project Management Committee",
    meeting="26/08",
    paper="PMC 26/08-6",
    on=date(2026, 8, 19),
    entered_by=Words("LAU Kit-ying (劉潔縈)", "劉潔縈（LAU Kit-ying）", "劉潔縈（LAU Kit-ying）"),
)


def test_a_grant_that_was_decided_while_eligibility_was_open_says_who_decided_and_what_is_not_known() -> None:
    dummy = judged(replace(FACTS, applicant=replace(FACTS.applicant, br_number="C0120034")))
    assert dummy.eligible is None
    sheet = replace(ENDORSED, eligibility=dummy, decided=DECIDED)
    text = text_of(draw(sheet, "en"))
    assert "Eligibility is still open:C0120034 is a stand-in" in text
    assert "Approved · 19 August 2026Project Management Committee, meeting 26/08, paper PMC 26/08-6" in text
    assert "Entered by LAU Kit-ying (劉潔縈); unconfirmed: a single officer works here" in text
    assert "The decision stands as it was taken; what is not known is marked below." in text
    assert "It cannot be said yet" not in text


@pytest.mark.parametrize(("language", "who"), [("en", "LAU Kit-ying (劉潔縈)"), ("zh_HK", "劉潔縈（LAU Kit-ying）")])
def test_who_entered_a_decision_is_named_in_both_scripts(language: str, who: str) -> None:
    assert who in text_of(draw(replace(ENDORSED, decided=DECIDED), language))


def test_conditions_of_the_committee_are_printed_where_they_are_not_those_proposed() -> None:
    own = replace(DECIDED, conditions=(Name("en", "Build a shelter first."),))
    assert "Build a shelter first." in text_of(draw(replace(ENDORSED, decided=own), "en"))
    same = replace(ENDORSED, decided=own, conditions=own.conditions)
    assert text_of(draw(same, "en")).count("Build a shelter first.") == 1
