"""Whether an office still says what was written into it. Every check runs; each thing found is one sentence.

It looks at the pages of the files, the chain of the journal, every record against its journal, every kept file, every
frozen calculation, every number and the index of names. It changes nothing.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import keys
from app.beside import DATABASE, FILES
from app.calculations import COUNTS, works_again
from app.numbers import AWARD, award_number, reader, written
from app.office import Office
from app.refusal import Refusal
from app.texts import Message
from app.words import word
from models import Award, Calculation, Case, Counter, Document, OfficeRecord, VisitPhotograph, walk
from models.kinds import Category
from models.store import Store, StoreTrouble

Finding = Message


def check(office: Office) -> Iterator[Finding]:
    """Everything that is wrong, most basic first; nothing for a sound office.

    Raises `CannotSave` if the store cannot be reached at all.
    """
    for look in (_pages, _key_file, _kept_files):
        yield from look(office)
    for ask in _ASKED:
        yield from _answered(office, ask)


def _answered(office: Office, ask: Callable[[Office, Session], Iterator[Finding]]) -> Iterator[Finding]:
    """One check of the records; where the file is too damaged to be read, that is what was found."""
    try:
        with office.store.reading() as session:
            yield from ask(office, session)
    except StoreTrouble as trouble:
        yield Message("The database cannot be read to its end: {detail}", detail=str(trouble))
    except (ValueError, ArithmeticError, LookupError) as error:
        yield Message("The database holds a value that no act can write: {detail}", detail=str(error))


def _pages(office: Office) -> Iterator[Finding]:
    if office.folder is None or office.key is None:
        return
    for name in (DATABASE, FILES):
        store = Store.local(office.folder / name, keys.part(office.key, name))
        try:
            for flaw in store.damage():
                yield Message("The file {file} is damaged: {detail}", file=name, detail=flaw)
        finally:
            store.close()


def _key_file(office: Office) -> Iterator[Finding]:
    if office.folder is None or office.key is None:
        return
    try:
        found = keys.read(office.folder)
        if found.check == keys.check_value(office.key):
            keys.prove(found, office.key)
    except Refusal as refusal:
        yield refusal.message
        return
    if found.kind is not office.kind:
        yield Message("The file keys.toml and the database do not agree whether this is the sample office.")
    if found.check != keys.check_value(office.key):
        yield Message("The file keys.toml does not belong to this database.")


def _kept_files(office: Office) -> Iterator[Finding]:
    try:
        for sha256 in office.blobs.check():
            yield Message("A kept file is damaged: {sha256}", sha256=sha256)
    except StoreTrouble as trouble:
        yield Message("The kept files cannot be read to their end: {detail}", detail=str(trouble))


def _chain(_office: Office, session: Session) -> Iterator[Finding]:
    broken = walk.first_break(session)
    if broken is not None:
        yield Message("The journal is broken from entry {n} on.", n=broken)


def _records(_office: Office, session: Session) -> Iterator[Finding]:
    for kind, id in walk.unaccounted(session):
        yield Message("A record is not as the journal left it: {kind} {id}", kind=kind, id=str(id))


def _documents(office: Office, session: Session) -> Iterator[Finding]:
    kept: dict[str, int | None] = {}
    for name, sha256, size in session.execute(select(Document.name, Document.sha256, Document.size)):
        if sha256 not in kept:
            kept[sha256] = _size(office, sha256)
        if kept[sha256] != size:
            yield Message("The document {name} is not kept as it was: {sha256}", name=name, sha256=sha256)


def _photographs(office: Office, session: Session) -> Iterator[Finding]:
    query = select(VisitPhotograph.copy_sha256).distinct().order_by(VisitPhotograph.copy_sha256)
    for sha256 in session.execute(query).scalars():
        if _size(office, sha256) is None:
            yield Message("The copy of a photograph for papers is not kept: {sha256}", sha256=sha256)


def _size(office: Office, sha256: str) -> int | None:
    try:
        return len(office.blobs.read(sha256))
    except StoreTrouble:
        return None


def _calculations(office: Office, session: Session) -> Iterator[Finding]:
    query = select(Calculation, Case.reference).join(Case, Case.id == Calculation.case_id)
    for made, reference in session.execute(query.order_by(Calculation.id)):
        values = {"n": made.place, "case": reference or str(made.case_id)}
        try:
            if office.rules.edition(made.edition).sha256 != made.edition_sha256:
                yield Message(
                    "The rules file of calculation {n} of case {case} is not the one it was made by.", **values
                )
            elif not works_again(made, office.rules):
                yield Message("Calculation {n} of case {case}, worked again, gives another result.", **values)
        except Refusal as refusal:
            why = refusal.message
            yield Message("Calculation {n} of case {case} cannot be worked again: {why}", why=why, **values)


def _amounts(_office: Office, session: Session) -> Iterator[Finding]:
    """The calculated amount of each case is that of the calculation that counts."""
    counting = select(Calculation.case_id, Calculation.subsidy).where(COUNTS).order_by(Calculation.place)
    subsidies = {row.case_id: row.subsidy for row in session.execute(counting)}  # the last one stands
    carried = select(Case.id, Case.reference, Case.calculated).where(Case.calculated.is_not(None))
    for id, reference, calculated in session.execute(carried.order_by(Case.row_no)):
        if calculated != subsidies.get(id):
            yield Message("Case {case} does not carry the amount of its calculation.", case=reference or str(id))


def _numbers(_office: Office, session: Session) -> Iterator[Finding]:
    """Each number that the counters gave stands on one case, and no other number stands anywhere."""
    pattern = session.execute(select(OfficeRecord.number_pattern)).scalar_one()
    counters = session.execute(select(Counter.year, Counter.last).where(Counter.kind == "case").order_by(Counter.year))
    cases = session.execute(select(func.count(Case.reference))).scalar_one()
    # A byte for each number of a year: how often it stands. A counter beyond all cases is wrong without counting.
    given = {year: (last, bytearray(min(last, cases) + 1)) for year, last in counters}
    astray, read = list[str](), reader(pattern)
    by_words = {read(written(pattern, year, 1))[0]: seen for year, (_, seen) in given.items()}
    asked = select(Case.reference).where(Case.reference.is_not(None))
    for text in map(str, session.execute(asked, execution_options={"yield_per": 1_000}).scalars()):
        words, number = read(text)
        seen = by_words.get(words, bytearray())
        if 0 < number < len(seen):
            seen[number] = min(seen[number] + 1, 2)
        else:
            astray.append(text)
    for year, (last, seen) in given.items():
        if last != len(seen) - 1 or seen.count(1) != last:
            yield Message("The case numbers of {year} are not without gap and repetition.", year=str(year))
    for text in sorted(astray):
        yield Message("The case number {number} was never given.", number=text)


def _award_numbers(_office: Office, session: Session) -> Iterator[Finding]:
    """Each certificate number that the counters gave stands on one award, and no other number stands anywhere."""
    given = Tally(session.execute(select(Award.number).where(Award.number.is_not(None))).scalars())
    counted = select(Counter.kind, Counter.year, Counter.last).where(Counter.kind.startswith(AWARD))
    for kind, year, last in session.execute(counted.order_by(Counter.kind, Counter.year)):
        category = Category(kind.removeprefix(AWARD))
        due = [award_number(year, category, number) for number in range(1, last + 1)]
        if [given.pop(number, 0) for number in due] != [1] * last:
            name = word(category)
            yield Message(
                "The certificate numbers of {year}, {category}, are not without gap and repetition.",
                year=str(year),
                category=name,
            )
    for number in sorted(map(str, given)):
        yield Message("The certificate number {number} was never given.", number=number)


def _index(_office: Office, session: Session) -> Iterator[Finding]:
    """What is derived from names and numbers is what the records say; nothing is lost where it is not."""
    from app.index_check import astray

    for kind in astray(session):
        yield Message(
            "The index of names and numbers is not what the records say: {kind}. No record is affected. Make it anew: "
            "cpdesk check --reindex.",
            kind=kind,
        )


_ASKED = (_chain, _records, _documents, _photographs, _calculations, _amounts, _numbers, _award_numbers, _index)
