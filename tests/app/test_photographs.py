"""Pictures on their way to a visit: copied small by the process that looks inside, and kept whole as documents."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from app import intake, photographs, picturing
from app.inside.found import Picture
from app.intake import Kept
from app.office import Office
from app.picturing import Filed, Wanted
from app.refusal import CannotOpen, NotReady
from app.texts import say
from app.visits import PhotographFields
from models import Document
from models.kinds import DocumentKind
from models.stages import Stage
from tests import make
from tests.app.inside import files
from tests.app.test_visits import photographs as shown


def put(office: Office, case: UUID, visit: UUID, *wanted: Wanted) -> list[Kept]:
    return list(picturing.add(office, case, visit, wanted))


def look(office: Office, path: Path) -> intake.Candidate:
    (found,) = intake.look(office, [path])
    return found


def test_a_copy_is_a_plain_small_jpeg_without_what_the_camera_wrote() -> None:
    large = Image.radial_gradient("L").resize((2400, 1200)).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Camera of Chan Tai-man"
    made = BytesIO()
    large.save(made, "JPEG", exif=exif)
    copy = photographs.copied(made.getvalue())
    found = Image.open(BytesIO(copy.data))
    assert (found.format, found.mode, found.size) == ("JPEG", "RGB", (photographs.LONGEST, photographs.LONGEST // 2))
    assert (copy.width, copy.height) == found.size
    assert b"Chan Tai-man" not in copy.data
    assert not found.getexif()


@pytest.mark.parametrize(("wide", "high"), [(4000, 2), (2, 4000), (1, 1), (960, 960)])
def test_a_copy_is_no_longer_than_it_may_be_whatever_the_shape(wide: int, high: int) -> None:
    copy = photographs.packed(Picture(wide, high, bytes(3 * wide * high)))
    assert 1 <= copy.width <= photographs.LONGEST
    assert 1 <= copy.height <= photographs.LONGEST


def test_the_same_pixels_give_the_same_copy() -> None:
    drawn = Picture(30, 20, bytes(range(30)) * 60)
    assert photographs.packed(drawn) == photographs.packed(drawn)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n not really", files.huge_png(), b"Dear Sir"])
def test_what_cannot_be_drawn_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(CannotOpen):
        photographs.copied(data)


def test_a_file_becomes_a_document_of_the_case_and_a_photograph_at_once(office: Office, tmp_path: Path) -> None:
    case = make.case(office).id
    visit = make.visit(office, case)
    path = tmp_path / "IMG_2044.jpg"
    path.write_bytes(files.photograph())
    found = look(office, path)
    assert found.facts is not None
    assert found.facts.dated == date(2026, 3, 4)
    (kept,) = put(office, case, visit, Wanted(found, PhotographFields("壓濾機", found.facts.dated)))
    (one,) = shown(office, case)
    document = make.read(office, Document, one.document_id)
    assert kept.ids == (document.id,)
    assert (document.kind, document.dated) == (DocumentKind.PHOTOGRAPH, date(2026, 3, 4))
    assert office.blobs.read(document.sha256) == path.read_bytes()
    assert one.fields.taken_on == date(2026, 3, 4)
    assert office.blobs.read(one.copy_sha256).startswith(b"\xff\xd8\xff")


def test_a_picture_among_the_documents_is_not_kept_twice(office: Office) -> None:
    case = make.case(office).id
    visit = make.visit(office, case)
    data = files.picture()
    id = make.picture(office, case, data)
    sha256 = make.read(office, Document, id).sha256
    put(office, case, visit, Wanted(Filed(id, sha256, "IMG_0001.png"), PhotographFields("Roof")))
    assert [one.document_id for one in shown(office, case)] == [id]


def test_one_that_cannot_be_drawn_leaves_the_others(office: Office, tmp_path: Path) -> None:
    case = make.case(office).id
    visit = make.visit(office, case)
    good, changed, broken = (tmp_path / name for name in ("good.png", "changed.png", "broken.png"))
    for path in (good, changed):
        path.write_bytes(files.picture())
    broken.write_bytes(b"\x89PNG\r\n\x1a\n not really")
    wanted = [Wanted(look(office, path), PhotographFields("Roof")) for path in (changed, broken, good)]
    changed.write_bytes(files.picture(size=(10, 10)))
    kept = put(office, case, visit, *wanted)
    assert [one.refusal is None for one in kept] == [False, False, True]
    assert [one.name for one in shown(office, case)] == ["good.png"]


TRUNCATED = files.photograph()[:-200]


@pytest.mark.parametrize("data", [TRUNCATED, files.huge_png()])
def test_a_file_that_cannot_be_drawn_is_refused_by_its_name_before_anything_is_said_of_it(
    office: Office, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "IMG_7.jpg"
    path.write_bytes(data)
    refusal = picturing.refusal_of(look(office, path))
    assert refusal is not None
    assert say(refusal, "en") == "IMG_7.jpg cannot be shown, so it is neither put with the visit nor kept."


@pytest.mark.parametrize("data", [TRUNCATED, files.huge_png()])
def test_what_becomes_of_one_that_cannot_be_drawn_is_said_by_its_name(
    office: Office, tmp_path: Path, data: bytes
) -> None:
    case = make.case(office).id
    visit = make.visit(office, case)
    path = tmp_path / "IMG_7.jpg"
    path.write_bytes(data)
    id = make.picture(office, case, data, name="IMG_8.jpg")
    filed = Filed(id, make.read(office, Document, id).sha256, "IMG_8.jpg")
    kept = put(office, case, visit, *(Wanted(one, PhotographFields("Roof")) for one in (look(office, path), filed)))
    assert [say(one.refusal, "en") for one in kept if one.refusal is not None] == [
        "IMG_7.jpg cannot be shown, so it is neither put with the visit nor kept.",
        "IMG_8.jpg cannot be shown, so it is not put with the visit. It stays among the documents.",
    ]
    with office.reading() as session:
        assert [one.name for one in session.query(Document)] == ["IMG_8.jpg"]


def test_a_visit_that_stands_takes_none_and_no_document_is_left_behind(office: Office, tmp_path: Path) -> None:
    made = make.at(office, Stage.ASSESSMENT)
    visit = make.visit(office, made.id)
    make.bring_on(office, made.id)
    path = tmp_path / "late.png"
    path.write_bytes(files.picture())
    with pytest.raises(NotReady):
        put(office, made.id, visit, Wanted(look(office, path), PhotographFields("Roof")))
    with office.reading() as session:
        assert session.query(Document).count() == 0


def test_only_pictures_are_offered(office: Office, tmp_path: Path) -> None:
    for name, data in {"letter.pdf": files.pdf(), "note.txt": b"Dear Sir", "empty.png": b""}.items():
        (tmp_path / name).write_bytes(data)
        refusal = picturing.refusal_of(look(office, tmp_path / name))
        assert refusal is not None
        assert name in say(refusal, "en")
    (tmp_path / "roof.png").write_bytes(files.picture())
    assert picturing.refusal_of(look(office, tmp_path / "roof.png")) is None
