"""The words of the query language: how a field and each of its values may be typed, is written and is shown.

Everything can be typed in English or Chinese, in either script. English codes are what a text is written in for
others; a Chinese screen writes the Chinese words, and all screens read both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from app.case_wants import Field, Flag, Phase, Value
from app.due import Urgency
from app.names import fold
from app.texts import LANGUAGES, Message, Words, say
from app.words import word
from models.kinds import ProjectType, Route, Sector
from models.stages import Stage

if TYPE_CHECKING:
    from app.office import SignedIn
    from app.officers import OfficerRow
    from app.rules.book import RuleBook

#: How each field is written, by language.
FIELDS: Final = {
    Field.STAGE: Words("stage", "階段", "阶段"),
    Field.TYPE: Words("type", "類型", "类型"),
    Field.OFFICER: Words("officer", "負責人員", "负责人员"),
    Field.DUE: Words("due", "限期", "期限"),
    Field.SECTOR: Words("sector", "行業", "行业"),
    Field.PHASE: Words("phase", "期數", "期数"),
    Field.ROUTE: Words("route", "途徑", "途径"),
    Field.RECEIVED: Words("received", "收件", "收件"),
    Field.SINCE: Words("since", "停留", "停留"),
    Field.REQUESTED: Words("requested", "申請額", "申请额"),
    Field.CALCULATED: Words("calculated", "計算額", "计算额"),
    Field.APPROVED: Words("approved", "批准額", "批准额"),
    Field.SUBSIDY: Words("subsidy", "資助額", "资助额"),
    Field.FLAG: Words("flag", "標記", "标记"),
    Field.NUMBER: Words("number", "編號", "编号"),
    Field.NAME: Words("name", "名稱", "名称"),
}

#: What people also type, folded.
_ALSO: Final = {
    "status": Field.STAGE, "状态": Field.STAGE, "进度": Field.STAGE,
    "kind": Field.TYPE, "项目": Field.TYPE,
    "assigned": Field.OFFICER, "人员": Field.OFFICER, "负责": Field.OFFICER,
    "deadline": Field.DUE, "限期": Field.DUE, "到期": Field.DUE,
    "industry": Field.SECTOR, "edition": Field.PHASE, "期": Field.PHASE,
    "receipt": Field.RECEIVED, "收到": Field.RECEIVED, "收件日期": Field.RECEIVED,
    "申请资助额": Field.REQUESTED, "计算资助额": Field.CALCULATED, "批准资助额": Field.APPROVED,
    "amount": Field.SUBSIDY, "is": Field.FLAG, "has": Field.FLAG,
    "ref": Field.NUMBER, "reference": Field.NUMBER, "档案": Field.NUMBER,
    "applicant": Field.NAME, "factory": Field.NAME, "申请人": Field.NAME, "工厂": Field.NAME,
}  # fmt: skip

_TITLES: Final = {
    Field.STAGE: Message("Stage"),
    Field.TYPE: Message("Type"),
    Field.OFFICER: Message("Officer"),
    Field.DUE: Message("Due"),
    Field.SECTOR: Message("Sector"),
    Field.PHASE: Message("Phase"),
    Field.ROUTE: Message("Route"),
    Field.RECEIVED: Message("Received on"),
    Field.SINCE: Message("In this stage since"),
    Field.REQUESTED: Message("Requested"),
    Field.CALCULATED: Message("Calculated"),
    Field.APPROVED: Message("Approved subsidy"),
    Field.SUBSIDY: Message("Subsidy"),
    Field.FLAG: Message("Flag"),
    Field.NUMBER: Message("Number"),
    Field.NAME: Message("Name"),
    Field.TEXT: Message("Search"),
}

_FLAGS: Final = {
    Flag.OPEN: Message("Open cases"),
    Flag.ENDED: Message("Ended"),
    Flag.WAITING: Message("Waiting for others"),
    Flag.UNLOCKED: Message("Unlocked"),
    Flag.HISTORIC: Message("Historic"),
    Flag.ITEMS: Message("Items outstanding"),
    Flag.TASKS: Message("Tasks to do"),
    Flag.NO_NUMBER: Message("No number yet"),
    Flag.TO_SIGN: Message("For my signature"),
}

#: What a field says where there is nothing, and whether "none" may be asked of it at all.
_NONE: Final = {
    Field.OFFICER: Message("Nobody"),
    Field.SECTOR: Message("No factory"),
    Field.PHASE: Message("No phase"),
    Field.ROUTE: Message("No connection"),
    Field.RECEIVED: Message("Not received"),
    Field.REQUESTED: Message("Not entered"),
    Field.CALCULATED: Message("Not entered"),
    Field.APPROVED: Message("Not entered"),
    Field.SUBSIDY: Message("Not entered"),
}
_STAGES: Final = {Stage.ASSESSMENT: ("审核", "审批"), Stage.VERIFICATION: ("实地核实",)}
_NOTHING: Final = ("none", "nothing", "没有", "无")

DATES: Final = frozenset({Field.DUE, Field.RECEIVED, Field.SINCE})
AMOUNTS: Final = frozenset({Field.REQUESTED, Field.CALCULATED, Field.APPROVED, Field.SUBSIDY})
TEXTS: Final = frozenset({Field.NUMBER, Field.NAME, Field.TEXT})


@dataclass(frozen=True, slots=True)
class Sense:
    """What words mean here and now: the Hong Kong day, who asks, and which officers and phases there are."""

    today: date
    me: SignedIn
    officers: tuple[OfficerRow, ...]
    rules: Callable[[], RuleBook]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that can be chosen: its English code, its short words, its whole title, and what else names it."""

    value: Value
    code: str
    said: Message
    title: Message
    also: tuple[str, ...] = ()
    #: Written as its code in every language.
    coded: bool = False

    def written(self, language: str) -> str:
        """How the value is written in a language."""
        return self.code if language == "en" or self.coded else say(self.said, language)

    def named(self) -> Iterator[str]:
        """Everything it may be typed as, plain (`plain`)."""
        yield plain(self.code)
        yield from map(plain, self.also)
        for language in LANGUAGES:
            yield plain(say(self.said, language))
            yield plain(say(self.title, language))


