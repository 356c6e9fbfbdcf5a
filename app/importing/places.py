"""Where a factory of a list stands, from its own words: a city of Guangdong, a district of Hong Kong, or elsewhere.

A place that is named in no list is not guessed. A factory is said to stand elsewhere only where its row says so: by a
country, by a province of China that is not Guangdong while no city of Guangdong is named, or by a city that no list has
while nothing else says where it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from app import districts
from app.importing.fields import heading_key
from app.texts import LANGUAGES
from models.kinds import FactoryKind

_CHINA: Final = ("china", "cn", "chn", "prc", "p r china", "中国", "内地")
_HONG_KONG: Final = ("hong kong", "hongkong", "hk", "hkg", "hksar", "香港")

_IN_HONG_KONG: Final = ("hong kong", "kowloon", "new territories", "香港", "九龙", "新界")
#: Districts whose names are words of any address.
_EVERYWHERE: Final = frozenset({"eastern", "southern", "north", "islands", "东", "南", "北", "离岛"})

#: The other provinces, by which alone a Chinese address says that it is not in Guangdong.
_PROVINCES: Final = (
    "anhui", "beijing", "chongqing", "fujian", "gansu", "guangxi", "guizhou", "hainan", "hebei", "heilongjiang",
    "henan", "hubei", "hunan", "inner mongolia", "jiangsu", "jiangxi", "jilin", "liaoning", "ningxia", "qinghai",
    "shaanxi", "shandong", "shanghai", "shanxi", "sichuan", "tianjin", "tibet", "xinjiang", "yunnan", "zhejiang",
    "安徽", "北京", "重庆", "福建", "甘肃", "广西", "贵州", "海南", "河北", "黑龙江", "河南", "湖北", "湖南", "内蒙古",
    "江苏", "江西", "吉林", "辽宁", "宁夏", "青海", "陕西", "山东", "上海", "山西", "四川", "天津", "西藏", "新疆",
    "云南", "浙江",
)  # fmt: skip


#: A road may be called after a place that is far away.
_NO_PLACE: Final = re.compile(r"\b\w+( \w)? (road|rd|street|st|avenue|ave)\b|[\u4e00-\u9fff]{2}(?=路|街|大道)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a factory stands: its kind and the code of its city or district, empty where no list has it.

    There is no kind where it stands `elsewhere`, in this country or province, and where a city is `unknown` and nothing
    else is named. `against` is a country that the row names although its address is in Guangdong or Hong Kong.
    """

    kind: FactoryKind | None
    district: str = ""
    elsewhere: str = ""
    against: str = ""
    unknown: str = ""


def place_of(country: str, district: str, address: str, name: str) -> Place:
    """Where the words of a row say that a factory stands."""
    state, where = heading_key(country), heading_key(address)
    if state and not _says(state, *_CHINA, *_HONG_KONG, "guangdong", "广东"):
        named = " ".join(country.split())
        torn = _says(where, *_IN_HONG_KONG, "guangdong", "广东")
        if not torn:
            return Place(None, elsewhere=named)
        return replace(place_of("", district, address, name), against=named)
    code = _in_list(district)
    if _says(state, *_HONG_KONG) or (code and not code.isdecimal()) or (not code and _says(where, *_IN_HONG_KONG)):
        return Place(FactoryKind.HONG_KONG, code or _named(where, "hong_kong"))
    code = code or _named(where, "guangdong") or ("" if district else _named(heading_key(name), "guangdong"))
    if not code and not _says(f"{where} {heading_key(district)}", "guangdong", "广东"):
        words = heading_key(f"{district} {address} {name}")
        if other := next((one for one in _PROVINCES if _says(words, one)), None):
            return Place(None, elsewhere=other.title())
        if district and not state:
            return Place(None, unknown=" ".join(district.split()))
    return Place(FactoryKind.GUANGDONG, code)


def _in_list(text: str) -> str:
    """The code that a cell of the column of cities and districts means."""
    key, known = heading_key(text), {**_names("hong_kong"), **_names("guangdong")}
    code = known.get(key) or known.get(_bare(key), "")
    return code or (text.strip().upper() if districts.district(text.strip().upper()) else "")


def _named(words: str, which: str) -> str:
    """The code of the one place of a list that is named in a text; nothing where none is, or several are."""
    words = _NO_PLACE.sub(" ", words)
    tight = words.replace(" ", "")
    found = {
        code
        for name, code in _names(which).items()
        if name not in _EVERYWHERE and (_says(words, name) or (len(name) > 6 and name.replace(" ", "") in tight))
    }
    return found.pop() if len(found) == 1 else ""


def _says(words: str, *names: str) -> bool:
    return any(f" {one} " in f" {words} " if one.isascii() else one in words for one in names)


def _bare(name: str) -> str:
    """A place without the word that says what it is."""
    for end in (" city", " district", " prefecture", "市", "区"):
        if name.endswith(end) and len(name) > len(end) + 1:
            return name.removesuffix(end)
    return name


@cache
def _names(which: str) -> Mapping[str, str]:
    """Every name of the places of a list, and its code."""
    places = districts.guangdong() if which == "guangdong" else districts.hong_kong()
    named = {heading_key(place.name.in_(language)): place.code for place in places for language in LANGUAGES}
    return {_bare(name) if code.isdecimal() or not name.isascii() else name: code for name, code in named.items()}
