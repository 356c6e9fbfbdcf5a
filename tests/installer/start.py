"""`python -m tests.installer.start`: how soon the built program shows its first row, beside the source tree's.

Both are started as somebody starts them, on a screen of its own, with an office of 5,000 cases, and looked at from
outside: first until the window that asks who is here looks as it does in the end, then, after Return, until a row of
the list does. The two waits are added; nobody's reading time is in them. Starts are taken in turn, because machines
drift, and the first of each only warms the page cache and shows what the end looks like.
"""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from app import seeding
from installer import folder
from tests.installer.screen import Screen
from tests.installer.started import Built

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7
#: Where the second row of the list is, which no cursor colours, in the main window, as x, y, width, height.
ROWS = (230, 300, 300, 30)
#: Most of the window that asks.
ASKING = (0, 0, 500, 250)

Looks = tuple[bytes, bytes]


def main() -> int:
    """Measure, and print one line of the benchmark table."""
    for name in ("app", "models", "ui"):
        compileall.compile_dir(ROOT / name, quiet=2)
    with tempfile.TemporaryDirectory() as scratch, Screen() as screen:
        office = Path(scratch) / "office"
        seeding.build(office, 5000)
        kinds = {"built": folder.program(folder.make()), "source": Path(sys.executable).with_name("cpdesk")}
        looks = {kind: _looks(file, office, screen) for kind, file in kinds.items()}
        taken: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(ROUNDS):
            for kind, file in kinds.items():
                taken[kind].append(sum(_started(file, office, screen, looks[kind])))
    built, source = taken["built"], taken["source"]
    ratio = statistics.median(a / b for a, b in zip(built, source, strict=True))
    print(
        f"| from exec to the first painted row, the folder build | {ratio:.2f} × the source tree "
        f"({statistics.median(built) * 1000:.0f} against {statistics.median(source) * 1000:.0f} ms) | ≤ 1 × |"
    )
    return 0


def _looks(file: Path, office: Path, screen: Screen) -> Looks:
    """What the two windows look like in the end: when nothing has been painted for a second."""
    with tempfile.TemporaryDirectory() as home:
        process = Built(file, Path(home)).opened(office, screen.name)
        asking = screen.until(lambda: screen.window("Sign in"), "the window that asks who is here")
        screen.settle()
        first = screen.pixels(asking, ASKING)
        screen.press("Return")
        window = screen.until(lambda: screen.window("Many"), "the main window")
        screen.settle()
        rows = screen.pixels(window, ROWS)
        _end(process)
    return first, rows


def _started(file: Path, office: Path, screen: Screen, looks: Looks) -> tuple[float, float]:
    """Seconds until the window that asks is painted, and from Return until the rows are."""
    with tempfile.TemporaryDirectory() as home:
        begun = time.monotonic()
        process = Built(file, Path(home)).opened(office, screen.name)
        asking = screen.until(lambda: _alike(screen, "Sign in", ASKING, looks[0]), "the window that asks who is here")
        screen.until(lambda: screen.has_focus(asking) or None, "the keys going to it")
        asked = time.monotonic()
        screen.press("Return")
        screen.until(lambda: _alike(screen, "Many", ROWS, looks[1]), "the rows")
        done = time.monotonic()
        _end(process)
    return asked - begun, done - asked


def _alike(screen: Screen, title: str, box: tuple[int, int, int, int], wanted: bytes) -> Any | None:
    window = screen.window(title)
    return window if window is not None and screen.pixels(window, box) == wanted else None


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


if __name__ == "__main__":
    sys.exit(main())
