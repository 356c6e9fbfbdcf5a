"""Find anything by what somebody remembers of it: a number, a piece of a name, how it sounds, its initials.

What is surest comes first: the exact number, then how a name or number begins, a piece of it, its sound, its initials.
Only where nothing is found so, names that are nearly alike are. Cases of whom was found follow, the latest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Dialect, null, or_, select
from sqlalchemy.orm import Session

from app import finding_why, former, search
from app.finding_why import How
from app.names import company_name, fold, wanted_words
from app.search import beginning
from app.texts import Message, Words
from app.tokens import BEGINNING, Asked, asked, squeezed
from models import Applicant, Case, Factory


class Kind(StrEnum):
    """What may be found; where two are found alike, the first here comes first."""

    CASE = "case"
    CERTIFICATE = "certificate"
    APPLICANT = "applicant"
    FACTORY = "factory"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found, and why.

    `ref` is its number as people write it, or "". Opening it opens the case `case_id` where there is one, else the
    applicant `applicant_id` (a certificate opens the award `id`). `matched` says why it was found.
    """

    kind: Kind
    id: UUID
    ref: str
    name: Words
    matched: Message
    case_id: UUID | None
    applicant_id: UUID
    #: Whether it is written so; not merely sounds so, has these initials or is nearly alike.
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Hit:
    """A record that was found; `through` whom it belongs to rather than by itself."""

    kind: Kind
    how: How
    place: int
    id: UUID
    applicant_id: UUID
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    through: bool = False
    formerly: Message | None = None

    @property
    def order(self) -> tuple[How, bool, int, int]:
        return self.how, self.through, _KINDS.index(self.kind), self.place


_KINDS: Final = tuple(Kind)


@dataclass(frozen=True, slots=True)
class _Search:
    """A text that is looked for in one office, and how many of one kind are enough."""

    session: Session
    dialect: Dialect
    words: tuple[Asked, ...]
    bare: str
    most: int

    def sure(self, how: How, numbers: Iterable[str]) -> How:
        """A whole number is surest."""
        return How.EXACT if self.bare in {squeezed(fold(one)) for one in numbers if one} else how


