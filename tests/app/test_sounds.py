"""How names sound: readings, loose spellings, and the tables they stand on."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import sounds, tokens
from app.names import fold
from app.paths import RESOURCES

#: Jyutping, and how Hong Kong writes it.
ALIKE = (
    "zoeng/cheung coeng/cheong faat/fat din/tin dou/to gwong/kwong jyun/yuen zyu/chu zyun/chuen seon/shun heoi/hui "
    "seoi/shui lei/lee gei/kee zi/tsz si/sze waa/wah fuk/fook zau/chow bou/po sing/shing jyu/yue hou/ho hyun/huen "
    "hing/hing loeng/leung jip/yip zeoi/tsui gwok/kwok daai/tai jau/yau cing/ching ziu/chiu gun/koon gun/kwun"
)


@pytest.mark.parametrize("pair", ALIKE.split())
def test_cantonese_is_heard_alike_however_it_is_written(pair: str) -> None:
    one, other = pair.split("/")
    assert sounds.loose_cantonese(one) == sounds.loose_cantonese(other)


def test_what_sounds_unlike_stays_apart() -> None:
    kept = [sounds.loose_cantonese(one) for one in ("fat", "fuk", "faan", "wing", "wong", "lei", "lai", "gam", "gan")]
    assert len(set(kept)) == len(kept)


@pytest.mark.parametrize(
    ("name", "pinyin", "jyutping"),
    [
        ("永發電鍍廠", "yong3 fa1 dian4 du4 chang3", "wing5 faat3 din6 dou6 cong2"),
        ("重慶", "chong2 qing4", "cung4 hing3"),
        ("銀行", "yin2 hang2", "ngan4 hong4"),
        ("東莞", "dong1 guan3", "dung1 gun2"),
    ],
)
def test_a_character_is_read_as_in_its_word(name: str, pinyin: str, jyutping: str) -> None:
    for system, told in enumerate((pinyin, jyutping)):
        first = [sounds.toneless(each[0]) for each in sounds.readings(fold(name), system)]
        assert first == [sounds.toneless(one) for one in told.split()]


def test_a_surname_has_its_own_reading() -> None:
    read = [{sounds.toneless(one) for one in sounds.readings(fold("單"), system)[0]} for system in (0, 1)]
    assert read == [{"dan", "shan"}, {"daan", "sin"}]


NAMES = st.text(st.sampled_from("永發電鍍重慶長安單行樂東莞廠興利"), min_size=1, max_size=8)


@given(NAMES, st.data())
def test_what_is_typed_of_the_likeliest_sounds_is_the_beginning_of_a_token(name: str, data: st.DataObject) -> None:
    """As Pinyin, from any syllable on and broken off anywhere."""
    syllables = [sounds.toneless(each[0]) for each in sounds.readings(fold(name), 0)]
    start = data.draw(st.integers(0, len(syllables) - 1))
    typed = "".join(syllables[start : start + 6])
    typed = typed[: data.draw(st.integers(2, max(2, len(typed))))]
    asked = sounds.PINYIN + sounds.loose_pinyin(typed)
    assert len(typed) < 2 or any(one.startswith(asked) for one in sounds.tokens(fold(name)))


@given(st.text(max_size=80))
def test_any_text_has_few_tokens_and_no_trouble(text: str) -> None:
    folded = fold(text)
    assert len(tokens.heard(folded)) + len(tokens.of(folded)) <= 40 * (len(folded) + 1)


def test_the_form_of_a_company_is_no_part_of_its_sound() -> None:
    heard = tokens.heard(fold("永發電鍍廠有限公司"))
    assert not any("gongsi" in one or "gungsi" in one for one in heard)


def test_the_tables_are_those_of_the_recipe() -> None:
    folder = RESOURCES / "order"
    told = re.findall(r"`(\w+\.tsv)` \| `([0-9a-f]{64})`", (folder / "README.md").read_text(encoding="utf-8"))
    assert [name for name, _ in told] == ["characters.tsv", "words.tsv"]
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == told_sum for name, told_sum in told)
    assert "UNICODE LICENSE V3" in (folder / "LICENCES.txt").read_text(encoding="utf-8")
