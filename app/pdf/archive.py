"""What lets a file outlive us and be read aloud: PDF/A-2a and PDF/UA-1 over what ReportLab writes.

ReportLab knows neither. Added here: the structure tree with the place of every marked stretch of a page, the metadata
(XMP), and the meaning of the colours (sRGB). ReportLab's streams also lack the line end that PDF/A asks for,
and its fonts say something else than the rare characters they show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Final
from xml.sax.saxutils import escape
from zlib import compress

from app.paths import RESOURCES
from app.pdf.structure import TAGS, Element

_BEYOND: Final = re.compile("<([0-9A-F]{5,6})>")
_PROFILE: Final = RESOURCES / "colour" / "srgb.icc"
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:format>application/pdf</dc:format>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{made_at}</xmp:CreateDate><xmp:ModifyDate>{made_at}</xmp:ModifyDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 this file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the file says about itself; `made_at` is a moment in Hong Kong time."""

    title: str
    language: str
    producer: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Stretch:
    """A marked stretch of a page, by the page's number from 0 and its own number on it."""

    page: int
    number: int


@dataclass(slots=True)
class Marked:
    """Which stretches of which pages belong to which element, in the order in which they were drawn."""

    parts: dict[Element, list[Stretch | Element]] = field(default_factory=dict)
    owners: list[list[Element]] = field(default_factory=list)

    def begin_page(self) -> None:
        """From now on stretches are on the next page."""
        self.owners.append([])

    def stretch(self, element: Element) -> int:
        """A new stretch of an element on this page: its number there."""
        owners = self.owners[-1]
        self.parts.setdefault(element, []).append(Stretch(len(self.owners) - 1, len(owners)))
        owners.append(element)
        return len(owners) - 1

    def word_in(self, element: Element, language: str) -> Element:
        """A new stretch's element for words in another language than the element's own."""
        made = Element("Span", element, language)
        self.parts.setdefault(element, []).append(made)
        return made


def prepare(canvas: Any) -> None:
    """Tell a fresh ReportLab canvas what it has no door for."""
    _end_streams_properly()
    _say_all_planes()
    catalog = canvas._doc.Catalog  # noqa: SLF001
    catalog.__NoDefault__ = [*type(catalog).__NoDefault__, "OutputIntents"]


def mark_page(page: Any, number: int) -> None:
    """Bind a finished page to the structure; `number` counts from 0."""
    from reportlab.pdfbase.pdfdoc import PDFName

    page.__NoDefault__ = [*type(page).__NoDefault__, "StructParents", "Tabs"]
    page.StructParents, page.Tabs = number, PDFName("S")


def keep_drawing(canvas: Any, name: str, operators: str, size: tuple[float, float]) -> None:
    """Put a drawing into the file under a name, for pages to show with `doForm`; it is pressed once for the process."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, xObjectName

    said = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Form"),
        "BBox": PDFArray([0, 0, *size]),
        "Resources": PDFDictionary({}),
        "Filter": PDFName("FlateDecode"),
    }
    canvas._doc.Reference(PDFStream(PDFDictionary(said), _pressed(operators)), xObjectName(name))  # noqa: SLF001


def keep_picture(canvas: Any, name: str, jpeg: bytes, pixels: tuple[int, int]) -> None:
    """Put a JPEG of three colours into the file under a name, as it is, for pages to show with `doForm`."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream, xObjectName

    said = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": pixels[0],
        "Height": pixels[1],
        "ColorSpace": PDFName("DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": PDFName("DCTDecode"),
    }
    canvas._doc.Reference(PDFStream(PDFDictionary(said), jpeg), xObjectName(name))  # noqa: SLF001


def seal(canvas: Any, root: Element, marked: Marked, imprint: Imprint) -> None:
    """Add the structure, the metadata and the meaning of the colours to a canvas whose pages are all drawn."""
    from reportlab.pdfbase.pdfdoc import XMP, PDFDictionary

    document = canvas._doc  # noqa: SLF001
    catalog = document.Catalog
    catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    catalog.StructTreeRoot = _structure(document, root, marked)
    catalog.OutputIntents = _colours(document)
    catalog.Metadata = XMP(creator=lambda _document: _metadata(imprint))


def _metadata(imprint: Imprint) -> bytes:
    said = {
        "title": escape(imprint.title),
        "language": TAGS[imprint.language],
        "producer": escape(imprint.producer),
        "made_at": imprint.made_at.isoformat(timespec="seconds"),
    }
    return _XMP.format(**said).encode()


