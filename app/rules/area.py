"""Where factories may stand: the whole of Guangdong, only the Pearl River Delta (before 2013-04-01), Hong Kong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from app.districts import District, guangdong
from app.rules.edition import Edition, Region
from app.rules.facts import Factory
from app.rules.verdict import Reason, ask, inferred, no, unset, yes
from app.texts import Message
from models.kinds import FactoryKind

_GUANGDONG = "44"


def reasons(edition: Edition, factory: Factory) -> Iterator[Reason]:
    """Whether the edition takes factories from where this one stands; its kind already says Guangdong or Hong Kong."""
    regions = edition.geography.regions
    if factory.kind is not FactoryKind.GUANGDONG:
        yield from _hong_kong(edition)
    elif factory.district.isdecimal() and not factory.district.startswith(_GUANGDONG):
        yield no(edition.geography.clause, Message("The factory’s district is not in Guangdong"))
    elif factory.district and _find(factory.district) is None:
        yield _unknown_city(edition, factory.district)
    elif Region.GUANGDONG in regions:
        yield yes(edition.geography.clause, Message("The factory is in Guangdong"))
    else:
        yield _delta(edition, factory.district)


def _hong_kong(edition: Edition) -> Iterator[Reason]:
    if Region.HONG_KONG in edition.geography.regions:
        yield yes(edition.geography.clause, Message("The site is in Hong Kong"))
    else:
        yield unset(
            Message(
                "Whether sites in Hong Kong were taken in {edition} was not published; see the Secretariat’s files",
                edition=edition.label,
            )
        )


def _delta(edition: Edition, written: str) -> Reason:
    """Whether a city is in the Pearl River Delta; which cities that takes in is our reading, marked so."""
    clause, city = edition.geography.clause, _find(written)
    if not written:
        text = Message("The factory’s city is not known yet; only the Pearl River Delta was taken before 1 April 2013")
        return ask(clause, text)
    if city is None:
        return _unknown_city(edition, written)
    if city.code in edition.geography.delta:
        return inferred(Message("{city} is in the Pearl River Delta", city=city.name), met=True)
    text = Message("{city} is not in the Pearl River Delta, the only area taken before 1 April 2013", city=city.name)
    return inferred(text, met=False)


def _unknown_city(edition: Edition, written: str) -> Reason:
    """A question: the words may be a town, or a slip; they are not one of the 21 cities."""
    text = Message("“{city}” is not a prefecture city of Guangdong; choose one", city=written)
    return ask(edition.geography.clause, text)


def _find(written: str) -> District | None:
    """The city by its code (also a longer one, of a county in it) or its name in any language."""
    for city in guangdong():
        names = (city.name.en, city.name.zh_HK, city.name.zh_CN)
        if (written.isdecimal() and written.startswith(city.code)) or _folded(written) in map(_folded, names):
            return city
    return None


def _folded(name: str) -> str:
    """A city's name without case, blanks and the word for city."""
    plain = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    return plain.removesuffix("city").removesuffix("市")
