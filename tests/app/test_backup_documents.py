"""Documents in a backup: after it is restored each comes back byte for byte, under the same hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import select

from app import checking, documents, opening
from app.backup import backup, restore
from models import Document
from models.kinds import DocumentKind
from tests import make
from tests.app.conftest import folder_office

WHOLE = {
    "報價單.txt": "報價：三十萬元".encode(),
    "empty-lines.txt": b"\r\n\x00\xff\r\n" * 3,
    "large.bin": bytes(range(256)) * 8_192,
}


def test_every_document_comes_back_byte_for_byte(tmp_path: Path) -> None:
    office = folder_office(tmp_path / "office")
    case = make.received(office).id
    for name, data in WHOLE.items():
        make.document(office, case, DocumentKind.QUOTATION, data=data, name=name)
    wrong = make.document(office, case, data=b"wrong")
    make.do(office, documents.strike_out, wrong, seen=make.version(office, Document, wrong), reason="Another case")
    backup(office, tmp_path / "kept.cpdesk")
    office.close()

    restore(tmp_path / "kept.cpdesk", tmp_path / "back")
    again = opening.open_office(tmp_path / "back", login="lky", password="")
    try:
        with again.reading() as session:
            found = {one.name: one.sha256 for one in session.scalars(select(Document))}
        for name, data in WHOLE.items():
            assert found[name] == hashlib.sha256(data).hexdigest()
            assert documents.content(again, found[name]) == data
        assert documents.content(again, hashlib.sha256(b"wrong").hexdigest()) == b"wrong"
        assert list(checking.check(again)) == []
    finally:
        again.close()


def test_the_same_file_on_two_cases_is_in_the_backup_once(tmp_path: Path) -> None:
    data = bytes(range(256)) * 2_000
    office = folder_office(tmp_path / "office")
    make.document(office, make.received(office).id, data=data)
    backup(office, tmp_path / "one.cpdesk")
    make.document(office, make.received(office).id, data=data)
    backup(office, tmp_path / "two.cpdesk")
    office.close()
    grown = (tmp_path / "two.cpdesk").stat().st_size - (tmp_path / "one.cpdesk").stat().st_size
    assert grown < len(data) // 4
