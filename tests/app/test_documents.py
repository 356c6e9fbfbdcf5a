"""Documents of a case: kept whole, told apart, corrected, struck out; and what they tick off."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from app import case_sheet, checking, documents, history, items
from app.case_sheet import CaseSheet
from app.documents import DocumentFields
from app.inside.found import Facts
from app.office import Office
from app.refusal import CannotOpen, Damaged, Invalid, NotFound, NotReady
from app.texts import say
from models import Document, Item
from models.base import new_id
from models.kinds import DocumentKind, ItemKind, ItemState, Role, Sight
from models.stages import Stage
from tests import make
from tests.app.test_applicants import refused
from tests.app.test_checking import behind
from tests.engines import behind as behind_the_blobs

TODAY = date(2026, 5, 4)
QUOTED = DocumentFields(DocumentKind.QUOTATION, TODAY)
TEXT = Facts("text/plain", Sight.SHOWN)


def sheet_of(office: Office, id: UUID) -> CaseSheet:
    with office.reading() as session:
        return case_sheet.read(session, id, office.rules, office.clock.today())


def strike(office: Office, id: UUID, reason: str = "It belongs to another case") -> None:
    make.do(office, documents.strike_out, id, seen=make.version(office, Document, id), reason=reason)


def state(office: Office, case: UUID, kind: ItemKind) -> ItemState:
    return next(one.state for one in sheet_of(office, case).items if one.kind is kind)


# --- kept


def test_a_document_is_kept_with_all_that_is_known_of_it(office: Office) -> None:
    case = make.case(office).id
    data = b"%PDF-1.4 and so on"
    facts = Facts("application/pdf", Sight.PASSWORD, pages=3, title="Quote\n7")
    form = DocumentFields(DocumentKind.QUOTATION, date(2026, 5, 1), date(2026, 4, 20), " Clearair  ")
    id = make.do(office, documents.keep, case, data, "..\\..\\CON\u202e.pdf", form, facts)
    (row,) = sheet_of(office, case).documents
    assert (row.id, row.name, json.loads(row.original or "")) == (id, "CON.pdf", "..\\..\\CON\u202e.pdf")
    assert (row.sha256, row.size, row.media) == (hashlib.sha256(data).hexdigest(), len(data), "application/pdf")
    assert (row.kind, row.dated, row.received_on) == (DocumentKind.QUOTATION, date(2026, 4, 20), date(2026, 5, 1))
    assert (row.sender, row.title, row.pages, row.sight) == ("Clearair", "Quote 7", 3, Sight.PASSWORD)
    assert (row.kept_by, row.struck_out_on, row.own) == ("LKY", None, False)
    assert documents.content(office, row.sha256) == data
    assert list(checking.check(office)) == []


def test_a_name_that_needs_no_cleaning_is_kept_once(office: Office) -> None:
    case = make.case(office).id
    make.document(office, case, name="報價單.txt")
    assert [one.original for one in sheet_of(office, case).documents] == [None]


def test_the_history_tells_of_it_in_words(office: Office) -> None:
    case = make.case(office).id
    make.document(office, case)
    with office.reading() as session:
        entry = history.of_case(session, case, office.rules)[0]
    told = {say(one.field, "en"): say(one.after, "en") for one in entry.changes if one.after is not None}
    assert say(entry.what, "en") == "Keep a document"
    assert (told["Kind"], told["Sender"], told["Whether it can be shown"]) == ("Quotation", "陳大文", "Can be shown")


@pytest.mark.parametrize(
    ("data", "media", "says"),
    [
        (b"", "text/plain", "is empty: it has no bytes at all. It is not kept."),
        (b"MZ\0", "application/x-executable", "is a program, not a document. It is not kept."),
    ],
)
def test_what_no_case_keeps(office: Office, data: bytes, media: str, says: str) -> None:
    case = make.case(office).id
    with pytest.raises(CannotOpen, match=says):
        make.do(office, documents.keep, case, data, "x", QUOTED, Facts(media, Sight.SHOWN))
    assert sheet_of(office, case).documents == ()


def test_what_is_too_large_is_not_kept(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST", 4)
    with pytest.raises(CannotOpen, match="is larger than"):
        make.do(office, documents.keep, make.case(office).id, b"12345", "x", QUOTED, TEXT)


def test_days_in_the_future_and_summaries_are_refused(office: Office) -> None:
    case, later = make.case(office).id, date(2026, 5, 5)
    for name in ("received_on", "dated"):
        said: dict[str, Any] = {"kind": DocumentKind.OTHER, "received_on": TODAY, name: later}
        form = DocumentFields(**said)
        assert refused(Invalid, office, documents.keep, case, b"x", "x", form, TEXT) == name
    own = DocumentFields(DocumentKind.SUMMARY, TODAY)
    assert refused(Invalid, office, documents.keep, case, b"x", "x", own, TEXT) == "kind"


def test_a_case_that_is_not_there_gets_no_document(office: Office) -> None:
    refused(NotFound, office, documents.keep, new_id(), b"x", "x", QUOTED, TEXT)


# --- the same file elsewhere


def test_the_same_file_is_noticed_in_every_case_and_may_be_kept_again(office: Office) -> None:
    one, other = make.received(office).id, make.case(office).id
    make.document(office, one, data=b"same", name="first.txt")
    sha256 = hashlib.sha256(b"same").hexdigest()
    with office.reading() as session:
        assert documents.twins(session, ("0" * 64,)) == {}
        (twin,) = documents.twins(session, (sha256,))[sha256]
    told = say(documents.twin_words(twin, other), "en")
    assert told == "Case CP-26-0001 has the same file: first.txt, kept 4 May 2026 10:00"
    assert say(documents.twin_words(twin, one), "en").startswith("This case has the same file")
    make.document(office, other, data=b"same")
    strike(office, twin.document_id)
    with office.reading() as session:
        first, second = documents.twins(session, (sha256,))[sha256]
    assert say(documents.twin_words(first, other), "en").endswith("(struck out)")
    assert say(documents.twin_words(second, one), "en").startswith("A case without a number has the same file")


# --- corrected and struck out


def test_what_is_said_of_a_document_is_corrected_and_its_bytes_stay(office: Office) -> None:
    case = make.case(office).id
    id = make.document(office, case)
    form = DocumentFields(DocumentKind.ENERGY_BILLS, TODAY, date(2025, 12, 31), "CLP")
    make.do(office, documents.correct, id, form, seen=1)
    (row,) = sheet_of(office, case).documents
    assert (row.kind, row.dated, row.sender) == (DocumentKind.ENERGY_BILLS, date(2025, 12, 31), "CLP")
    assert documents.content(office, row.sha256) == b"A quotation"


def test_a_document_is_struck_out_with_a_reason_and_stays(office: Office) -> None:
    case = make.case(office).id
    id = make.document(office, case)
    assert refused(Invalid, office, documents.strike_out, id, seen=1, reason=" ") == "reason"
    strike(office, id)
    (row,) = sheet_of(office, case).documents
    assert (row.struck_out_on, row.struck_out_why) == (TODAY, "It belongs to another case")
    refused(NotReady, office, documents.strike_out, id, seen=2, reason="again")
    refused(NotReady, office, documents.correct, id, QUOTED, seen=2)


def test_a_paper_of_our_own_stays_as_it_is(office: Office) -> None:
    from app import summaries

    made = make.at(office, Stage.RECOMMENDED)
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, made.id)
    id = make.do(office, summaries.keep, made.id, "en")
    refused(NotReady, office, documents.strike_out, id, seen=1, reason="wrong")
    (row,) = sheet_of(office, made.id).documents
    assert (row.own, row.media, row.sight) == (True, "application/pdf", Sight.SHOWN)


# --- what documents tick off


def test_an_item_is_ticked_off_by_its_document_and_missing_again_without_it(office: Office) -> None:
    case = make.case(office).id
    make.do(office, items.ask, case, ItemKind.PERMITS)
    id = make.document(office, case, DocumentKind.PERMITS, received_on=date(2026, 5, 2))
    (item,) = sheet_of(office, case).items
    assert (item.state, item.settled_on) == (ItemState.RECEIVED, date(2026, 5, 2))
    strike(office, id)
    (item,) = sheet_of(office, case).items
    assert (item.state, item.settled_on) == (ItemState.MISSING, None)


def test_an_item_for_several_documents_waits_for_all_of_them(office: Office) -> None:
    case = make.case(office).id
    make.do(office, items.ask, case, ItemKind.QUOTATIONS)
    for kind in (DocumentKind.QUOTATION, DocumentKind.ENERGY_BILLS):
        make.document(office, case, kind)
        assert state(office, case, ItemKind.QUOTATIONS) is ItemState.MISSING
    make.document(office, case, DocumentKind.TECHNOLOGY)
    assert state(office, case, ItemKind.QUOTATIONS) is ItemState.RECEIVED


def test_a_document_can_be_unticked_by_hand_and_then_has_no_say(office: Office) -> None:
    case = make.case(office).id
    make.document(office, case, DocumentKind.PERMITS)
    line = next(one for one in sheet_of(office, case).checklist if one.kind is ItemKind.PERMITS)
    assert (line.state, line.item) == (ItemState.RECEIVED, None)
    make.do(office, items.mark, case, ItemKind.PERMITS, ItemState.MISSING)
    line = next(one for one in sheet_of(office, case).checklist if one.kind is ItemKind.PERMITS)
    assert (line.state, line.asked, len(line.documents)) == (ItemState.MISSING, True, 1)


def test_what_an_officer_ticked_off_stays_when_a_document_is_struck_out(office: Office) -> None:
    case = make.case(office).id
    make.do(office, items.mark, case, ItemKind.PERMITS, ItemState.RECEIVED)
    strike(office, make.document(office, case, DocumentKind.PERMITS))
    assert state(office, case, ItemKind.PERMITS) is ItemState.RECEIVED


def test_correcting_the_kind_moves_the_tick(office: Office) -> None:
    case = make.case(office).id
    for kind in (ItemKind.PERMITS, ItemKind.PREMISES):
        make.do(office, items.ask, case, kind)
    id = make.document(office, case, DocumentKind.PERMITS)
    make.do(office, documents.correct, id, DocumentFields(DocumentKind.PREMISES, TODAY), seen=1)
    assert state(office, case, ItemKind.PERMITS) is ItemState.MISSING
    assert state(office, case, ItemKind.PREMISES) is ItemState.RECEIVED


def test_asking_for_all_that_is_missing_feeds_the_paragraph(office: Office) -> None:
    case = make.received(office).id
    missing = [one.kind for one in sheet_of(office, case).checklist if one.state is ItemState.MISSING]
    make.do(office, items.ask_for, case, missing)
    with office.reading() as session:
        assert len(items.missing(session, case)) == len(missing) > 3
        assert "Environmental permits" in items.paragraph(session, case, "en")
    make.document(office, case, DocumentKind.PERMITS)
    with office.reading() as session:
        assert "Environmental permits" not in items.paragraph(session, case, "en")


def test_a_line_is_marked_waived_only_with_a_reason(office: Office) -> None:
    case = make.case(office).id
    assert refused(Invalid, office, items.mark, case, ItemKind.PERMITS, ItemState.WAIVED) == "reason"
    make.do(office, items.mark, case, ItemKind.PERMITS, ItemState.WAIVED, reason="Sighted on site")
    line = next(one for one in sheet_of(office, case).checklist if one.kind is ItemKind.PERMITS)
    assert line.state is ItemState.WAIVED
    assert line.item is not None
    assert line.item.reason == "Sighted on site"
    with office.reading() as session:
        assert session.get_one(Item, line.item.id).version == 1


# --- check


def test_one_flipped_byte_of_a_document_is_found_and_not_shown(office: Office) -> None:
    case = make.case(office).id
    make.document(office, case, data=b"A quotation")
    (row,) = sheet_of(office, case).documents
    kept: Any = SimpleNamespace(engine=office.blobs._engine, is_shared=office.store.is_shared)
    with behind_the_blobs(kept) as connection:
        body = "'\\x42'::bytea" if office.store.is_shared else "x'42'"
        connection.exec_driver_sql(f"update blobs set body = {body}")
    told = [say(one, "en") for one in checking.check(office)]
    assert any(row.sha256 in sentence and "A kept file is damaged" in sentence for sentence in told)
    with pytest.raises(Damaged, match="no longer what was put there"):
        documents.content(office, row.sha256)


def test_a_document_whose_bytes_are_gone_is_found(office: Office) -> None:
    case = make.case(office).id
    make.document(office, case)
    behind(office, "update documents set sha256 = '" + "0" * 64 + "'")
    assert any("is not kept as it was" in say(one, "en") for one in checking.check(office))
