"""A kept file comes back byte for byte, or its damage is told; it is kept once and never changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from models.blobs import BlobDamaged, BlobMissing, Blobs
from models.store import Store, StoreTrouble, Trouble
from tests.engines import KEY, behind

FILES = [b"", b"a", bytes(range(256)) * 400, "永發電鍍廠".encode()]


@pytest.mark.parametrize("data", FILES, ids=len)
def test_a_file_comes_back(blobs: Blobs, data: bytes) -> None:
    sha256 = blobs.keep(data)
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert blobs.read(sha256) == data


def test_the_same_bytes_are_kept_once(blobs: Blobs) -> None:
    assert blobs.keep(b"same") == blobs.keep(b"same")
    with blobs._engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from blobs").scalar_one() == 1


def test_a_file_that_was_never_kept_is_missing(blobs: Blobs) -> None:
    with pytest.raises(BlobMissing, match="no file 00"):
        blobs.read("00")


@pytest.mark.parametrize("statement", ["update blobs set size = 1", "delete from blobs"])
def test_files_are_only_added(blobs: Blobs, statement: str) -> None:
    blobs.keep(b"x")
    with pytest.raises(DBAPIError, match="files are only added"), blobs._engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_a_changed_file_is_found(blobs: Blobs) -> None:
    good, bad = blobs.keep(b"good"), blobs.keep(b"bad")
    assert list(blobs.check()) == []
    with behind(Store(blobs._engine)) as connection:
        connection.exec_driver_sql("update blobs set body = (select body from blobs where size = 4) where size = 3")
    assert list(blobs.check()) == [bad]
    assert blobs.read(good) == b"good"
    with pytest.raises(BlobDamaged, match=bad):
        blobs.read(bad)


@pytest.mark.one_engine("sqlcipher", "a file of one's own")
def test_a_file_store_is_opened_again_with_its_key_only(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    first = Blobs.local(path, KEY)
    sha256 = first.keep(b"letter")
    first.close()
    again = Blobs.local(path, KEY)
    assert again.read(sha256) == b"letter"
    again.close()
    with pytest.raises(StoreTrouble) as trouble:
        Blobs.local(path, bytes(32))
    assert trouble.value.kind is Trouble.DAMAGED


@pytest.mark.one_engine("sqlcipher", "only a file has pages")
def test_one_flipped_byte_in_a_kept_file_is_found(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    blobs = Blobs.local(path, KEY)
    kept = [blobs.keep(bytes([n]) * 20_000) for n in range(3)]
    blobs.close()
    body = bytearray(path.read_bytes())
    body[-5000] ^= 1  # in the pages of the last file
    path.write_bytes(body)
    blobs = Blobs.local(path, KEY)
    assert list(blobs.check()) in [[sha256] for sha256 in kept]
    blobs.close()
