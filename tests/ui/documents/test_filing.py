"""Many files on their way: the line says how far it is, stopping keeps what is kept, pages hear of it once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import case_sheet, intake
from app.case_parts import DocumentRow
from app.office import Office
from app.refusal import CannotSave
from models.kinds import DocumentKind
from tests import make
from tests.ui.furnished import office
from ui.desk import Desk
from ui.documents.filing import Filing
from ui.documents.keep_dialog import KeepDialog
from ui.lane import ThreadLane

__all__ = ["office"]


@pytest.fixture
def desk(qapp: QApplication, office: Office) -> Iterator[Desk]:
    """A desk with lanes of its own, as people have it."""
    made = Desk(office, ThreadLane())
    yield made
    made.close()


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    made = [tmp_path / f"{number}.txt" for number in range(6)]
    for path in made:
        path.write_text(path.name, encoding="utf-8")
    return made


@pytest.fixture
def filing(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Filing:
    def answer(dialog: KeepDialog) -> int:
        dialog.form.field("kind").put(DocumentKind.PHOTOGRAPH)
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(KeepDialog, "exec", answer)
    made = Filing(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def kept(office: Office, case: Any) -> tuple[DocumentRow, ...]:
    with office.reading() as session:
        return case_sheet.read(session, case, office.rules, office.clock.today()).documents


def heard(filing: Filing) -> list[str]:
    said: list[str] = []
    filing.said.connect(lambda text: said.append(str(text)))
    return said


def busy(filing: Filing) -> bool:
    return filing.busy


def test_all_are_kept_and_pages_hear_of_it_once(
    office: Office, desk: Desk, filing: Filing, paths: list[Path], qtbot: QtBot
) -> None:
    case, said = make.case(office).id, heard(filing)
    told: list[Any] = []
    desk.changed.connect(told.append)
    filing.take(case, paths)
    assert busy(filing)
    filing.take(case, paths)  # what is begun is finished first
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["6 documents are kept."]
    assert [one.name for one in kept(office, case)] == [path.name for path in paths]
    assert [sorted(one.kinds) for one in told] == [["documents"]]
    assert len(told[0].ids) == 6
    assert not busy(filing)
    assert filing.isHidden()


@pytest.mark.parametrize("at", [0, 2])
def test_stopping_while_looking_keeps_nothing(
    office: Office, filing: Filing, paths: list[Path], qtbot: QtBot, at: int
) -> None:
    case, said = make.case(office).id, heard(filing)
    filing.take(case, paths)
    if at:
        stop_after(filing, "_seen", at, qtbot)
    filing.stop()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Stopped. Nothing was kept."]
    assert kept(office, case) == ()


def stop_after(filing: Filing, what: str, count: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(getattr(filing, what)) >= count)


def test_stopping_while_keeping_says_how_many_are_kept(
    office: Office, filing: Filing, paths: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, said = make.case(office).id, heard(filing)
    held = hold(monkeypatch, after=2, then=filing.stop)
    filing.take(case, paths)
    qtbot.waitUntil(lambda: bool(said))
    count = len(kept(office, case))
    assert held == [2]
    assert 2 <= count < len(paths)
    assert said == [f"Stopped. {count} documents are kept; {len(paths) - count} files were not begun."]


def hold(monkeypatch: pytest.MonkeyPatch, *, after: int, then: Callable[[], None]) -> list[int]:
    """Do something on the lane once so many files are kept, before the next one is begun."""
    done: list[int] = []
    real = intake.keep

    def keep(*args: Any) -> Iterator[intake.Kept]:
        for number, one in enumerate(real(*args), 1):
            if number == after:
                then()
                done.append(number)
            yield one

    monkeypatch.setattr(intake, "keep", keep)
    return done


def test_a_full_disk_keeps_what_is_kept_and_says_so(
    office: Office, desk: Desk, filing: Filing, paths: list[Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make.case(office).id
    refused: list[Any] = []
    desk.refused.connect(refused.append)

    def full() -> None:
        raise CannotSave("The disk is full. Nothing was saved. Free some space, then save again.")

    hold(monkeypatch, after=3, then=full)
    filing.take(case, paths)
    qtbot.waitUntil(lambda: bool(refused))
    assert [type(one) for one in refused] == [CannotSave]
    assert len(kept(office, case)) == 3
    assert not filing.busy