@lru_cache(maxsize=4_096)
def plain(text: str) -> str:
    """What is typed, for comparing: folded like a name, with a hyphen for blanks and low lines."""
    return "-".join(fold(text).replace("_", " ").replace("-", " ").split())


def field_title(field: Field) -> Message:
    """The title of a field, for chips and buttons."""
    return _TITLES[field]


def field_written(field: Field, language: str) -> str:
    """How a field is written in a language, without its colon."""
    return FIELDS[field].in_(language)


def field_named(typed: str) -> Field | None:
    """The field of a word before a colon, in any of the languages."""
    return _fields_by_name().get(plain(typed))


@cache
def _fields_by_name() -> dict[str, Field]:
    written = {plain(text): field for field, words in FIELDS.items() for text in (words.en, words.zh_HK, words.zh_CN)}
    return _ALSO | written


def choices(field: Field, sense: Sense) -> tuple[Choice, ...]:
    """The values of a field that can be listed, in their own order; none for amounts and words."""
    made = _listed(field) or tuple(_of_office(field, sense))
    if field in _NONE:
        nobody = ("nobody",) if field is Field.OFFICER else ()
        nothing = Phase("", _periods(sense)) if field is Field.PHASE else None
        made += (Choice(nothing, (*nobody, "none")[0], _NONE[field], _NONE[field], (*_NOTHING, *nobody)),)
    return made


@cache
def _listed(field: Field) -> tuple[Choice, ...]:
    """The values that are the same in every office."""
    match field:
        case Field.STAGE:
            return tuple(
                Choice(one, _slug(word(one)), word(one), word(one), (one.value, *_STAGES.get(one, ()))) for one in Stage
            )
        case Field.SECTOR:
            return tuple(Choice(one, one.value.lower(), word(one), word(one)) for one in Sector)
        case Field.TYPE | Field.ROUTE:
            kind: type[StrEnum] = ProjectType if field is Field.TYPE else Route
            return tuple(_coded(one) for one in kind)
        case Field.DUE:
            return tuple(Choice(one, one.value, word(one), word(one)) for one in Urgency)
    return ()


