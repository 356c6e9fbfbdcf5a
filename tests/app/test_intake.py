"""Files from this computer into a case: looked at, kept one by one, a mail with what came with it; never a crash."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from app import case_sheet, documents, intake
from app.case_parts import DocumentRow
from app.documents import DocumentFields
from app.inside import ask
from app.intake import Candidate, Kept
from app.office import Office
from app.texts import Message, say
from models.kinds import DocumentKind, ItemKind, ItemState, Sight
from tests import make
from tests.app.inside import files

QUOTED = DocumentFields(DocumentKind.QUOTATION, date(2026, 5, 4), sender="Clearair")

pytestmark = pytest.mark.one_engine("sqlcipher", "reads files; the acts below it run on both")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def put(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def looked(office: Office, *paths: Path) -> list[Candidate]:
    return list(intake.look(office, paths))


def kept(office: Office, case: UUID, *paths: Path, form: DocumentFields = QUOTED) -> list[Kept]:
    chosen = [one for one in looked(office, *paths) if one.refusal is None]
    return list(intake.keep(office, case, chosen, form))


def rows(office: Office, case: UUID) -> tuple[DocumentRow, ...]:
    with office.reading() as session:
        return case_sheet.read(session, case, office.rules, office.clock.today()).documents


def told(message: Message | None) -> str:
    assert message is not None
    return say(message, "en")


def test_files_are_looked_at_in_their_order_and_once(office: Office, folder: Path) -> None:
    one, other = put(folder, "b.pdf", files.pdf(2)), put(folder, "a.txt", b"words")
    found = looked(office, one, other, one)
    assert [candidate.name for candidate in found] == ["b.pdf", "a.txt"]
    assert found[0].facts is not None
    assert (found[0].facts.pages, found[0].size) == (2, len(files.pdf(2)))


def test_files_are_kept_byte_for_byte_with_what_was_said_once(office: Office, folder: Path) -> None:
    case = make.case(office).id
    steps = kept(office, case, put(folder, "報價單.pdf", files.pdf()), put(folder, "屋頂.png", files.picture()))
    assert [len(one.ids) for one in steps] == [1, 1]
    assert all(one.changed for one in steps)
    found = rows(office, case)
    assert [(one.name, one.sender, one.kind) for one in found] == [
        ("報價單.pdf", "Clearair", DocumentKind.QUOTATION),
        ("屋頂.png", "Clearair", DocumentKind.QUOTATION),
    ]
    assert documents.content(office, found[0].sha256) == files.pdf()


def test_a_twin_in_another_case_is_told_before_it_is_kept(office: Office, folder: Path) -> None:
    make.document(office, make.received(office).id, data=b"the same")
    (one,) = looked(office, put(folder, "again.txt", b"the same"))
    assert [twin.reference for twin in one.twins] == ["CP-26-0001"]
    case = make.case(office).id
    assert next(iter(intake.keep(office, case, [one], QUOTED))).ids
    assert len(rows(office, case)) == 1


# --- mails


def test_row_46_a_mail_keeps_its_own_date_and_sender_and_brings_its_attachments(office: Office, folder: Path) -> None:
    case = make.case(office).id
    mail = put(folder, "補交.eml", files.mail(("報價單.pdf", files.pdf(3)), ("帳單.png", files.picture())))
    (one,) = looked(office, mail)
    assert (one.attachments, one.twins) == (2, ())
    (step,) = kept(office, case, mail, form=DocumentFields(DocumentKind.QUOTATION, date(2026, 5, 4)))
    own, first, second = rows(office, case)
    assert step.ids == (own.id, first.id, second.id)
    assert (own.kind, own.title, own.dated) == (DocumentKind.MAIL, "補交報價單", date(2026, 3, 2))
    assert own.sender == first.sender == "陳大文 <chan@example.hk>"
    assert (first.kind, first.mail_id, first.pages, first.dated) == (DocumentKind.QUOTATION, own.id, 3, None)
    assert (second.media, second.mail_id) == ("image/png", own.id)


def test_what_came_with_plain_correspondence_is_another_document(office: Office, folder: Path) -> None:
    case = make.case(office).id
    mail = put(folder, "x.eml", files.mail(("plan.txt", b"plan")))
    kept(office, case, mail, form=DocumentFields(DocumentKind.MAIL, date(2026, 5, 4)))
    assert [one.kind for one in rows(office, case)] == [DocumentKind.MAIL, DocumentKind.OTHER]


def test_hostile_attachments_leave_the_mail_whole(office: Office, folder: Path) -> None:
    case = make.case(office).id
    parts = (("..\\..\\CON", b"plan"), ("run.exe", b"MZ\0\0"), ("", b""), ("invoice\u202efdp.scr", b"a text"))
    data = files.mail(*parts)
    (step,) = kept(office, case, put(folder, "x.eml", data))
    assert [one.name for one in rows(office, case)][1:] == ["CON", "invoicefdp.scr"]
    assert sorted(told(why) for why in step.left_out) == [
        "attachment could not be taken out of the mail. The mail holds it.",
        "run.exe is a program, not a document. It is not kept.",
    ]
    assert documents.content(office, rows(office, case)[0].sha256) == data


def test_a_mails_attachments_tick_off_what_was_asked_for(office: Office, folder: Path) -> None:
    case = make.case(office).id
    kept(office, case, put(folder, "x.eml", files.mail(("permit.pdf", files.pdf()))),
         form=DocumentFields(DocumentKind.PERMITS, date(2026, 5, 4)))  # fmt: skip
    with office.reading() as session:
        sheet = case_sheet.read(session, case, office.rules, office.clock.today())
    assert next(one.state for one in sheet.checklist if one.kind is ItemKind.PERMITS) is ItemState.RECEIVED


# --- what is not kept


def test_an_empty_file_is_refused_with_its_name(office: Office, folder: Path) -> None:
    (one,) = looked(office, put(folder, "empty.pdf", b""))
    assert told(one.refusal) == "empty.pdf is empty: it has no bytes at all. It is not kept."


def test_two_gigabytes_are_refused_before_they_are_read(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "film.mov"
    with file.open("wb") as made:
        made.truncate(2 << 30)  # takes no room on the disk
    monkeypatch.delattr(Path, "open")
    (one,) = looked(office, file)
    assert told(one.refusal) == "film.mov is larger than 100 MB. It is not read and not kept. Ask for it in parts."


def test_a_file_that_grows_while_it_is_read_is_refused_all_the_same(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(folder, "log.txt", b"12345")
    monkeypatch.setattr(documents, "LARGEST", 4)
    (one,) = looked(office, file)
    assert "is larger than" in told(one.refusal)


def test_folders_devices_and_what_is_gone_are_refused(office: Office, folder: Path) -> None:
    found = looked(office, folder, folder / "gone.pdf")
    assert told(found[0].refusal) == "in is a folder. Drop the files that are in it."
    assert told(found[1].refusal).startswith("gone.pdf cannot be read")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes with names in folders")
def test_a_pipe_in_a_folder_hangs_nothing(office: Office, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (one,) = looked(office, folder / "pipe")
    assert told(one.refusal) == "pipe is not a file that can be kept."


@pytest.mark.parametrize("name", ["CON", "nul.txt", "invoice\u202efdp.exe", "zero\u200bwidth.txt", "e\u0301.txt"])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes no such names")
def test_any_name_is_kept_and_shown_clean(office: Office, folder: Path, name: str) -> None:
    case = make.case(office).id
    kept(office, case, put(folder, name, b"words"))
    (row,) = rows(office, case)
    assert row.name.isprintable()
    assert (row.original is None) is (row.name == name)


@pytest.mark.parametrize(
    ("data", "sight"),
    [
        (files.locked_pdf(), Sight.PASSWORD),
        (files.pdf()[:300], Sight.DAMAGED),
        (files.huge_png(), Sight.TOO_LARGE),
        (files.SVG, Sight.NOT_SHOWN),
        (files.bomb_docx(), Sight.NOT_SHOWN),
    ],
    ids=["locked", "half", "huge", "svg", "bomb"],
)
def test_what_cannot_be_shown_is_kept_as_it_came(office: Office, folder: Path, data: bytes, sight: Sight) -> None:
    case = make.case(office).id
    assert kept(office, case, put(folder, "it.bin", data))[0].refusal is None
    (row,) = rows(office, case)
    assert row.sight is sight
    assert documents.content(office, row.sha256) == data


# --- on the way


def test_a_file_that_changed_since_it_was_looked_at_is_not_kept(office: Office, folder: Path) -> None:
    case = make.case(office).id
    file = put(folder, "a.txt", b"one")
    found = looked(office, file)
    file.write_bytes(b"two")
    (step,) = intake.keep(office, case, found, QUOTED)
    assert told(step.refusal) == "a.txt has changed since it was looked at. It is not kept."
    assert rows(office, case) == ()


def test_stopping_between_two_files_keeps_the_first_and_nothing_of_the_second(office: Office, folder: Path) -> None:
    case = make.case(office).id
    steps: Any = intake.keep(
        office, case, looked(office, put(folder, "a.txt", b"a"), put(folder, "b.txt", b"b")), QUOTED
    )
    next(steps)
    steps.close()
    assert [one.name for one in rows(office, case)] == ["a.txt"]


def test_a_mail_that_cannot_be_looked_into_is_kept_without_attachments(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "WALL", 0.0)
    case = make.case(office).id
    kept(office, case, put(folder, "x.eml", files.mail(("a.txt", b"a"))))
    assert [(one.kind, one.sight) for one in rows(office, case)] == [(DocumentKind.MAIL, Sight.TOO_SLOW)]
