"""Invented applicants and factories for measuring, put together by chance from the words of `resources/sample`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from stdnum.cn.uscc import calc_check_digit

from app import districts
from app.names import fold
from app.paths import RESOURCES
from models.base import new_id
from models.kinds import ApplicantKind, FactoryKind, Route, Sector

#: Column → value.
Row = dict[str, Any]

#: Two-sign names of known companies that chance would hit on.
_TAKEN = frozenset({"利豐", "德昌", "鴻興", "文華", "萬華"})


@dataclass(frozen=True, slots=True)
class Party:
    """An applicant that was made, its factories (an association has none), and what it is known by."""

    id: UUID
    kind: ApplicantKind
    factories: tuple[UUID, ...]
    trade: list[str]
    signs: list[list[str]]
    known: Row


@dataclass(frozen=True, slots=True)
class Made:
    """The rows of an applicant, its people, its factories and how they are connected."""

    party: Party
    applicant: Row
    persons: tuple[Row, ...]
    factories: tuple[Row, ...]
    connections: tuple[Row, ...]


@cache
def words() -> dict[str, Any]:
    """The words that names, titles and addresses are made of."""
    return tomllib.loads((RESOURCES / "sample/seed.toml").read_text("utf-8"))


def party(chance: Random, number: int, today: date, *, association: bool, like: Party | None = None) -> Made:
    """The applicant of a number below a million: a business with one or two factories, or an association; or, `like`
    another, the same business once more as somebody else wrote it."""
    trade, signs = (chance.choice(words()["trades"]), _signs(chance)) if like is None else (like.trade, like.signs)
    if like is not None:
        applicant = _again(chance, like.known)
    else:
        applicant = _association(trade, signs) if association else _business(chance, trade, signs)
        applicant |= _register(chance, number, today) | _address(chance)
    applicant["folded"] = fold(*(applicant[name] for name in ("name_en", "name_tc", "name_sc", "br_number")))
    count = 0 if association else 2 if chance.random() < 0.3 else 1
    factories = tuple(_factory(chance, applicant["id"], trade, signs, place) for place in range(count))
    ids = tuple(one["id"] for one in factories)
    made = Party(applicant["id"], applicant["kind"], ids, trade, signs, applicant)
    people = (_person(chance, applicant["id"]),) if chance.random() < 0.25 else ()
    return Made(made, applicant, people, factories, tuple(_connection(chance, one, today) for one in factories))


def _again(chance: Random, known: Row) -> Row:
    """A business that has a number once more, as a list, a letter or a colleague spells it: other words at the end of
    its names, capitals, one name only; mostly without the number, seldom with a slip in it, half at another address."""
    english, chinese = _reworded(chance, known["name_en"]), _reworded(chance, known["name_tc"] or known["name_sc"])
    only, number = chance.random(), known["br_number"]
    if english and chinese and only < 0.4:
        english, chinese = (english, "") if only < 0.2 else ("", chinese)
    slip = f"{number[:-1]}{(int(number[-1]) + 1) % 10}"
    return known | {
        "id": new_id(),
        "name_en": english.upper() if chance.random() < 0.3 else english,
        "name_tc": chinese,
        "name_sc": "",
        "br_number": chance.choice(("", "", "", "", "", "", number, number, slip)),
        "br_expires_on": None,
        **(_address(chance) if chance.random() < 0.5 else {}),
    }


def _reworded(chance: Random, name: str) -> str:
    """A name with another end, if it has one of those that are taken for each other."""
    fitting = [(old, new) for old, new in words()["forms"] if name.endswith(old)]
    if not fitting:
        return name
    old, new = chance.choice(fitting)
    return f"{name.removesuffix(old)}{new}"


def _person(chance: Random, owner: UUID) -> Row:
    """Somebody who may connect a business with its factory; no proof of residence was sighted."""
    chinese, latin = chance.choice(words()["families"])
    given = chance.choices(words()["signs"], k=2)
    return {
        "applicant_id": owner,
        "name_en": f"{latin} {given[0][2]}-{given[1][2].lower()}",
        "name_zh": chinese + _joined(given, 0),
        "hk_resident": True if chance.random() < 0.7 else None,
        "sighted_by_id": None,
        "sighted_on": None,
    }


def _signs(chance: Random) -> list[list[str]]:
    """Two or three signs of a name, each Traditional, Simplified and in Latin letters."""
    while True:
        signs: list[list[str]] = chance.choices(words()["signs"], k=3 if chance.random() < 0.2 else 2)
        if "".join(sign[0] for sign in signs[:2]) not in _TAKEN:
            return signs


def _joined(signs: list[list[str]], which: int) -> str:
    return (" " if which == 2 else "").join(sign[which] for sign in signs)


def _business(chance: Random, trade: list[str], signs: list[list[str]]) -> Row:
    """Most have a name in English and one in Traditional characters; some only one of them, some a Simplified one."""
    form = chance.choice((("有限公司", "Limited"), ("實業有限公司", "Industrial Co. Ltd."), ("廠", "Factory")))
    english = f"{_joined(signs, 2)} {trade[3]} {form[1]}"
    chinese = f"{_joined(signs, 0)}{trade[1]}{form[0]}"
    has = chance.random()
    return {
        "id": new_id(),
        "kind": ApplicantKind.BUSINESS,
        "name_en": "" if has > 0.95 else english,
        "name_tc": chinese if has > 0.08 else "",
        "name_sc": f"{_joined(signs, 1)}{trade[2]}有限公司" if 0.08 < has < 0.12 else "",
    }


def _association(trade: list[str], signs: list[list[str]]) -> Row:
    return {
        "id": new_id(),
        "kind": ApplicantKind.ASSOCIATION,
        "name_en": f"{_joined(signs, 2)} {trade[3]} Trades Association",
        "name_tc": f"{_joined(signs, 0)}{trade[1]}業商會",
        "name_sc": "",
    }


def _register(chance: Random, number: int, today: date) -> Row:
    return {
        "br_number": f"99{number:06}",
        "br_certificate": "",
        "br_expires_on": today + timedelta(chance.randrange(-30, 330)) if chance.random() < 0.8 else None,
        "remarks": "",
    }


def _address(chance: Random) -> Row:
    chinese, english = chance.choice(words()["streets"])
    number, floor, unit = chance.randrange(1, 200), chance.randrange(1, 30), chance.choice("ABCDEFGH")
    return {
        "address_en": f"Unit {unit}, {floor}/F, {number} {english}, Hong Kong",
        "address_zh": f"香港{chinese}{number}號{floor}樓{unit}室",
    }


def _factory(chance: Random, owner: UUID, trade: list[str], signs: list[list[str]], place: int) -> Row:
    """A site in Guangdong, or one in ten in Hong Kong."""
    kind = FactoryKind.HONG_KONG if chance.random() < 0.1 else FactoryKind.GUANGDONG
    row: Row = {
        "id": new_id(),
        "applicant_id": owner,
        "kind": kind,
        "sector": Sector(trade[0]),
        "sector_other": trade[3] if trade[0] == Sector.OTHER else "",
        "processes": [],
        "processes_text": "",
        "owned_and_operated": True if kind is FactoryKind.HONG_KONG else None,
        "ownership_evidence": "",
    }
    row |= _hong_kong(chance, trade, signs) if kind is FactoryKind.HONG_KONG else _guangdong(chance, trade, signs)
    if place:
        row["name_sc"] = f"{row['name_sc']}（二厂）" if row["name_sc"] else ""
    row["folded"] = fold(row["name_en"], row["name_tc"], row["name_sc"], row["uscc"])
    return row


def _guangdong(chance: Random, trade: list[str], signs: list[list[str]]) -> Row:
    code, traditional, simplified, english = chance.choice(words()["towns"])
    road, number = _joined(chance.choices(words()["signs"], k=2), 1), chance.randrange(1, 300)
    only_simplified = chance.random() < 0.7
    return {
        "name_en": "" if only_simplified else f"{_joined(signs, 2)} {trade[3]} ({english}) Co. Ltd.",
        "name_tc": "" if only_simplified else f"{traditional}{_joined(signs, 0)}{trade[1]}廠",
        "name_sc": f"{simplified}{_joined(signs, 1)}{trade[2]}有限公司",
        "uscc": "" if chance.random() < 0.1 else _uscc(chance, code),
        "district": code,
        "address_en": "",
        "address_zh": f"{simplified}市{road}工业区{number}号",
    }


def _hong_kong(chance: Random, trade: list[str], signs: list[list[str]]) -> Row:
    return {
        "name_en": f"{_joined(signs, 2)} {trade[3]} Factory",
        "name_tc": f"{_joined(signs, 0)}{trade[1]}廠",
        "name_sc": "",
        "uscc": "",
        "district": chance.choice(districts.hong_kong()).code,
        **_address(chance),
    }


def _uscc(chance: Random, code: str) -> str:
    """A credit code that passes its check and cannot be a real one: `MAXX` in the organisation's part."""
    start = f"91{code}00MAXX{chance.randrange(10**5):05}"
    return start + calc_check_digit(start)


def _connection(chance: Random, factory: Row, today: date) -> Row:
    """What is known of the route between applicant and factory; of one in ten nothing yet."""
    guangdong = factory["kind"] is FactoryKind.GUANGDONG
    route = chance.choice((Route.R1A, Route.R1B, Route.R1B, Route.R1C)) if guangdong else Route.R2
    agreed = route is Route.R1C
    return {
        "factory_id": factory["id"],
        "route": route,
        "shown": None if agreed or chance.random() < 0.1 else True,
        "indirect": None,
        "through": "",
        "agreement_no": f"SAMPLE-{chance.randrange(10**5):05}" if agreed else "",
        "agreement_from": today - timedelta(2000) if agreed else None,
        "agreement_until": today + timedelta(chance.randrange(-200, 1500)) if agreed else None,
        "corporate_holder": "",
        "evidence": "",
        "struck_out": False,
    }