def _coded(one: StrEnum) -> Choice:
    """What everybody calls by its code, whatever the language; the list of a menu says what it stands for."""
    title = word(one) if isinstance(one, Route) else Message("{code} – {name}", code=one.value, name=word(one))
    full = tuple(say(word(one), language) for language in LANGUAGES)
    return Choice(one, one.value, Message("{code}", code=one.value), title, full, coded=True)


def _of_office(field: Field, sense: Sense) -> Iterator[Choice]:
    match field:
        case Field.OFFICER:
            yield from _people(sense)
        case Field.PHASE:
            for edition in sense.rules().editions:
                first, last = edition.period.first, edition.period.last
                label, code = Message("{name}", name=edition.label), edition.id
                years = (f"{first.year}-{last.year}", f"{first.year}–{last.year}", code.removeprefix("P"))
                yield Choice(Phase(code, ((first, last),)), code, label, label, years, coded=True)
        case Field.FLAG:
            for flag, said in _FLAGS.items():
                yield Choice(sense.me if flag is Flag.TO_SIGN else flag, flag.value, said, said)


def _people(sense: Sense) -> Iterator[Choice]:
    """Officers by their initials, by the name they sign in with where several have the same; the asker is `@me`."""
    people: tuple[SignedIn | OfficerRow, ...] = (sense.me, *sense.officers)
    known = {one.id: one for one in people}
    initials = [one.initials for one in known.values()]
    for one in known.values():
        alone = initials.count(one.initials) == 1
        code = "@me" if one.id == sense.me.id else one.initials if alone else one.login
        title = Message("{initials} {name}", initials=one.initials, name=one.name_en or one.name_zh)
        said = Message("{initials}", initials=one.initials)
        also = (one.initials, one.login, one.name_en, one.name_zh, *(("me", "我", "本人") if code == "@me" else ()))
        yield Choice(one.id, code, said, title, tuple(filter(None, also)), coded=True)


def _periods(sense: Sense) -> tuple[tuple[date, date], ...]:
    return tuple((edition.period.first, edition.period.last) for edition in sense.rules().editions)


def _slug(words: Message) -> str:
    text = unicodedata.normalize("NFKC", say(words, "en")).casefold()
    return "-".join("".join(one if one.isalnum() else " " for one in text).split())


def years_of(choice: Choice) -> tuple[int, int] | None:
    """The first and last year of a phase; None for any other value."""
    value = choice.value
    if not isinstance(value, Phase) or not value.id:
        return None
    return value.periods[0][0].year, value.periods[-1][1].year


def meant(field: Field, typed: str, sense: Sense) -> tuple[Choice, ...]:
    """The values that typed words may mean: those so named, else those that begin so, else those with such a word.

    Initials may be several officers'; a year may lie in two phases.
    """
    wanted = plain(typed)
    listed = choices(field, sense)
    if not wanted:
        return ()
    if field is Field.PHASE and wanted.isdecimal() and len(wanted) == 4:
        return tuple(one for one in listed if (years := years_of(one)) and years[0] <= int(wanted) <= years[1])
    named = {at: set(one.named()) for at, one in enumerate(listed)}
    if coded := tuple(one for one in listed if plain(one.code) == wanted):
        return coded
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: name == wanted,
        lambda name: name.startswith(wanted),
        lambda name: wanted in name.split("-") or (not wanted.isascii() and wanted in name),
    )
    for fits in tests:
        if found := tuple(one for at, one in enumerate(listed) if any(map(fits, named[at]))):
            return found
    return ()


def choice_of(field: Field, value: Value, sense: Sense) -> Choice | None:
    """The choice of a value; None for what cannot be listed, or is gone since, such as a phase of other rules."""
    return next((one for one in choices(field, sense) if one.value == value), None)


def nearest(typed: str, names: Iterator[str]) -> str | None:
    """What was probably meant among names; None where nothing is like it."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(plain(typed), list(dict.fromkeys(names)), scorer=fuzz.ratio, score_cutoff=60)
    return None if found is None else str(found[0])


def field_names() -> Iterator[str]:
    """Everything a field may be typed as."""
    yield from _fields_by_name()