def find(session: Session, text: str, *, limit: int = 30) -> tuple[Found, ...]:
    """What a text finds, the surest first; of each kind no more than a third of `limit`, and nothing for no words."""
    words = wanted_words(text)
    if not words:
        return ()
    dialect, bare = session.connection().dialect, squeezed(fold(text))
    asking = _Search(session, dialect, tuple(map(asked, words)), bare, max(1, limit // 3))
    hits = [*_named(asking, Applicant), *_named(asking, Factory), *_numbered(asking), *_certificates(asking)]
    hits = hits or [*_nearly(asking, Applicant), *_nearly(asking, Factory)]
    hits += _their_cases(asking, hits)
    formerly = {hit.id: hit.formerly for hit in hits if hit.kind is Kind.APPLICANT}
    surest = sorted(hits, key=lambda hit: hit.order)[:limit]
    return tuple(_told(asking, hit, formerly.get(hit.applicant_id)) for hit in surest)


def _told(asking: _Search, hit: _Hit, formerly: Message | None) -> Found:
    """`formerly` is what its applicant was found by, where that is an old name or number."""
    case_id = hit.id if hit.kind is Kind.CASE else None
    words = tuple(one.word for one in asking.words)
    matched = finding_why.why(hit.how, words, () if hit.through else hit.numbers, hit.names)
    if formerly is not None and (hit.through or hit.kind is Kind.APPLICANT):
        matched = formerly
    ref = next((one for one in hit.numbers if one), "")
    name, written = company_name(*hit.names), hit.how <= How.PIECE
    return Found(hit.kind, hit.id, ref, name, matched, case_id, hit.applicant_id, sure=written)


# --- companies -------------------------------------------------------------------------------------------------


def _named(asking: _Search, kind: search.Named) -> list[_Hit]:
    """Those whose names or number fit, as many as are enough, the surest first."""
    found: dict[int, How] = {}
    for how, query in _ways(asking, kind):
        if len(found) < asking.most:
            for number in asking.session.execute(query.limit(asking.most)).scalars():
                found.setdefault(number, how)
    return _companies(asking, kind, dict(list(found.items())[: asking.most]))


def _ways(asking: _Search, kind: search.Named) -> Iterator[tuple[How, Any]]:
    """How the index of names is asked, the surest way first."""
    words, dialect = search.WORDS[kind], asking.dialect
    looked = [kind.folded.contains(one.word, autoescape=True) for one in asking.words if one.look]

    def asked_for(match: str) -> Any:
        numbers = search.numbers(words, match, dialect)
        return select(kind.row_no).where(kind.row_no.in_(numbers), *looked) if looked else numbers

    if asking.bare:
        yield How.BEGINNING, asked_for(beginning(BEGINNING + asking.bare, dialect))
    spelt = [one for one in asking.words if one.pieces]
    if spelt:
        yield How.PIECE, asked_for(search.every((search.written(one, dialect) for one in spelt), dialect))
    if any(one.sounds for one in asking.words) and not any(one.look for one in asking.words):
        for how, first, last in ((How.SOUND, 0, 2), (How.INITIALS, 0, 3)):
            heard = (replace(one, sounds=one.sounds[first:last]) for one in asking.words)
            yield how, asked_for(search.every((search.match(one, dialect) for one in heard), dialect))


def _companies(asking: _Search, kind: search.Named, found: dict[int, How]) -> list[_Hit]:
    code = Applicant.br_number if kind is Applicant else Factory.uscc
    whose = Applicant.id if kind is Applicant else Factory.applicant_id
    was = Applicant.formerly if kind is Applicant else null()
    query = select(kind.row_no, kind.id, whose, code, was, kind.name_en, kind.name_tc, kind.name_sc)
    places = {number: place for place, number in enumerate(found)}
    of = Kind.APPLICANT if kind is Applicant else Kind.FACTORY
    hits = []
    for number, id, whom, own, kept, *names in asking.session.execute(query.where(kind.row_no.in_(found))):
        formers = former.from_json(kept)
        sure = asking.sure(found[number], (own, *(one.br_number for one in formers)))
        formerly = finding_why.formerly(asking.words, fold(*names, own), formers) if formers else None
        hits.append(_Hit(of, sure, places[number], id, whom, (own,), tuple(names), formerly=formerly))
    return hits


def _nearly(asking: _Search, kind: search.Named) -> list[_Hit]:
    from app.nearly import like  # not before nothing else was found

    words = tuple(one.word for one in asking.words)
    return _companies(asking, kind, dict.fromkeys(like(asking.session, kind, words, asking.most), How.NEARLY))


# --- cases and certificates ------------------------------------------------------------------------------------


def _numbered(asking: _Search) -> list[_Hit]:
    """Cases by their number or that of their old file; letters alone are no number."""
    if not any(sign.isdigit() for sign in asking.bare):
        return []
    found: dict[int, How] = {}
    dialect, words = asking.dialect, search.WORDS[Case]
    begins, ends = beginning(BEGINNING + asking.bare, dialect), search.whole(asking.bare, dialect)
    within = search.numbers(words, beginning(asking.bare, dialect), dialect)
    literally = select(Case.row_no).where(Case.row_no.in_(within), *(search.numbered(one.word) for one in asking.words))
    for how, query in (
        (How.BEGINNING, search.numbers(words, begins, dialect)),
        (How.ENDING, search.numbers(words, ends, dialect)),
        (How.PIECE, literally),
    ):
        if len(found) < asking.most:
            for number in asking.session.execute(query.limit(asking.most)).scalars():
                found.setdefault(number, how)
    rows = asking.session.execute(_CASES.where(Case.row_no.in_(list(found)[: asking.most]))).all()
    return [_case(asking, row, found[row.row_no], through=False) for row in rows]


def _their_cases(asking: _Search, hits: list[_Hit]) -> list[_Hit]:
    """Cases of the companies that were found, the latest first."""
    applicants = {hit.id: hit.how for hit in hits if hit.kind is Kind.APPLICANT}
    factories = {hit.id: hit.how for hit in hits if hit.kind is Kind.FACTORY}
    if not applicants and not factories:
        return []
    theirs = _CASES.where(or_(Case.applicant_id.in_(applicants), Case.factory_id.in_(factories)))
    known = {hit.id for hit in hits if hit.kind is Kind.CASE}
    rows = asking.session.execute(theirs.order_by(Case.row_no.desc()).limit(asking.most)).all()
    how = {row.id: factories.get(row.factory_id, applicants.get(row.applicant_id, How.NEARLY)) for row in rows}
    return [_case(asking, row, how[row.id], through=True) for row in rows if row.id not in known]


def _case(asking: _Search, row: Any, how: How, *, through: bool) -> _Hit:
    numbers = (row.reference or "", row.legacy_file_no)
    sure = how if through else asking.sure(how, numbers)
    names = (row.name_en, row.name_tc, row.name_sc)
    return _Hit(Kind.CASE, sure, -row.row_no, row.id, row.applicant_id, numbers, names, through)


_CASES: Final = select(
    Case.row_no, Case.id, Case.reference, Case.legacy_file_no, Case.applicant_id, Case.factory_id,
    Applicant.name_en, Applicant.name_tc, Applicant.name_sc,
).join(Applicant, Applicant.id == Case.applicant_id)  # fmt: skip


def _certificates(asking: _Search) -> list[_Hit]:
    """Awards by the number of their certificate: a few hundred a year, all looked at."""
    if not any(sign.isdigit() for sign in asking.bare):
        return []
    from models import Award

    said = [Award.number.icontains(one.word, autoescape=True) for one in asking.words]
    query = select(Award.id, Award.applicant_id, Award.number, Award.name_en, Award.name_zh)
    rows = asking.session.execute(query.where(*said).order_by(Award.number.desc()).limit(asking.most)).all()
    return [
        _Hit(Kind.CERTIFICATE, asking.sure(How.PIECE, (number,)), place, id, whose, (number,), (en, zh, zh))
        for place, (id, whose, number, en, zh) in enumerate(rows)
        if number is not None
    ]
