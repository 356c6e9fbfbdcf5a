"""The disk is full while an office is written: a sentence, nothing lost, nothing half-made.

Tried on a small disk of its own (tmpfs) where the system lets us mount one, and everywhere with a limit on the size
of files, which is the other way in which a system refuses to write on.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from app import cases, checking, exports, list_export, opening, seeding
from app.backup import backup, restore
from app.case_filter import CaseFilter
from app.refusal import CannotSave
from app.texts import Message, say
from models.kinds import OfficeKind
from tests import make
from tests.app.conftest import folder_office

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on files, or tmpfs")

#: Leaves no room for so many bytes more.
Full = Callable[[int], AbstractContextManager[None]]


@pytest.fixture(params=["limit", "tmpfs"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Full]]:
    """A folder, and a way to let it take only so many bytes more."""
    if request.param == "limit":
        yield tmp_path, _limited
        return
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no tmpfs can be mounted here; the limit on files is tried")
    yield folder, lambda room: _filled(folder, room)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def _limited(room: int) -> Iterator[None]:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def _filled(folder: Path, room: int) -> Iterator[None]:
    ballast = folder / "ballast"
    with ballast.open("wb") as file:
        file.write(bytes(max(shutil.disk_usage(folder).free - room, 0)))
    try:
        yield
    finally:
        ballast.unlink()


def test_an_act_is_refused_and_can_be_done_again(disk: tuple[Path, Full]) -> None:
    folder, full = disk
    office = folder_office(folder / "office")
    id = make.case(office).id
    before = len(make.entries(office))
    with full(0), pytest.raises(CannotSave) as caught:
        make.do(office, cases.note, id, "x" * 20_000)
    assert "Nothing was saved" in say(caught.value.message, "en")
    assert len(make.entries(office)) == before
    make.do(office, cases.note, id, "x" * 20_000)
    assert list(checking.check(office)) == []
    office.close()


@pytest.mark.parametrize("room", [0, 8_192, 100_000])
def test_an_office_is_not_half_made(disk: tuple[Path, Full], room: int) -> None:
    folder, full = disk
    terms = {"name": "T", "kind": OfficeKind.SAMPLE, "password": ""}
    first = opening.FirstOfficer("kth", "KTH", "KAN Tsz-ho", "")
    with full(room), pytest.raises(CannotSave) as caught:
        opening.create(folder / "made", first=first, **terms)  # type: ignore[arg-type]
    assert "Nothing was kept" in say(caught.value.message, "en")
    assert [one.name for one in folder.iterdir() if one.name.startswith("made")] == []
    opening.create(folder / "made", first=first, **terms).close()  # type: ignore[arg-type]


@pytest.mark.parametrize("room", [0, 8_192, 900_000])
def test_an_office_for_measuring_is_not_half_made(disk: tuple[Path, Full], room: int) -> None:
    folder, full = disk
    with full(room), pytest.raises(CannotSave) as caught:
        seeding.build(folder / "made", 500)
    assert "Nothing was kept" in say(caught.value.message, "en")
    assert [one.name for one in folder.iterdir() if one.name.startswith("made")] == []


@pytest.mark.parametrize("room", [0, 8_192, 300_000])
def test_a_backup_and_a_restored_office_are_whole_or_not_there(disk: tuple[Path, Full], room: int) -> None:
    folder, full = disk
    office = folder_office(folder / "office")
    make.case(office)
    with full(room), pytest.raises(CannotSave):
        backup(office, folder / "kept.cpdesk")
    assert [one.name for one in folder.iterdir() if one.name.startswith("kept")] == []
    backup(office, folder / "kept.cpdesk")
    office.close()
    with full(room), pytest.raises(CannotSave):
        restore(folder / "kept.cpdesk", folder / "back")
    assert [one.name for one in folder.iterdir() if one.name.startswith("back")] == []
    restore(folder / "kept.cpdesk", folder / "back")
    office = opening.open_office(folder / "back", login="lky", password="")
    assert list(checking.check(office)) == []
    office.close()


@pytest.mark.parametrize("room", [0, 4_096, 30_000])
def test_a_list_for_excel_is_whole_or_not_there(disk: tuple[Path, Full], room: int) -> None:
    folder, full = disk
    office = folder_office(folder / "office")
    for _ in range(150):
        make.case(office, applicant_id=(whose := make.applicant(office)), factory_id=make.factory(office, whose))
    shown = list_export.Shown(Message("All cases"), CaseFilter())
    with full(room), pytest.raises(CannotSave) as caught:
        exports.finish(list_export.export(office, folder / "list.xlsx", "en", shown))
    assert "The disk is full. Nothing was exported" in say(caught.value.message, "en")
    assert [one.name for one in folder.iterdir() if one.name.startswith("list")] == []
    assert not make.entries(office, "office.export")
    exports.finish(list_export.export(office, folder / "list.xlsx", "en", shown))
    office.close()
