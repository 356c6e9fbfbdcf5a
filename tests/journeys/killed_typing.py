"""Words typed into a real window that is killed at any moment: `python killed_typing.py OFFICE RUNS SEED`.

One process opens the window on a case and stays as it is; for each run a child is forked from it, so that a run costs
no start of the program. The child begins to keep drafts as the program does, with a thread of its own, and types
words, key by key, into a form; the parent kills it (SIGKILL) at a moment that no one knows beforehand, then reads the
draft file that the child has left. For each run one line of JSON says what was typed and what was kept, and how many
seconds of typing were lost: from the first key that was not kept until death.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app import case_list, keys, opening
from app.case_filter import CaseFilter
from app.draft_file import DRAFTS, DraftFile
from app.office import Office
from ui import theme, words
from ui.casefile.page import CaseFilePage
from ui.desk import Desk
from ui.drafts.sitting import Sitting
from ui.lane import InlineLane
from ui.windows import Windows

AT_ONCE = 8
#: A child lives so many seconds of typing, evenly spread.
LIVES = (0.05, 3.0)
WORDS = "Rang the factory about the low-temperature plasma line 電鍍廢水 and the quotations "


def main(folder: Path, runs: int, seed: int) -> None:
    """Open the window, and play every run."""
    application = QApplication([])
    theme.apply(application, "light")
    words.set_language("en")
    office = opening.open_office(folder, login="kth", password="")
    windows = Windows(Desk(office, InlineLane()), QSettings(str(folder.parent / "w.ini"), QSettings.Format.IniFormat))
    windows.open()
    page = _page(office, windows)
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        players = _players(runs, random.Random(seed), Path(place), office, windows, page)
        alive: list[Player] = []
        for player in players:
            alive.append(player)
            while len(alive) >= AT_ONCE:
                alive = _reaped(alive, office)
        while alive:
            alive = _reaped(alive, office)
    os._exit(0)  # the window is left as it is


def _page(office: Office, windows: Windows) -> CaseFilePage:
    with office.reading() as session:
        rows = case_list.rows(session, CaseFilter(), office.clock.today())
    window = windows.front
    assert window is not None
    window.open_case(min(row.id for row in rows))
    page = window.page()
    assert isinstance(page, CaseFilePage)
    page.view.finish()
    QApplication.processEvents()
    return page


@dataclass
class Player:
    """One child: when it is to die, and where it says which key it typed when."""

    number: int
    field: str
    pid: int
    dies_at: float
    said: Path
    drafts: Path


def _players(
    runs: int, dice: random.Random, place: Path, office: Office, windows: Windows, page: CaseFilePage
) -> Iterator[Player]:
    fields = _fields(page)
    for number in range(runs):
        name = list(fields)[number % len(fields)]
        life, pace = dice.uniform(*LIVES), dice.randint(15, 60)
        said, drafts = place / f"{number}.said", place / f"{number}-{DRAFTS}"
        child = os.fork()
        if child == 0:
            _type(office, windows, fields[name], said, drafts, pace)
        yield Player(number, name, child, time.monotonic() + life, said, drafts)


def _fields(page: CaseFilePage) -> dict[str, QWidget]:
    sections: dict[str, Any] = page.sections
    lines = sections["calculator"].lines
    lines.add()
    return {
        "note": sections["notes"].form.field("text").control,
        "title": sections["application"].form.field("title_en").control,
        "task": sections["tasks"].form.field("text").control,
        "cost line": lines.rows[-1].fields["text"].control,
    }


def _type(office: Office, windows: Windows, control: QWidget, said: Path, drafts: Path, pace: int) -> None:
    """The life of a child: words without end, a key every `pace` milliseconds."""
    assert office.key is not None
    office.store.engine.dispose(close=False)  # the parent's connections are the parent's
    file = DraftFile(drafts, keys.part(office.key, DRAFTS), office.officer.id)
    sitting = Sitting(file, office, windows)
    handle = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    control.setFocus()
    count = 0

    def key() -> None:
        nonlocal count
        letter = WORDS[count % len(WORDS)]
        count += 1
        os.write(handle, f"{time.monotonic()}\n".encode())
        if letter.isascii():
            QTest.keyClicks(control, letter)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(letter)
            QApplication.sendEvent(control, composed)

    timer = QTimer(sitting)
    timer.timeout.connect(key)
    timer.start(pace)
    QApplication.exec()
    os._exit(3)  # nobody ends it but the parent


def _reaped(alive: list[Player], office: Office) -> list[Player]:
    """Kill the next one when its time has come, and say what it has lost."""
    player = min(alive, key=lambda one: one.dies_at)
    time.sleep(max(player.dies_at - time.monotonic(), 0))
    os.kill(player.pid, signal.SIGKILL)
    died = time.monotonic()
    _, status = os.waitpid(player.pid, 0)
    assert os.WIFSIGNALED(status), f"run {player.number} ended by itself"
    times = [float(line) for line in player.said.read_text().splitlines()] if player.said.exists() else []
    kept = _kept(player, office)
    told = {
        "run": player.number,
        "field": player.field,
        "typed": len(times),
        "kept": len(kept),
        "right": kept == "".join(WORDS[at % len(WORDS)] for at in range(len(kept))),
        "lost": round(died - times[len(kept)], 3) if len(kept) < len(times) else 0.0,
    }
    print(json.dumps(told), flush=True)
    return [one for one in alive if one is not player]


def _kept(player: Player, office: Office) -> str:
    """The words that the draft of a run holds."""
    assert office.key is not None
    file = DraftFile(player.drafts, keys.part(office.key, DRAFTS), office.officer.id)
    try:
        found = [word.text for draft in file.left() for _part, word in draft.words if word.name in ("text", "title_en")]
    finally:
        file.close()
    return max(found, default="", key=len)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
