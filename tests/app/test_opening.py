"""Making and opening a local office: each way in which it can go wrong has its own sentence, and nothing is touched."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app import checking, keys, officers, opening
from app.beside import DATABASE, FILES
from app.clock import HeldClock
from app.office import Office
from app.officers import OfficerFields
from app.opening import FirstOfficer
from app.refusal import CannotOpen, CannotSave, Invalid, NotFound, NotPermitted, NotReady, Refusal
from models import Applicant, migrating
from models.kinds import OfficeKind, Role
from models.store import Store
from tests import make
from tests.app import first_version

PASSWORD = "long enough for a test"
CHEAP = keys.Cost(1, 64, 1)
FIRST = FirstOfficer("kth", "KTH", "KAN Tsz-ho", "簡子豪")


@pytest.fixture
def folder(tmp_path: Path, clock: HeldClock) -> Path:
    where = tmp_path / "office"
    new(where, clock).close()
    return where


def new(where: Path, clock: HeldClock, **terms: object) -> Office:
    given: dict[str, object] = {"name": "Test", "kind": OfficeKind.REAL, "first": FIRST, "password": PASSWORD}
    return opening.create(where, clock=clock, cost=CHEAP, **(given | terms))  # type: ignore[arg-type]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def refused(folder: Path, kind: type[Refusal], *, login: str = "kth", password: str = PASSWORD) -> str:
    """Open, be refused, and show that no byte changed; gives the sentence."""
    before = bytes_of(folder) if folder.is_dir() else None
    with pytest.raises(kind) as caught:
        opening.open_office(folder, login=login, password=password)
    assert (bytes_of(folder) if folder.is_dir() else None) == before
    return str(caught.value)


def test_a_new_office_opens_for_its_first_officer(folder: Path, clock: HeldClock) -> None:
    office = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
    assert (office.name, office.kind, office.officer.role) == ("Test", OfficeKind.REAL, Role.ADMINISTRATOR)
    make.applicant(office)
    office.close()
    again = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
    with again.reading() as session:
        assert len(session.execute(select(Applicant)).scalars().all()) == 1
    again.close()


def test_nothing_in_the_folder_can_be_read_without_the_key(folder: Path) -> None:
    for name in (DATABASE, FILES):
        content = (folder / name).read_bytes()
        assert not content.startswith(b"SQLite format 3")
        assert b"officers" not in content
        assert "簡子豪".encode() not in content
    assert PASSWORD not in (folder / keys.FILE).read_text("utf-8")


def test_each_officer_opens_with_a_password_of_their_own(folder: Path, clock: HeldClock) -> None:
    office = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
    make.do(office, officers.appoint, OfficerFields("lky", "LKY", "LAU Kit-ying", "", "", "", "", Role.CASEWORKER))
    with office.reading() as session:
        newcomer = next(row for row in officers.rows(session) if row.login == "lky")
    officers.let_in(office, newcomer, "another long password", cost=CHEAP)
    office.close()
    theirs = opening.open_office(folder, login="lky", password="another long password", clock=clock)
    assert theirs.officer.initials == "LKY"
    theirs.close()
    refused(folder, NotPermitted, login="lky")
    refused(folder, NotFound, login="nobody")


def test_an_officer_who_retired_is_not_let_in(folder: Path, clock: HeldClock) -> None:
    office = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
    form = OfficerFields("lky", "LKY", "LAU Kit-ying", "", "", "", "", Role.ADMINISTRATOR)
    make.do(office, officers.appoint, form)
    with office.reading() as session:
        rows = {row.login: row for row in officers.rows(session)}
    officers.let_in(office, rows["lky"], "another long password", cost=CHEAP)
    before = keys.read(folder)
    make.do(office, officers.retire, rows["kth"].id, seen=rows["kth"].version, reason="left")
    assert [one.login for one in keys.read(folder).holders] == ["lky"]
    assert office.key is not None
    keys.write(folder, before, office.key)  # as a copy of the file from before would have it
    office.close()
    assert "no longer works" in refused(folder, NotPermitted)
    opening.open_office(folder, login="lky", password="another long password", clock=clock).close()
    assert [one.login for one in keys.read(folder).holders] == ["lky"]
    refused(folder, NotFound)


def test_who_is_corrected_is_shown_so_at_sign_in(folder: Path, clock: HeldClock) -> None:
    office = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
    form = OfficerFields("kth", "KTY", "KAN Tsz-yu", "簡子瑜", "", "", "", Role.ADMINISTRATOR)
    make.do(office, officers.correct, office.officer.id, form, seen=1)
    office.close()
    (shown,) = opening.look(folder).holders
    assert (shown.login, shown.initials, shown.name_en, shown.name_zh) == ("kth", "KTY", "KAN Tsz-yu", "簡子瑜")
    opening.open_office(folder, login="kth", password=PASSWORD, clock=clock).close()


def test_the_last_administrator_with_a_password_stays(folder: Path, clock: HeldClock) -> None:
    office = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
    make.do(office, officers.appoint, OfficerFields("lky", "LKY", "LAU Kit-ying", "", "", "", "", Role.ADMINISTRATOR))
    with pytest.raises(NotReady, match="No other administrator has a password"):
        make.do(office, officers.retire, office.officer.id, seen=1, reason="left")
    office.close()
    opening.open_office(folder, login="kth", password=PASSWORD, clock=clock).close()


def test_the_journal_says_who_gave_whom_a_password_and_not_which(folder: Path, clock: HeldClock) -> None:
    office = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
    make.do(office, officers.appoint, OfficerFields("lky", "LKY", "LAU Kit-ying", "", "", "", "", Role.CASEWORKER))
    with office.reading() as session:
        rows = {row.login: row for row in officers.rows(session)}
    secrets = ("another long password", "my own new password")
    officers.let_in(office, rows["lky"], secrets[0], cost=CHEAP)
    officers.let_in(office, rows["kth"], secrets[1], cost=CHEAP)
    told = [(one.act, one.who, one.reason) for one in make.entries(office)[-2:]]
    assert told == [("officer.let_in", "kth", "lky"), ("officer.let_in", "kth", "kth")]
    with pytest.raises(Invalid):
        officers.let_in(office, rows["lky"], "short", cost=CHEAP)
    assert len(make.entries(office, "officer.let_in")) == 2
    assert list(checking.check(office)) == []
    everything = str([vars(one) for one in make.entries(office)])
    assert not any(secret in everything for secret in secrets)
    office.close()


def test_only_who_appoints_gives_another_officer_a_password(folder: Path, clock: HeldClock) -> None:
    office = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
    make.do(office, officers.appoint, OfficerFields("lky", "LKY", "LAU Kit-ying", "", "", "", "", Role.CASEWORKER))
    with office.reading() as session:
        rows = {row.login: row for row in officers.rows(session)}
    officers.let_in(office, rows["lky"], "another long password", cost=CHEAP)
    make.sign_in(office, Role.CASEWORKER)
    with pytest.raises(NotPermitted):
        officers.let_in(office, rows["kth"], "taken over at last", cost=CHEAP)
    officers.let_in(office, rows["lky"], "a password of one's own", cost=CHEAP)
    office.close()
    opening.open_office(folder, login="lky", password="a password of one's own", clock=clock).close()
    opening.open_office(folder, login="kth", password=PASSWORD, clock=clock).close()


def test_keys_that_cannot_be_written_keep_nobody_out(
    folder: Path, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_folder: Path, _keys: keys.Keys, _key: bytes) -> None:
        raise OSError(28, "No space left on device")

    office = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
    make.do(office, officers.appoint, OfficerFields("lky", "LKY", "LAU Kit-ying", "", "", "", "", Role.CASEWORKER))
    with office.reading() as session:
        newcomer = next(row for row in officers.rows(session) if row.login == "lky")
    officers.let_in(office, newcomer, "another long password", cost=CHEAP)
    with monkeypatch.context() as disk:
        disk.setattr(keys, "write", full)
        make.do(office, officers.retire, newcomer.id, seen=newcomer.version, reason="left")
        office.close()
        office = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
        with pytest.raises(CannotSave):
            officers.let_in(office, newcomer, "another long password", cost=CHEAP)
        office.close()
    opening.open_office(folder, login="kth", password=PASSWORD, clock=clock).close()
    assert [one.login for one in keys.read(folder).holders] == ["kth"]


def test_a_password_is_one_however_its_accents_are_typed(tmp_path: Path, clock: HeldClock) -> None:
    new(tmp_path / "new", clock, password="sésame, open up").close()
    opening.open_office(tmp_path / "new", login="kth", password="se\u0301same, open up", clock=clock).close()
    with pytest.raises(NotPermitted):
        opening.open_office(tmp_path / "new", login="kth", password="\udcff", clock=clock)


def test_a_wrong_password_is_said_to_be_wrong(folder: Path) -> None:
    assert "not the password of KTH" in refused(folder, NotPermitted, password=PASSWORD + " ")


def test_a_missing_office_and_a_missing_part_are_told_apart(folder: Path, tmp_path: Path) -> None:
    assert "no office" in refused(tmp_path / "nowhere", NotFound)
    (folder / FILES).unlink()
    assert "incomplete" in refused(folder, CannotOpen)


@pytest.mark.parametrize("part", [DATABASE, FILES])
@pytest.mark.parametrize("damage", ["emptied", "cut", "text"])
def test_a_damaged_part_is_damaged_and_not_a_wrong_password(folder: Path, part: str, damage: str) -> None:
    content = (folder / part).read_bytes()
    (folder / part).write_bytes({"emptied": b"", "cut": content[:1000], "text": b"not a database" * 900}[damage])
    assert "damaged" in refused(folder, CannotOpen)


@pytest.mark.parametrize("content", ["", "format = 1", "format = 'x'", "\x00", "format = 1\nkind = 'other'\n"])
def test_damaged_keys_are_damaged(folder: Path, content: str) -> None:
    (folder / keys.FILE).write_text(content, "utf-8")
    assert "keys.toml is damaged" in refused(folder, CannotOpen)


def test_keys_that_ask_for_all_the_memory_are_damaged(folder: Path) -> None:
    text = (folder / keys.FILE).read_text("utf-8").replace("memory = 64", "memory = 64000000")
    (folder / keys.FILE).write_text(text, "utf-8")
    assert "keys.toml is damaged" in refused(folder, CannotOpen)


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ('login = "kth"', 'login = "lky"'),
        ('role = "administrator"', 'role = "caseworker"'),
        ('name = "Test"', 'name = "Tost"'),
        ('kind = "real"', 'kind = "sample"'),
        ('seal = "', 'seal = "é'),
        ('seal = "', 'sael = "'),
        ('check = "', 'check = 5 # "'),
        ('salt = "', 'salt = "" # "'),
        ('nonce = "', 'nonce = "00" # "'),
        ('id = "', 'id = 5 # "'),
        ("format = 1", "format = nan"),
    ],
)
def test_keys_that_somebody_changed_are_damaged(folder: Path, line: str, changed: str) -> None:
    file = folder / keys.FILE
    text = file.read_text("utf-8")
    assert line in text
    file.write_text(text.replace(line, changed, 1), "utf-8")
    login = "lky" if "lky" in changed else "kth"
    assert "keys.toml is damaged" in refused(folder, CannotOpen, login=login)


@pytest.mark.parametrize("holders", ["officer = []", "officer = {}"])
def test_keys_of_nobody_are_damaged(folder: Path, holders: str) -> None:
    file = folder / keys.FILE
    file.write_text(file.read_text("utf-8").split("[[officer]]")[0] + holders, "utf-8")
    assert "keys.toml is damaged" in refused(folder, CannotOpen)


def test_a_change_by_hand_is_not_sealed_in_with_the_next_officer(folder: Path, clock: HeldClock) -> None:
    office = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
    with office.reading() as session:
        me = officers.rows(session)[0]
    file = folder / keys.FILE
    file.write_text(file.read_text("utf-8").replace('initials = "KTH"', 'initials = "LKY"'), "utf-8")
    with pytest.raises(CannotOpen):
        officers.let_in(office, me, "another long password", cost=CHEAP)
    office.close()


def test_keys_of_another_office_do_not_open_this_one(folder: Path, tmp_path: Path, clock: HeldClock) -> None:
    new(tmp_path / "other", clock).close()
    shutil.copy(tmp_path / "other" / keys.FILE, folder / keys.FILE)
    assert "damaged" in refused(folder, CannotOpen)


@pytest.mark.parametrize("part", [DATABASE, FILES])
def test_a_read_only_office_is_left_alone(folder: Path, part: str) -> None:
    (folder / part).chmod(0o444)
    assert "read-only" in refused(folder, CannotOpen)


def test_an_office_of_a_newer_program_is_left_alone(folder: Path) -> None:
    key = keys.unwrap(keys.read(folder), keys.read(folder).holder("kth"), PASSWORD)
    store = Store.local(folder / DATABASE, keys.part(key, DATABASE))
    with store.altering() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    store.close()
    assert "newer CP Desk" in refused(folder, CannotOpen)
    assert not list(folder.glob("before-*"))


@pytest.fixture
def older(folder: Path) -> Path:
    """The office as version 0.1 left it."""
    key = key_of(folder)
    (folder / DATABASE).unlink()
    store = Store.local(folder / DATABASE, keys.part(key, DATABASE))
    first_version.build(store, keys.read(folder).holders[0].id)
    store.close()
    return folder


def key_of(folder: Path) -> bytes:
    return keys.unwrap(keys.read(folder), keys.read(folder).holder("kth"), PASSWORD)


def test_an_older_office_that_is_refused_is_not_migrated(older: Path) -> None:
    found, key = keys.read(older), key_of(older)
    stranger = replace(found.holders[0], login="gone")
    keys.write(older, replace(found, holders=(stranger,)), key)
    assert "no longer works" in refused(older, NotPermitted, login="gone")
    keys.write(older, replace(found, kind=OfficeKind.SAMPLE), key)
    assert "mixes" in refused(older, CannotOpen)


def test_of_the_copies_of_older_offices_the_newest_stay(older: Path, clock: HeldClock) -> None:
    for stamp in ("0009-20250101T000000Z", "0002-20260101T000000Z", "0002-20260201T000000Z"):
        (older / f"before-{stamp}.db").touch()
    office = opening.open_office(older, login="kth", password=PASSWORD, clock=clock)
    assert office.kept_aside == older / f"before-{migrating.HEAD}-20260504T020000Z.db"
    office.close()
    kept = sorted(one.name for one in older.glob("before-*"))
    assert kept == [
        "before-0002-20260101T000000Z.db",
        "before-0002-20260201T000000Z.db",
        f"before-{migrating.HEAD}-20260504T020000Z.db",
    ]
    again = opening.open_office(older, login="kth", password=PASSWORD, clock=clock)
    assert again.kept_aside is None
    again.close()


def test_row_83_a_sample_office_and_a_real_one_are_never_mixed(folder: Path, tmp_path: Path, clock: HeldClock) -> None:
    sample = tmp_path / "sample"
    new(sample, clock, kind=OfficeKind.SAMPLE, password="").close()
    found = keys.read(sample)
    key = keys.unwrap(found, found.holder("kth"), "")
    keys.write(sample, keys.Keys(OfficeKind.REAL, found.name, found.check, found.holders), key)
    assert "mixes" in refused(sample, CannotOpen, password="")
    with pytest.raises(CannotOpen):
        new(folder, clock, kind=OfficeKind.SAMPLE, password="")


def test_a_short_password_is_refused_for_a_real_office_only(tmp_path: Path, clock: HeldClock) -> None:
    with pytest.raises(Invalid) as caught:
        new(tmp_path / "short", clock, password="short")
    assert caught.value.field == "password"
    assert not (tmp_path / "short").exists()
    new(tmp_path / "sample", clock, kind=OfficeKind.SAMPLE, password="").close()


def test_a_network_drive_is_refused_with_a_way_out(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    where = tmp_path / "share" / "office"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//srv/x {tmp_path}/share cifs rw 0 0\n", "utf-8")
    assert opening.mount_kind(where, mounts) == "cifs"
    assert opening.mount_kind(tmp_path / "shared", mounts) == "ext4"
    assert opening.mount_kind(where, tmp_path / "none") == ""


def test_a_network_office_is_not_touched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "mount_kind", lambda *_: "nfs4")
    assert "network drive" in refused(folder, CannotOpen)


def test_an_office_whose_folder_was_taken_away_saves_nothing(folder: Path, clock: HeldClock) -> None:
    office = opening.open_office(folder, login="kth", password=PASSWORD, clock=clock)
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(CannotSave) as caught:
        make.applicant(office)
    assert str(folder) in str(caught.value)
    folder.with_name("elsewhere").rename(folder)
    make.applicant(office)
    office.close()
