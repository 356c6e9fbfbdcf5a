"""An officer at a window of a small office, with everything that is typed kept; crashes are played by leaving."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app import opening
from app.clock import HeldClock
from app.draft_file import DraftFile
from app.drafts import Draft, read
from app.office import Office
from models.kinds import OfficeKind
from tests.ui import real_office
from tests.ui.real_office import FIRST, PASSWORD
from ui.casefile.page import CaseFilePage
from ui.desk import Desk
from ui.drafts.sitting import Sitting
from ui.lane import InlineLane
from ui.widgets.form import Form
from ui.window import MainWindow
from ui.windows import Windows


@dataclass
class Seat:
    """One sitting: an open office, its windows, its keeper."""

    office: Office
    desk: Desk
    windows: Windows
    sitting: Sitting

    @property
    def window(self) -> MainWindow:
        found = self.windows.front
        assert found is not None
        return found

    @property
    def left(self) -> tuple[Draft, ...]:
        return self.sitting.keeper.left

    def kept(self) -> tuple[Draft, ...]:
        """What lies in the file now, whoever wrote it."""
        self.sitting.keeper.look()
        found = self.sitting.keeper._file._open().of(self.office.officer.id)
        drafts = [read(body) for _sitting, body in found]
        return tuple(one for one in drafts if one is not None)

    def case_page(self, at: int = 0) -> CaseFilePage:
        """The page of a case of the list, read to its end."""
        self.window.open_case(self.cases[at])
        page = self.window.page()
        assert isinstance(page, CaseFilePage)
        page.view.finish()
        return page

    @property
    def cases(self) -> list[UUID]:
        """The cases of the office, in the order in which they were entered."""
        return sorted(row.id for row in self.window.cases.table.model.rows)

    def crash(self) -> None:
        """The process is gone: nothing is asked, nothing is written any more."""
        self.sitting.keeper._live.clear()
        self.leave()

    def leave(self) -> None:
        self.sitting.close()
        self.desk.close()
        self.windows.take_down()
        self.office.close()


@pytest.fixture
def folder(tmp_path: Path, clock: HeldClock) -> Path:
    return real_office.copied(tmp_path / "office", clock, OfficeKind.REAL)


@pytest.fixture
def sit_down(folder: Path, tmp_path: Path, clock: HeldClock, qtbot: QtBot) -> Iterator[Callable[..., Seat]]:
    """An officer sits down; whoever sits there still at the end leaves."""
    seats: list[Seat] = []

    def sit(login: str = FIRST.login) -> Seat:
        office = opening.open_office(folder, login=login, password=PASSWORD, clock=clock)
        desk = Desk(office, InlineLane())
        windows = Windows(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
        windows.open()
        file = DraftFile.beside(office)
        assert file is not None
        made = Seat(office, desk, windows, Sitting(file, office, windows, InlineLane()))
        seats.append(made)
        return made

    yield sit
    for seat in seats:
        if seat.windows.all:
            seat.leave()


@pytest.fixture
def seat(sit_down: Callable[..., Seat]) -> Seat:
    return sit_down()


def type_into(form: Form, name: str, text: str) -> None:
    """Type over what stands in a field."""
    form.field(name).redraft(text)
