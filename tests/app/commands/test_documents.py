"""`cpdesk documents`: results on stdout, messages on stderr, one JSON object for scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app import documents
from app.command import main
from models import Document
from models.kinds import DocumentKind, OfficeKind
from tests import make
from tests.app.conftest import folder_office


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample office with a received case and three documents, one of them struck out."""
    made = tmp_path_factory.mktemp("documents") / "office"
    office = folder_office(made, OfficeKind.SAMPLE)
    case = make.received(office).id
    make.document(office, case, DocumentKind.QUOTATION, name="報價單.txt")
    make.document(office, case, DocumentKind.PERMITS, data=b"permit")
    wrong = make.document(office, case, data=b"wrong")
    make.do(office, documents.strike_out, wrong, seen=make.version(office, Document, wrong), reason="Another case")
    office.close()
    return made


def said(capfd: pytest.CaptureFixture[str], *words: object) -> tuple[Any, str, str]:
    status = main([str(word) for word in words])
    heard = capfd.readouterr()
    return status, heard.out, heard.err


def test_documents_and_checklist_are_listed(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    status, out, err = said(capfd, "documents", "CP-26-0001", "--office", folder, "--officer", "lky")
    assert status == 0
    lines = [line.split("\t") for line in out.splitlines()]
    assert ["Quotation", "報價單.txt"] in [line[1:3] for line in lines]
    assert ["Received", "Environmental permits"] in lines
    assert sum("Struck out" in line for line in lines) == 1
    assert err.startswith("3 documents;")


def test_the_object_for_scripts(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    _, out, _ = said(capfd, "documents", "cp-26-0001", "--office", folder, "--officer", "lky", "--json")
    told = json.loads(out)
    first, _, wrong = told["documents"]
    assert (told["reference"], first["type"], first["size"]) == ("CP-26-0001", "quotation", len(b"A quotation"))
    assert len(first["sha256"]) == 64
    assert (wrong["struck_out"], wrong["struck_out_reason"]) == ("2026-05-04", "Another case")
    states = {line["item"]: line["state"] for line in told["checklist"]}
    assert (states["permits"], states["quotations"]) == ("received", "missing")
    lacking = next(line["lacking"] for line in told["checklist"] if line["item"] == "quotations")
    assert lacking == ["energy-bills", "technology"]


def test_a_case_that_is_not_there(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    status, out, err = said(capfd, "documents", "CP-26-9999", "--office", folder, "--officer", "lky")
    assert (status, out) == (1, "")
    assert "CP-26-9999" in err
