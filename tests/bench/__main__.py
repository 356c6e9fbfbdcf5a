"""`python -m tests.bench`: every figure of the benchmark table, measured in one run on this machine.

Each figure is the median of several rounds. The start of the program is given as a ratio to the start of a bare
PySide6 + SQLAlchemy window, taken in turn with it, because machines drift.
"""

from __future__ import annotations

import compileall
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from app import opening, sample, seeding, summaries
from app.case_filter import CaseFilter
from app.office import Office
from app.rules.book import RuleBook
from app.rules.request import CostLine, Request
from app.rules.subsidy import calculate
from models.assessment import Measure
from models.kinds import CostKind, Origin, ProjectType
from tests.bench import certificates, excel

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7


def main() -> int:
    """Measure everything and print the table as Markdown."""
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}\n")
    print("| what | measured | goal |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        _calculations()
        charted = _papers(Path(scratch) / "sample")
        _page(Path(scratch) / "sample", charted)
        certificates.measure(Path(scratch), _row)
        excel.measure(Path(scratch), _row)
        _start(Path(scratch) / "many")
    return 0


def _row(what: str, measured: str, goal: str) -> None:
    print(f"| {what} | {measured} | {goal} |", flush=True)


def _median(task: Callable[[], object], rounds: int = ROUNDS) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        task()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _calculations() -> None:
    book = RuleBook.load()
    lines = tuple(CostLine(CostKind.EQUIPMENT, f"Machine {n}", Decimal(100_000 + n)) for n in range(6))
    asked = Request(ProjectType.NT, lines, date(2026, 5, 4), Origin.HK, "Letter")
    edition = book.edition("P5")
    one = _median(lambda: [calculate(edition, asked) for _ in range(200)]) / 200
    _row("one calculation with its working, six cost lines", f"{one * 1000:.2f} ms", "≤ 0.5 ms")
    earlier = book.edition("P4")
    cases = [
        replace(asked, type=ProjectType.DP2, lines=(CostLine(CostKind.OTHER, "", Decimal(1000 + n)),))
        for n in range(4200)
    ]
    whole = _median(lambda: [calculate(earlier, case) for case in cases], 3)
    _row("4,200 cases worked again under another edition", f"{whole:.2f} s", "≤ 2 s")


def _papers(folder: Path) -> UUID:
    """Gives the case with the fullest annex."""
    sample.build(folder)
    office = opening.open_office(folder, login=opening.look(folder).holders[0].login, password="")
    try:
        _row("60 assessment summaries of the sample office", f"{_median(lambda: _sixty(office), 3):.2f} s", "≤ 6 s")
        charted = _charted(office)
        one = _median(lambda: _summary(office, charted))
        _row("one summary with its annex and chart", f"{one * 1000:.0f} ms", "≤ 40 ms")
        return charted
    finally:
        office.close()


def _page(folder: Path, case_id: UUID) -> None:
    """The longest that the window stands still while the page of a case is read again, against opening that page."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.page", str(folder), str(case_id)],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=True,
        timeout=180,
    )  # fmt: skip
    opened, first, again = (float(figure) * 1000 for figure in done.stdout.split())
    _row(
        "longest turn of the window while a case page is read again after an act",
        f"{again:.0f} ms, {again / opened:.2f} × opening it ({opened:.0f} ms, longest turn {first:.0f} ms)",
        "≤ 100 ms",
    )


def _sixty(office: Office) -> None:
    from app import case_list

    with office.reading() as session:
        received = [row for row in case_list.rows(session, CaseFilter(), office.clock.today()) if row.reference]
        for number, row in enumerate(received[:60]):
            summaries.make(office, session, row.id, ("en", "zh_HK", "zh_CN")[number % 3])


def _charted(office: Office) -> UUID:
    """The case of the sample office whose assessment fills the most of an annex."""
    with office.reading() as session:
        return session.execute(
            select(Measure.case_id).group_by(Measure.case_id).order_by(func.count().desc()).limit(1)
        ).scalar_one()


def _summary(office: Office, id: UUID) -> None:
    with office.reading() as session:
        summaries.make(office, session, id, "zh_HK")


def _start(folder: Path) -> None:
    seeding.build(folder, 5000)
    for name in ("app", "models", "ui"):
        compileall.compile_dir(ROOT / name, quiet=2)
    ours, bare = [], []
    for _ in range(ROUNDS + 1):  # the first of each warms the page cache
        ours.append(_started("ours", folder))
        bare.append(_started("bare", folder))
    ratio = statistics.median(a / b for a, b in zip(ours[1:], bare[1:], strict=True))
    first, whole = statistics.median(ours[1:]), statistics.median(bare[1:])
    _row(
        "from exec to the first painted row of 5,000 encrypted cases",
        f"{ratio:.2f} × a bare PySide6 + SQLAlchemy window ({first * 1000:.0f} against {whole * 1000:.0f} ms)",
        "≤ 1.3 ×",
    )


def _started(which: str, folder: Path) -> float:
    """Seconds from starting the process to its first painted row; the child prints the moment on a shared clock."""
    begun = time.clock_gettime(time.CLOCK_MONOTONIC)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder.parent / "config")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.start", which, str(folder)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return float(done.stdout.strip().splitlines()[-1]) - begun


if __name__ == "__main__":
    if sys.argv[1:2] == ["lists"]:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from tests.bench import lists

        lists.main(Path(sys.argv[2]), _row)
    elif sys.argv[1:2] == ["duplicates"]:
        from tests.bench import duplicates

        duplicates.main(Path(sys.argv[2]), _row)
    else:
        sys.exit(main())
