"""Small files as they come from outside: honest ones, and some that nobody should send."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas


def pdf(pages: int = 1, title: str = "Quotation") -> bytes:
    """A PDF of some pages."""
    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.setTitle(title)
    for number in range(pages):
        canvas.drawString(72, 720, f"Page {number + 1}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def locked_pdf() -> bytes:
    """A PDF that opens only with a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def looped_pdf() -> bytes:
    """A PDF whose pages lead to themselves, whose form draws itself, and whose tables name one another."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 2 0 R>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/X Do\nendstream",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>"
        b"stream\n/X Do\nendstream",
    ]
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj" % number + body + b"endobj\n"
    start = len(made)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return made + b"trailer<</Size %d/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start, start)


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture of one colour."""
    made = io.BytesIO()
    Image.new("RGB", size, (11, 110, 79)).save(made, kind)
    return made.getvalue()


def photograph(taken: str = "2026:03:04 10:11:12") -> bytes:
    """A photograph held upright, taken lying down."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = taken
    made = io.BytesIO()
    Image.new("RGB", (60, 40), (11, 110, 79)).save(made, "JPEG", exif=exif)
    return made.getvalue()


def huge_png(side: int = 65_000) -> bytes:
    """A few bytes that say they are a picture of so many points each way."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def bomb_docx() -> bytes:
    """A Word file of a few kilobytes with fifty megabytes of nothing in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(50_000_000))
    return made.getvalue()


SVG = b"""<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<image xlink:href="http://example.invalid/spy.png" width="9" height="9"/></svg>"""


def mail(
    *attachments: tuple[str, bytes], subject: str = "補交報價單", sender: str = "陳大文 <chan@example.hk>"
) -> bytes:
    """A mail of 2 March 2026, as it lies in a folder."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "office@example.hk", subject
    made["Date"] = "Mon, 02 Mar 2026 23:30:00 +0800"
    made.set_content("請查收附件。\n")
    for name, data in attachments:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()
