"""`check` finds what no longer says what was written: one flipped byte, and every change behind the journal."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

from app import calculations, checking, keys, opening, summaries
from app.beside import DATABASE, FILES
from app.clock import HeldClock
from app.office import Office
from app.refusal import CannotOpen
from app.rules.request import Override
from app.texts import say
from models.base import new_id
from models.kinds import OfficeKind
from models.stages import Stage
from tests import make
from tests.app.conftest import folder_office


@pytest.fixture
def worked(office: Office) -> Office:
    """An office with a decided case, a kept summary and a historic case."""
    made = make.at(office, Stage.APPROVED)
    make.do(office, summaries.keep, made.id, "en")
    make.historic(office)
    return office


def found(office: Office) -> list[str]:
    return [say(finding, "en") for finding in checking.check(office)]


def behind(office: Office, *statements: str) -> None:
    """Change the database as nobody may: with its triggers off."""
    with office.store.altering() as connection:
        if office.store.is_shared:
            connection.execute(text("set session_replication_role = replica"))
        else:
            for name in connection.execute(text("select name from sqlite_master where type = 'trigger'")).scalars():
                connection.execute(text(f"drop trigger {name}"))
        for statement in statements:
            connection.execute(text(statement))
        if office.store.is_shared:
            connection.execute(text("set session_replication_role = default"))


def test_a_sound_office_has_nothing_wrong(worked: Office) -> None:
    assert found(worked) == []


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("update journal set reason = 'another' where seq = 3", "The journal is broken from entry 3 on"),
        ("update changes set after = '{}' where kind = 'applicants'", "The journal is broken from entry"),
        ("delete from journal where seq = 2", "The journal is broken from entry 2 on"),
        ("update applicants set name_en = 'Another Limited'", "A record is not as the journal left it: applicants"),
        ("update cases set version = version + 1", "A record is not as the journal left it: cases"),
        ("update cases set approved = null where stage = 'approved'", "A record is not as the journal left it: cases"),
        ("update cases set calculated = 100 where stage = 'approved'", "does not carry the amount of its calculation"),
        ("update cases set stage = 'nonsense' where stage = 'approved'", "holds a value that no act can write"),
        ("update calculations set result = replace(result, '560000', '570000')", "worked again, gives another result"),
        ("update calculations set edition_sha256 = 'other'", "is not the one it was made by"),
        ("update calculations set edition = 'P9'", "cannot be worked again: There is no edition “P9”"),
        ("update counters set last = last + 1 where year = 2026", "The case numbers of 2026 are not without gap"),
        ("update cases set reference = 'CP-26-0007' where stage = 'approved'", "The case numbers of 2026"),
        ("update cases set reference = 'CP-26-0007' where stage = 'approved'", "CP-26-0007 was never given"),
        ("update documents set size = size + 1", "is not kept as it was"),
        ("update documents set sha256 = '" + "0" * 64 + "'", "is not kept as it was"),
    ],
)  # fmt: skip
def test_each_change_behind_the_journals_back_is_found(worked: Office, statement: str, says: str) -> None:
    behind(worked, statement)
    assert any(says in sentence for sentence in found(worked)), found(worked)


def test_the_amount_of_the_last_sum_that_counts_is_carried(office: Office) -> None:
    made = make.received(office)
    for _ in range(2):
        make.do(office, calculations.record, made.id, seen=make.seen(office, made.id))
        make.add_cost(office, made.id, amount=Decimal(10_000))
    lower = Override(Decimal(400_000), "Less")
    make.do(office, calculations.record, made.id, seen=make.seen(office, made.id), override=lower)
    assert found(office) == []


def test_a_record_that_was_slipped_in_or_taken_out_is_found(worked: Office) -> None:
    id = new_id().hex if not worked.store.is_shared else str(new_id())
    columns = "version, kind, year, last"
    behind(worked, f"insert into counters (id, {columns}) values ('{id}', 1, 'other', 2026, 0)", "delete from notes")
    assert any("A record is not as the journal left it: counters" in sentence for sentence in found(worked))


def test_a_record_that_vanished_is_found(worked: Office) -> None:
    behind(worked, "delete from documents")
    assert any("documents" in sentence for sentence in found(worked))


def test_a_kept_file_whose_bytes_changed_is_found(worked: Office, engine: str, tmp_path: Path) -> None:
    with worked.blobs._engine.begin() as connection:
        if engine == "sqlcipher":
            connection.execute(text("drop trigger blobs_no_update"))
            connection.execute(text("update blobs set body = cast(body || x'00' as blob)"))
        else:
            connection.execute(text("set session_replication_role = replica"))
            connection.execute(text("update blobs set body = body || '\\x00'"))
            connection.execute(text("set session_replication_role = default"))
    sentences = found(worked)
    assert any(sentence.startswith("A kept file is damaged") for sentence in sentences)
    assert any("is not kept as it was" in sentence for sentence in sentences)


# --- one flipped byte, seeded positions; only a file has bytes


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A local office with a decided case and a kept summary, closed."""
    folder = tmp_path_factory.mktemp("sound") / "office"
    office = folder_office(folder)
    made = make.at(office, Stage.DECISION)
    make.do(office, summaries.keep, made.id, "en")
    office.close()
    return folder


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Callable[[], Path]:
    def fresh() -> Path:
        return Path(shutil.copytree(sound, tmp_path / f"copy{len(list(tmp_path.iterdir()))}"))

    return fresh


@pytest.mark.parametrize("name", [DATABASE, FILES])
def test_one_flipped_byte_is_found_wherever_it_is(copy: Callable[[], Path], name: str) -> None:
    dice = random.Random(20261121)
    size = (copy() / name).stat().st_size
    for position in (0, 17, size - 1, *(dice.randrange(size) for _ in range(9))):
        folder = copy()
        flip(folder / name, position)
        assert any(name in sentence or "damaged" in sentence for sentence in said_of(folder)), position


def said_of(folder: Path) -> list[str]:
    """What a caseworker hears of an office: that it cannot be opened, or what `check` finds."""
    try:
        office = opening.open_office(folder, login="lky", password="")
    except CannotOpen as refusal:
        return [say(refusal.message, "en")]
    try:
        return found(office)
    finally:
        office.close()


def flip(file: Path, position: int) -> None:
    content = bytearray(file.read_bytes())
    content[position] ^= 1
    file.write_bytes(content)


def test_keys_that_name_another_kind_of_office_are_found(copy: Callable[[], Path]) -> None:
    folder = copy()
    office = opening.open_office(folder, login="lky", password="")
    kept = keys.read(folder)
    assert office.key is not None
    keys.write(folder, keys.Keys(OfficeKind.REAL, kept.name, kept.check, kept.holders), office.key)
    assert [s for s in found(office) if "do not agree whether this is the sample office" in s]
    (folder / keys.FILE).write_text("not toml", encoding="utf-8")
    assert any("keys.toml is damaged" in sentence for sentence in found(office))
    office.close()


def test_checking_changes_nothing(copy: Callable[[], Path], clock: HeldClock) -> None:
    folder = copy()
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    office = opening.open_office(folder, login="lky", password="", clock=clock)
    assert found(office) == []
    office.close()
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
