"""The query text: what it means, that it is total, and that what is written means the same again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import case_query, query_words
from app.case_filter import CaseFilter
from app.case_query import parse
from app.case_wants import Days, Field, Flag, Phase, Sums, Value, Want
from app.due import Urgency
from app.office import SignedIn
from app.officers import OfficerRow
from app.query_words import Sense
from app.rules.book import RuleBook
from app.texts import LANGUAGES, say
from models.kinds import ProjectType, Role, Route, Sector
from models.stages import Stage

TODAY = date(2026, 11, 4)
ME = SignedIn(UUID(int=1), "lky", "LKY", "LAU Kit-ying", "劉潔縈", Role.SUPERVISOR)
TWINS = ("YSF", "AB", "AB")
RULES = RuleBook.load()


def officer(number: int, initials: str) -> OfficerRow:
    name = f"YUEN {number}"
    return OfficerRow(
        UUID(int=number), 1, f"login{number}", initials, name, "阮秀芳", "", "", "", Role.CASEWORKER, True
    )


OFFICERS = tuple(officer(number, initials) for number, initials in enumerate(TWINS, 2))
SENSE = Sense(TODAY, ME, OFFICERS, lambda: RULES)


def wants(text: str) -> frozenset[Want]:
    query = parse(text, SENSE)
    assert query.puzzles == (), [str(one.text) for one in query.puzzles]
    return query.narrow(CaseFilter()).wants


def only(text: str) -> frozenset[Value]:
    (want,) = wants(text)
    assert not want.out
    return want.values


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("stage:vetting,visit", Field.STAGE, {Stage.ASSESSMENT, Stage.VERIFICATION}),
        ("status:paid", Field.STAGE, {Stage.PAID}),
        ("階段:審核", Field.STAGE, {Stage.ASSESSMENT}),
        ("阶段：评核", Field.STAGE, {Stage.ASSESSMENT}),
        ("stage:審核", Field.STAGE, {Stage.ASSESSMENT}),
        ('stage:"before the committee",draft', Field.STAGE, {Stage.SCHEDULED, Stage.DRAFT}),
        ("officer:@me", Field.OFFICER, {UUID(int=1)}),
        ("officer:ysf,nobody", Field.OFFICER, {UUID(int=2), None}),
        ("officer:ab", Field.OFFICER, {UUID(int=3), UUID(int=4)}),
        ("負責人員:login4", Field.OFFICER, {UUID(int=4)}),
        ("due:overdue", Field.DUE, {Urgency.OVERDUE}),
        ("due:<14d", Field.DUE, {Days(None, date(2026, 11, 17))}),
        ("due:14d", Field.DUE, {Days(TODAY, date(2026, 11, 18))}),
        ("due:2026-11", Field.DUE, {Days(date(2026, 11, 1), date(2026, 11, 30))}),
        ("限期:逾期", Field.DUE, {Urgency.OVERDUE}),
        ("requested:>300000", Field.REQUESTED, {Sums(Decimal(300_000), None, above=True)}),
        ("requested:>300,000", Field.REQUESTED, {Sums(Decimal(300_000), None, above=True)}),
        ("approved:<=1.2m", Field.APPROVED, {Sums(None, Decimal(1_200_000))}),
        ("subsidy:100k..50萬", Field.SUBSIDY, {Sums(Decimal(100_000), Decimal(500_000))}),
        ("calculated:none", Field.CALCULATED, {None}),
        ("calculated:0", Field.CALCULATED, {Sums(Decimal(0), Decimal(0))}),
        ("requested:1,2", Field.REQUESTED, {Sums(Decimal(1), Decimal(1)), Sums(Decimal(2), Decimal(2))}),
        ("type:nt", Field.TYPE, {ProjectType.NT}),
        ("sector:metal,紡織", Field.SECTOR, {Sector.METAL, Sector.TEXT}),
        ("route:1a,none", Field.ROUTE, {Route.R1A, None}),
        ("received:2025-04..2025-06", Field.RECEIVED, {Days(date(2025, 4, 1), date(2025, 6, 30))}),
        ("received:<2w", Field.RECEIVED, {Days(date(2026, 10, 22), None)}),
        ("received:7d..14d", Field.RECEIVED, {Days(date(2026, 10, 21), date(2026, 10, 28))}),
        ("received:2025..", Field.RECEIVED, {Days(date(2025, 1, 1), None)}),
        ("flag:historic,items", Field.FLAG, {Flag.HISTORIC, Flag.ITEMS}),
        ("is:open", Field.FLAG, {Flag.OPEN}),
        ("number:26-00", Field.NUMBER, {"26-00"}),
        ('name:"wing fat"', Field.NAME, {"wing fat"}),
    ],
)
def test_row_05_each_word_means_what_it_says(text: str, field: Field, values: set[Value]) -> None:
    (want,) = wants(text)
    assert (want.field, set(want.values), want.out) == (field, values, False)


@pytest.mark.parametrize("typed", ["P3", "p3", "3", "2015-2020", "第三期"])
def test_row_05_a_phase_by_its_number_its_years_or_its_name(typed: str) -> None:
    (phase,) = only(f"phase:{typed}")
    assert phase == Phase("P3", ((date(2015, 6, 15), date(2020, 3, 31)),))


def test_a_year_in_two_phases_means_both() -> None:
    assert len(only("phase:2013")) == 2


def test_a_minus_leaves_out_and_commas_mean_any() -> None:
    assert wants("-stage:paid,closed") == {Want(Field.STAGE, frozenset({Stage.PAID, Stage.CLOSED}), out=True)}
    assert wants("-fat") == {Want(Field.TEXT, frozenset({"fat"}), out=True)}


def test_words_without_a_field_are_searched_for_and_quotation_marks_take_them_as_they_stand() -> None:
    query = parse('wing 電鍍 "stage:x" “-1” type:NT 12:30', SENSE)
    assert query.narrow(CaseFilter()).text == "wing 電鍍 stage:x -1 12:30"
    assert query.puzzles == ()


@pytest.mark.parametrize("text", ["%", "_", "'", "1' or '1'='1", "\\", "%%", "flag(", "{0}"])
def test_sql_and_pattern_characters_are_words(text: str) -> None:
    assert parse(text, SENSE).words == text


def test_what_waits_for_my_signature_is_the_filter_s_signer() -> None:
    assert parse("flag:to-sign", SENSE).narrow(CaseFilter()).signer == ME
    assert parse("flag:to-sign,open", SENSE).narrow(CaseFilter()).signer is None
    assert parse("-flag:to-sign", SENSE).narrow(CaseFilter()).wants


@pytest.mark.parametrize(
    ("text", "said", "better"),
    [
        ("stge:vetting type:NT", "‘stge:’ is not a filter word. Did you mean ‘stage:’?", "stage"),
        ("xyzzyq:1 type:NT", "‘xyzzyq:’ is not a filter word. Put it in quotation marks to search for it", ""),
        ("stage:vettng type:NT", "‘vettng’ is no value of Stage. Did you mean ‘vetting’?", "vetting"),
        ("officer:qqqq type:NT", "‘qqqq’ is no value of Officer", ""),
        ("stage: type:NT", "Say which after ‘stage:’", ""),
        ("requested:>lots type:NT", "‘lots’ is not an amount. Write 300000, 300k, 1.2m, or 100k..500k", ""),
        ("due:<2026-13-40 type:NT", "There is no such day: 2026-13-40", ""),
        ("received:2026..2025 type:NT", "The range ends before it begins", ""),
        ("received:.. type:NT", "Say from where, or to where: 2025-04..2025-06", ""),
    ],
)
def test_a_slip_names_the_word_and_the_rest_counts(text: str, said: str, better: str) -> None:
    query = parse(text, SENSE)
    (puzzle,) = query.puzzles
    assert (str(puzzle.text), puzzle.better) == (said, better)
    assert str(query.understood) == "Type: NT"
    assert query.narrow(CaseFilter()) == CaseFilter(wants=frozenset({Want(Field.TYPE, frozenset({ProjectType.NT}))}))


def test_a_puzzle_stands_where_the_word_is() -> None:
    text = 'stage:vetting,"paidd",draft'
    (puzzle,) = parse(text, SENSE).puzzles
    mended = text[: puzzle.start] + puzzle.better + text[puzzle.end :]
    assert only(mended) == {Stage.ASSESSMENT, Stage.PAID, Stage.DRAFT}


def test_a_text_too_long_for_a_query_says_so() -> None:
    query = parse("stage:paid " * 300, SENSE)
    assert [one.text.text for one in query.puzzles] == ["The query has {count} characters; at most {most} are read"]


_PIECES = (
    *(f"{words.en}:" for words in query_words.FIELDS.values()),
    *(f"{words.zh_HK}：" for words in query_words.FIELDS.values()),
    *("vetting", "審核", "paid", "NT", "@me", "nobody", "AB", "none", "overdue", "soon", "P5", "2013", "1A", "metal"),
    *("<14d", ">=2026-11", "2025..2026", ">300000", "1.2m", "112萬", "..5k", "1,000", "open", "to-sign", "items"),
    *(",", "、", "-", " ", '"', "“", "」", "wing", "電鍍", "%", "'", "\\", "\0", "\ud800", "0", "٣", "½", "＞", "　"),
)
_WORDS = st.sampled_from(_PIECES)


@given(st.one_of(st.text(max_size=60), st.lists(_WORDS, max_size=12).map("".join)))
def test_any_text_means_something_and_what_is_written_means_the_same(text: str) -> None:
    query = parse(text, SENSE)
    for part in query.parts:
        assert text[part.start : part.end].strip()
        assert part.want is None or part.said is not None
    meant = query.narrow(CaseFilter())
    for language in LANGUAGES:
        again = parse(case_query.write(meant, SENSE, language), SENSE)
        assert again.puzzles == ()
        assert again.narrow(CaseFilter()) == meant
        for part in query.parts:
            if part.said is not None:
                assert say(part.said, language)
    for puzzle in query.puzzles:
        assert 0 <= puzzle.start < puzzle.end <= len(text)


@pytest.mark.parametrize("field", [field for field in Field if field is not Field.TEXT])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_can_be_written_and_read_in_every_language(field: Field, language: str) -> None:
    for choice in query_words.choices(field, SENSE):
        text = case_query.write_want(Want(field, frozenset({choice.value})), SENSE, language)
        (part,) = parse(text, SENSE).parts
        assert part.want is not None
        assert part.want.values == {choice.value}, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_means_two_values(language: str) -> None:
    for field in Field:
        said = [say(one.said, language) for one in query_words.choices(field, SENSE) if one.value not in (UUID(int=3),)]
        assert len(said) == len(set(said)), field


# what buttons, chips and the filter row do


def test_row_06_a_choice_takes_the_place_of_the_one_before() -> None:
    text = case_query.put("wing stage:paid type:NT", Field.STAGE, "stage:vetting", SENSE)
    assert text == "wing stage:vetting type:NT"
    assert case_query.put(text, Field.STAGE, "", SENSE) == "wing type:NT"
    assert case_query.put("", Field.STAGE, "stage:paid", SENSE) == "stage:paid"
    assert case_query.put("stage:a -stage:paid stage:draft", Field.STAGE, "stage:b", SENSE) == "stage:b -stage:paid"


def test_row_08_a_part_taken_away_leaves_the_rest_as_it_was_typed() -> None:
    text = "  Wing   stage:paid 電鍍"
    part = next(one for one in parse(text, SENSE).parts if one.field is Field.STAGE)
    assert case_query.without(text, part.start, part.end) == "  Wing 電鍍"
