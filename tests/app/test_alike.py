"""Who is likely the same, by the table `duplicate_pairs.csv`, and that both ways round."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.address_parts import address, likeness
from app.alike import LIKELY, weigh
from app.blocks import Blocks
from app.comparing import Known, keys
from app.name_parts import taken_apart
from app.texts import LANGUAGES, say
from models.kinds import ApplicantKind

ROWS = list(csv.DictReader((Path(__file__).parent / "duplicate_pairs.csv").read_text("utf-8").splitlines()))


def side(row: dict[str, str], which: str) -> Known:
    english, chinese = row[f"{which}_en"], row[f"{which}_zh"]
    where = row[f"{which}_address"]
    ascii_only = where.isascii()
    return Known(
        1, None, ApplicantKind.BUSINESS, english, chinese, "", row[f"{which}_br"],
        where if ascii_only else "", "" if ascii_only else where, frozenset(filter(None, [row[f"{which}_code"]])),
    )  # fmt: skip


def test_the_table_is_as_large_as_was_asked_and_holds_the_trap_words() -> None:
    assert len(ROWS) >= 60
    assert set("伙夥誌志傢家內内衞衛卫") <= {sign for row in ROWS for text in row.values() for sign in text}


def test_row_39_the_table_both_ways_round() -> None:
    wrong = []
    for row in ROWS:
        one, other = side(row, "one"), side(row, "other")
        score, reasons = weigh(one, other)
        back, _ = weigh(other, one)
        if (score >= LIKELY) is not (row["found"] == "yes") or score != back:
            wrong.append((row["why"], score, back, [reason.text for reason in reasons]))
    assert wrong == []


def test_who_is_likely_the_same_has_a_key_in_common() -> None:
    alone = [row["why"] for row in ROWS if row["found"] == "yes" and not shared(row)]
    assert alone == []


def shared(row: dict[str, str]) -> set[str]:
    return set(keys(side(row, "one"))) & set(keys(side(row, "other")))


def test_each_reason_is_a_sentence_in_every_language() -> None:
    for row in ROWS:
        score, reasons = weigh(side(row, "one"), side(row, "other"))
        assert bool(reasons) or score < LIKELY
        for reason in reasons:
            assert all("{" not in say(reason, code) for code in LANGUAGES)


NAMES = st.text(alphabet="永發電鍍廠有限公司香港东莞 wingfatltd()（）-.&'", max_size=14)


@given(NAMES, NAMES)
def test_any_two_names_are_weighed_alike_both_ways(one: str, other: str) -> None:
    mine, theirs = (
        Known(1, None, ApplicantKind.BUSINESS, "", name, "", "", "", "", frozenset()) for name in (one, other)
    )
    score, _ = weigh(mine, theirs)
    assert 0 <= score <= 100
    assert score == weigh(theirs, mine)[0]
    if score >= LIKELY:
        assert set(keys(mine)) & set(keys(theirs))


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_key_of_any_name_holds_letters_and_digits_only(english: str, chinese: str) -> None:
    for key in keys(Known(1, None, ApplicantKind.BUSINESS, english, chinese, "", "", "", "", frozenset())):
        assert key.isalnum()  # nothing in it means anything to an index
        assert len(key) > 1


def test_a_name_of_signs_is_no_name() -> None:
    signs = [Known(1, None, ApplicantKind.BUSINESS, "&", "（）", "", "", "", "", frozenset())] * 2
    assert (weigh(*signs), list(keys(signs[0]))) == ((0, ()), [])


def test_a_name_without_its_form_place_and_trade() -> None:
    for name, own, trades in (
        ("永發電鍍（香港）有限公司", "永发", {"plating"}),
        ("Dongguan WeiHua Handbag Co., Ltd.", "weihua", {"leather"}),
        ("永發五金電鍍實業有限公司", "永发", {"metal", "plating"}),
        ("香港", "香港", set()),
        ("Limited", "limited", set()),
        ("（）", "", set()),
        ("", "", set()),
    ):
        parts = taken_apart(name)
        assert (parts.own, set(parts.trades)) == (own, trades), name


def test_addresses_are_alike_however_their_floors_are_written() -> None:
    one, other = address("九龍觀塘成業街7號12樓5室"), address("觀塘成業街7號十二樓5室")
    assert one is not None
    assert other is not None
    assert (one.key, likeness(one, other)) == (other.key, 100)
    next_door = address("觀塘成業街9號3樓")
    assert next_door is not None
    assert likeness(one, next_door) < 85
    assert address("") is None
    assert address("號樓室") is None


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=4), max_size=12))
def test_blocks_hold_all_who_have_a_key_in_common(things: list[list[str]]) -> None:
    blocks = Blocks()
    for number, some in enumerate(things):
        blocks.add(number, some)
    together = {pair for block in blocks for pair in combinations(block, 2)}
    wanted = {(a, b) for a, b in combinations(range(len(things)), 2) if set(things[a]) & set(things[b])}
    assert together == wanted