def _colours(document: Any) -> Any:
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

    profile = PDFStream(PDFDictionary({"N": 3, "Filter": PDFName("FlateDecode")}), _profile())
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString("sRGB"),
        "Info": PDFString("sRGB IEC61966-2.1"),
        "DestOutputProfile": document.Reference(profile),
    }
    return PDFArray([PDFDictionary(intent)])


@cache
def _pressed(operators: str) -> bytes:
    return compress(operators.encode("ascii"))


@cache
def _profile() -> bytes:
    return compress(_PROFILE.read_bytes())


# the structure


def _structure(document: Any, root: Element, marked: Marked) -> Any:
    """The root of the tree. Every element is an object of its own, written as text: there are hundreds."""
    from reportlab.pdfbase.pdfdoc import PDFObject

    class Written(PDFObject):  # type: ignore[misc]  # ReportLab has no types
        __RefOnly__ = 1
        text = ""

        def format(self, _document: Any) -> bytes:
            return self.text.encode("ascii")

    def place() -> tuple[Any, str]:
        made = Written()
        name = document.Reference(made).name
        return made, f"{document.idToObjectNumberAndVersion[name][0]} 0 R"

    top, top_place = place()
    placed = {element: place() for element in _all(root, marked)}
    pages = [
        f"{document.idToObjectNumberAndVersion[f'Page{number}'][0]} 0 R" for number in range(1, len(marked.owners) + 1)
    ]
    for element, (object_, _) in placed.items():
        above = placed[element.inside][1] if element.inside is not None else top_place
        object_.text = _written(element, above, _kids(element, marked, placed, pages))
    parents, parents_place = place()
    rows = (f"{at} [{' '.join(placed[owner][1] for owner in owners)}]" for at, owners in enumerate(marked.owners))
    parents.text = f"<< /Nums [{' '.join(rows)}] >>"
    top.text = (
        f"<< /Type /StructTreeRoot /K [{placed[root][1]}] /ParentTree {parents_place}"
        f" /ParentTreeNextKey {len(marked.owners)} >>"
    )
    return top


def _parts(element: Element, marked: Marked) -> Sequence[Stretch | Element]:
    return marked.parts.get(element) or element.parts


def _all(element: Element, marked: Marked) -> Iterator[Element]:
    """An element and all in it, in reading order."""
    yield element
    for part in _parts(element, marked):
        if isinstance(part, Element):
            yield from _all(part, marked)


def _kids(
    element: Element, marked: Marked, placed: Mapping[Element, tuple[Any, str]], pages: Sequence[str]
) -> Iterator[str]:
    for part in _parts(element, marked):
        if isinstance(part, Element):
            yield placed[part][1]
        else:
            yield f"<< /Type /MCR /Pg {pages[part.page]} /MCID {part.number} >>"


def _written(element: Element, above: str, kids: Iterator[str]) -> str:
    said = [f"<< /Type /StructElem /S /{element.kind} /P {above} /K [{' '.join(kids)}]"]
    if element.language is not None:
        said.append(f"/Lang ({TAGS[element.language]})")
    if element.alt:
        said.append(f"/Alt <feff{element.alt.encode('utf-16-be').hex()}>")
    table = []
    if element.scope is not None:
        table.append(f"/Scope /{element.scope}")
    if element.rows > 1:
        table.append(f"/RowSpan {element.rows}")
    if table:
        said.append(f"/A << /O /Table {' '.join(table)} >>")
    return " ".join((*said, ">>"))


@cache
def _end_streams_properly() -> None:
    """PDF/A asks for a line end before `endstream`; ReportLab writes none."""
    from reportlab.pdfbase.pdfdoc import PDFStream

    plain = PDFStream.format

    def proper(self: Any, document: Any) -> bytes:
        written: bytes = plain(self, document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"

    PDFStream.format = proper


@cache
def _say_all_planes() -> None:
    """ReportLab writes a character such as 𨋢 into the text layer as five digits; PDF wants two UTF-16 units."""
    from reportlab.pdfbase import ttfonts

    plain = ttfonts.makeToUnicodeCMap

    def whole(name: str, subset: Sequence[int]) -> str:
        written: str = plain(name, subset)
        return _BEYOND.sub(lambda found: f"<{chr(int(found[1], 16)).encode('utf-16-be').hex().upper()}>", written)

    ttfonts.makeToUnicodeCMap = whole
