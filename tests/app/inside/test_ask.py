"""Whatever a file is, looking inside ends with facts or with a sentence: nothing hangs and nothing here crashes."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date

import pytest

from app.inside import ask, child, found
from app.inside.found import Garbled, Picture
from app.paths import ROOT
from app.refusal import CannotOpen
from models.kinds import Sight
from tests.app.inside import files


def refused(data: bytes) -> str:
    with pytest.raises(CannotOpen) as refusal:
        ask.page(data, 0, 200)
    return str(refusal.value)


# --- honest files


def test_a_pdf_tells_its_pages_and_its_title() -> None:
    facts = ask.facts(files.pdf(3, "報價單"))
    assert (facts.media, facts.sight, facts.pages, facts.title) == ("application/pdf", Sight.SHOWN, 3, "報價單")


def test_a_page_of_a_pdf_is_as_wide_as_was_asked_for() -> None:
    page = ask.page(files.pdf(2), 1, 300)
    assert isinstance(page, Picture)
    assert page.width == 300
    assert len(page.pixels) == 3 * page.width * page.height
    assert len(set(page.pixels)) > 2  # there is something on it


def test_a_page_that_is_not_there_is_said() -> None:
    with pytest.raises(CannotOpen, match="damaged"):
        ask.page(files.pdf(2), 2, 300)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP"])
def test_a_picture_is_shown(kind: str) -> None:
    data = files.picture(kind)
    assert ask.facts(data).sight is Sight.SHOWN
    page = ask.page(data, 0, 30)
    assert isinstance(page, Picture)
    assert (page.width, page.height) == (30, 20)


def test_a_photograph_stands_upright_and_says_when_it_was_taken() -> None:
    data = files.photograph()
    assert ask.facts(data).dated == date(2026, 3, 4)
    page = ask.page(data, 0, 60)
    assert isinstance(page, Picture)
    assert page.height > page.width


def test_a_mail_tells_who_wrote_when_about_what_and_what_came_with_it() -> None:
    facts = ask.facts(files.mail(("報價單.pdf", files.pdf()), ("空.txt", b"")))
    assert (facts.sight, facts.title, facts.sender) == (Sight.SHOWN, "補交報價單", "陳大文 <chan@example.hk>")
    assert facts.dated == date(2026, 3, 2)
    assert [(one.name, one.data) for one in facts.attachments] == [("報價單.pdf", files.pdf())]
    assert facts.left_out == ("空.txt",)


def test_a_mail_reads_as_text() -> None:
    page = ask.page(files.mail(), 0, 100)
    assert isinstance(page, str)
    assert page.startswith("From: 陳大文")
    assert "請查收附件。" in page


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "big5hkscs"])
def test_a_text_is_shown_in_any_of_our_encodings(encoding: str) -> None:
    assert ask.page("電費單".encode(encoding), 0, 100) == "電費單"


# --- hostile files


def test_a_pdf_with_a_password_is_kept_and_says_so() -> None:
    assert ask.facts(files.locked_pdf()).sight is Sight.PASSWORD
    assert refused(files.locked_pdf()) == "This cannot be shown: it has a password. The original is kept."


def test_a_pdf_with_loops_ends() -> None:
    facts = ask.facts(files.looped_pdf())
    assert facts.sight in (Sight.SHOWN, Sight.DAMAGED)
    if facts.sight is Sight.SHOWN:
        assert isinstance(ask.page(files.looped_pdf(), 0, 100), Picture)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4\n" + bytes(9999), files.pdf()[:300]], ids=range(3))
def test_half_a_pdf_is_damaged(data: bytes) -> None:
    assert ask.facts(data).sight is Sight.DAMAGED
    assert "damaged" in refused(data)


def test_a_picture_of_65000_points_each_way_is_not_drawn() -> None:
    assert ask.facts(files.huge_png()).sight is Sight.TOO_LARGE
    assert "too much memory" in refused(files.huge_png())


@pytest.mark.parametrize("data", [files.picture()[:60], files.picture("JPEG")[:200], b"GIF89a\xff\xff"], ids=range(3))
def test_half_a_picture_is_damaged(data: bytes) -> None:
    assert ask.facts(data).sight is Sight.DAMAGED


@pytest.mark.parametrize(
    "data", [files.SVG, files.bomb_docx(), b"<html><img src='http://example.invalid'>", b"\0\1\2"], ids=range(4)
)
def test_what_is_not_shown_is_not_even_opened(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(subprocess, "Popen")
    facts = ask.facts(data)
    assert (facts.sight, facts.pages, facts.attachments) == (Sight.NOT_SHOWN, None, ())


def test_a_mail_of_boxes_in_boxes_ends() -> None:
    head = b"From: a@example.hk\nSubject: x\nMIME-Version: 1.0\n"
    boxes = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    assert ask.facts(head + boxes).sight in (Sight.SHOWN, Sight.DAMAGED)


def test_a_file_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "WALL", 0.0)
    assert ask.facts(files.pdf()).sight is Sight.TOO_SLOW
    assert "took too long and was stopped" in refused(files.pdf())


def test_a_process_that_says_too_much_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "MOST", 1000)
    assert "damaged" in refused(files.pdf())


@pytest.mark.parametrize("program", ["import sys; sys.exit(3)", "print('nonsense')", "import os; os.abort()"])
def test_a_process_that_dies_or_babbles_is_a_damaged_file(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "_command", lambda: [sys.executable, "-c", program])
    assert ask.facts(files.pdf()).sight is Sight.DAMAGED
    assert "damaged" in refused(files.pdf())


def test_a_computer_that_gives_no_process_is_told_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ask, "_command", lambda: ["/no/such/program"])
    with pytest.raises(CannotOpen, match="did not let CP Desk look into the file"):
        ask.facts(files.pdf())


# --- the process


def in_the_process(*lines: str) -> str:
    """Run lines in a confined process; gives what they print."""
    program = "\n".join(["from app.inside import child", "import socket, subprocess, os", "child.confine()", *lines])
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


@pytest.mark.parametrize(
    "deed",
    [
        "socket.create_connection(('127.0.0.1', 1))",
        "socket.getaddrinfo('example.invalid', 80)",
        "subprocess.run(['true'])",
        "os.system('true')",
        "open('stray', 'w')",
        "os.remove('stray')",
    ],
)
def test_the_process_opens_no_connection_starts_no_program_and_writes_no_file(deed: str) -> None:
    assert in_the_process("try:", f"    {deed}", "except PermissionError:", "    print('refused')") == "refused"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits the time alone")
def test_the_process_gets_no_more_memory_than_it_may_have() -> None:
    lines = ("try:", "    bytearray(2 * child.MEMORY)", "except MemoryError:", "    print('refused')")
    assert in_the_process(*lines) == "refused"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits the time alone")
def test_the_process_is_limited_in_its_time() -> None:
    told = in_the_process("import resource", "print(resource.getrlimit(resource.RLIMIT_CPU))")
    assert told == str((child.SECONDS, child.SECONDS))


def test_the_word_that_makes_the_built_program_the_process_is_one_word() -> None:
    assert ask._WORD == child.WORD


# --- what the process says


@pytest.mark.parametrize(
    ("header", "tail"),
    [
        ({"width": 10, "height": 10}, bytes(299)),
        ({"width": 10**6, "height": 10**6}, b""),
        ({"width": -1, "height": -1}, bytes(3)),
        ({"why": "because"}, b""),
        ({}, b""),
    ],
)
def test_a_page_that_no_honest_process_draws_is_refused(header: dict[str, object], tail: bytes) -> None:
    with pytest.raises(Garbled):
        found.page_from(header, tail)


def test_facts_that_no_honest_process_tells_are_refused() -> None:
    honest = found.facts_header(ask.facts(files.mail(("a.txt", b"abc"))))
    assert found.facts_from(honest, b"abc", "").attachments[0].data == b"abc"
    for name, value in {"sight": "x", "pages": -1, "dated": "soon", "attachments": [["a", 4]], "left_out": 3}.items():
        with pytest.raises(Garbled):
            found.facts_from(honest | {name: value}, b"abc", "")


@pytest.mark.parametrize("data", [b"", b"\0\0\0\1", b"\xff\xff\xff\xff{}", b"\0\0\0\2[]", b"\0\0\0\2{]"])
def test_an_answer_that_is_none_is_garbled(data: bytes) -> None:
    with pytest.raises(Garbled):
        found.read(io.BytesIO(data))
