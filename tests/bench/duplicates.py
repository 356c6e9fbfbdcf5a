"""The work list of likely duplicates of an office: processor time, memory, and who is asked while somebody types.

    python -m tests.bench duplicates FOLDER

Time is that of the processor, of one core; memory is what the search holds above what was loaded before it.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from app import applicant_list, duplicates, likely, opening
from app.applicants import ApplicantFields
from app.duplicates import Outcome
from app.office import Office
from tests.bench.resident import resident

Row = Callable[[str, str, str], None]

_ASKED = 200


def main(folder: Path, row: Row) -> None:
    """Print the rows of the table."""
    office = opening.open_office(folder, login=opening.look(folder).holders[0].login, password="")
    try:
        _typed(office, row)  # which also loads what a search needs
        _list(office, row)
    finally:
        office.close()


def _list(office: Office, row: Row) -> None:
    gc.collect()
    before, begun = resident(), time.process_time()
    most, steps, outcome = before, duplicates.search(office), None
    while outcome is None:
        try:
            next(steps)
        except StopIteration as end:
            outcome = end.value
        most = max(most, resident())
    taken = time.process_time() - begun
    assert isinstance(outcome, Outcome)
    each, pairs = taken / max(outcome.applicants, 1) * 10_000, len(outcome.pairs) + outcome.more
    row(
        f"work list of likely duplicates, {outcome.applicants:,} applicants, {pairs:,} pairs",
        f"{taken:.1f} s, {each:.1f} s for 10,000; {(most - before) / 2**20:.0f} MB",
        "≤ 10 s for 10,000, memory bounded",
    )


def _typed(office: Office, row: Row) -> None:
    taken = []
    with office.reading() as session:
        for one in applicant_list.rows(session, limit=_ASKED):
            asked = ApplicantFields(name_en=one.name_en, name_tc=one.name_tc, br_number=one.br_number)
            begun = time.process_time()
            likely.of_form(session, asked, but=one.id)
            taken.append(time.process_time() - begun)
    slow = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else sum(taken)
    row("who this may be, asked while typing, 95th percentile", f"{slow * 1000:.0f} ms", "≤ 50 ms")
