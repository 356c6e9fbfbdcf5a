"""215 certificates, drawn by us, by Typst and by WeasyPrint: the same words, names, fonts and ornament, in turn.

Typst and WeasyPrint are of the dependency group `bench` (`pip install --group bench`); without them their rows say so.
WeasyPrint, the slow one, draws five and is reckoned up; where the system has HarfBuzz without its subsetter, as
Debian 12 does, it cuts the fonts in Python and takes many times longer.
"""

from __future__ import annotations

import base64
import json
import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from app import batch
from app.clock import HONG_KONG
from app.paths import RESOURCES
from app.pdf import certificate
from app.pdf.certificate import CertificateSheet
from app.pdf.lines import Name
from app.pdf.ornament import ornament
from app.pdf.wording import PRESENT, wording
from models.kinds import Category

COUNT, ROUNDS = 215, 3
_FONTS = ("NotoSerifHK-Medium.ttf", "NotoSerifSC-Medium.ttf")
_NAMES = (
    ("zh_HK", "永發{n}號電鍍廠有限公司", "Wing Fat No. {n} Electroplating Company Limited"),
    (
        "zh_CN",
        "东莞市长安镇永发{n}号表面处理科技有限公司",
        "Dongguan Chang’an Wing Fat No. {n} Surface Treatment Ltd.",
    ),
    ("zh_HK", "邨埗滙益{n}號紙業有限公司", "Wui Yik No. {n} Paper Converters & Environmental Technology Limited"),
)


@dataclass(frozen=True, slots=True)
class Rival:
    """Another program: how many certificates it draws to be measured, and how."""

    name: str
    package: str
    count: int
    draw: Callable[[Path, Sequence[CertificateSheet]], int]


def sheets() -> list[CertificateSheet]:
    """All of one year, a third of them of Guangdong enterprises."""
    made = []
    for n in range(COUNT):
        language, chinese, english = _NAMES[n % 3]
        made.append(
            CertificateSheet(
                number=f"HGCP-2024-PM-{n + 1:04}",
                year=2024,
                category=list(Category)[n % 4],
                names=(Name(language, chinese.format(n=n)), Name("en", english.format(n=n))),
                recognised_on=date(2024, 10, 31),
                made_at=datetime(2024, 10, 31, 12, tzinfo=HONG_KONG),
                version="0",
                wording=PRESENT,
            )
        )
    return made


def measure(scratch: Path, row: Callable[[str, str, str], None]) -> None:
    """Print a row for each way of drawing; the ways take turns, so that the machine is the same for all."""
    wanted = sheets()
    certificate.make(wanted[:3])  # the fonts are read once for the process; Typst's compiler is kept as well
    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: [certificate.make([sheet]) for sheet in wanted],
        "two": lambda: list(batch.drawn(wanted, 2)),
        "one file": lambda: certificate.make(wanted),
    }
    rivals = [one for one in _RIVALS if find_spec(one.package)]
    for one in rivals:
        ways[one.name] = partial(one.draw, scratch, wanted[: one.count])
        one.draw(scratch, wanted[:2])
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            begun = time.perf_counter()
            way()
            taken[name].append(time.perf_counter() - begun)
    counts = {one.name: one.count for one in rivals}
    seconds = {name: statistics.median(all_) * COUNT / counts.get(name, COUNT) for name, all_ in taken.items()}
    _rows(row, seconds)


def _rows(row: Callable[[str, str, str], None], seconds: dict[str, float]) -> None:
    typst, weasy = seconds.get("Typst"), seconds.get("WeasyPrint")
    ours = seconds["ours"]
    each = f"{COUNT} tagged certificates, a file each"
    row(each, f"{ours:.2f} s{_against(ours, typst, 'Typst')}", "≤ 1.25 × Typst")
    row(f"{each}, against WeasyPrint", f"{ours:.2f} s{_against(ours, weasy, 'WeasyPrint')}", "≤ 1/7 of WeasyPrint")
    two = seconds["two"]
    row(f"{each}, two processes", f"{two:.2f} s{_against(two, typst, 'Typst')}", "≤ 0.7 × Typst")
    whole = seconds["one file"]
    row(f"{COUNT} tagged certificates in one file", f"{whole:.2f} s{_against(whole, typst, 'Typst')}", "≤ 2 × Typst")


def _against(ours: float, theirs: float | None, name: str) -> str:
    return f", {name} is not installed" if theirs is None else f", {ours / theirs:.2f} × {name} ({theirs:.2f} s)"


def _lines(sheet: CertificateSheet) -> list[tuple[str, str, float, float, float]]:
    """What stands on a certificate: text, language, size, middle and top in millimetres."""
    words, year = wording(sheet.wording), {"year": str(sheet.year)}
    said, category = words.recognised.filled(year, year), words.categories[sheet.category]
    found: list[tuple[str, str, float, float, float]] = [
        (words.title.zh, "zh_HK", 26, 148.5, 24), (words.title.en, "en", 12.5, 148.5, 37),
        (words.name.zh, "zh_HK", 28, 148.5, 53), (words.name.en, "en", 13, 148.5, 67),
        (words.opening.zh, "zh_HK", 11, 127, 77), (words.opening.en, "en", 11, 160, 77),
        (said.zh, "zh_HK", 11, 148.5, 119), (category.zh, "zh_HK", 17, 148.5, 124),
        (said.en, "en", 10.5, 148.5, 133), (category.en, "en", 13.5, 148.5, 138),
        (f"{words.number.zh} {sheet.number}", "zh_HK", 8, 48, 183),
        (f"{words.number.en} {sheet.number}", "en", 8, 48, 187),
    ]  # fmt: skip
    for number, name in enumerate(sheet.names):
        found.append((name.text, name.language, 16, 148.5, 92 + 9 * number))
    for middle, body in zip((82.0, 215.0), words.signatories(sheet.recognised_on), strict=True):
        found.append((body.zh, "zh_HK", 10.5, middle, 166))
        found += [(text, "en", 8, middle, 171 + 3.6 * at) for at, text in enumerate(body.en)]
    return found


def _svg() -> str:
    """The ornament as an SVG of the same curves."""
    paths, path, colour, thick = [], [], "", ""
    for line in ornament().splitlines():
        words = re.sub(r"^(q [\d. ]+ cm 1 J)$", "", line).split()
        numbers: list[str] = []
        for word in words:
            if re.fullmatch(r"[-+.\d]+", word):
                numbers.append(word)
                continue
            if word in ("m", "l", "c"):
                path.append(word.upper() + " ".join(numbers))
            elif word == "re":
                x, y, width, height = numbers
                path.append(f"M{x} {y}h{width}v{height}h-{width}z")
            elif word in ("RG", "rg"):
                colour = "rgb(" + ",".join(f"{float(one) * 100:g}%" for one in numbers) + ")"
            elif word == "w":
                thick = numbers[-1]
            elif word in ("S", "f"):
                look = f'fill="{colour}"' if word == "f" else f'fill="none" stroke="{colour}" stroke-width="{thick}"'
                paths.append(f'<path d="{"".join(path)}" {look}/>')
                path = []
            numbers = []
    drawing = "".join(paths)
    size = 'width="297mm" height="210mm" viewBox="0 0 297 210"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><g transform="matrix(1 0 0 -1 0 210)">{drawing}</g></svg>'


_TYPST = """#set page(width: 297mm, height: 210mm, margin: 0mm, background: image("ornament.svg"))
#set document(title: "Certificate")
#let sheet = json(bytes(sys.inputs.sheet))
#for line in sheet {
  let cut = if line.at(1) == "zh_CN" { "Noto Serif SC" } else { "Noto Serif HK" }
  place(top + left, dx: line.at(3) * 1mm - 130mm, dy: line.at(4) * 1mm, box(width: 260mm, align(center,
    text(font: cut, weight: 500, size: line.at(2) * 1pt, lang: line.at(1).slice(0, 2), line.at(0)))))
}
"""


def _typst(scratch: Path, wanted: Sequence[CertificateSheet]) -> int:
    """Tagged as PDF/UA-1; PDF/A it cannot be at the same time."""
    import typst

    made: dict[str, typst.Compiler] = _KEPT
    if "typst" not in made:
        folder = scratch / "typst"
        (folder / "fonts").mkdir(parents=True)
        for name in _FONTS:
            (folder / "fonts" / name).write_bytes((RESOURCES / "fonts" / name).read_bytes())
        (folder / "ornament.svg").write_text(_svg(), encoding="utf-8")
        (folder / "certificate.typ").write_text(_TYPST, encoding="utf-8")
        made["typst"] = typst.Compiler(
            str(folder / "certificate.typ"), font_paths=[str(folder / "fonts")], ignore_system_fonts=True
        )
    size = 0
    for sheet in wanted:
        given = {"sheet": json.dumps(_lines(sheet), ensure_ascii=False)}
        size += len(made["typst"].compile(format="pdf", sys_inputs=given, pdf_standards=["ua-1"]))
    return size


_KEPT: dict[str, object] = {}


def _weasyprint(_scratch: Path, wanted: Sequence[CertificateSheet]) -> int:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    if "weasy" not in _KEPT:
        fonts = FontConfiguration()
        faces = "".join(
            f"@font-face {{font-family: {name[9:11]}; src: url({(RESOURCES / 'fonts' / name).as_uri()})}}"
            for name in _FONTS
        )
        ground = base64.b64encode(_svg().encode()).decode()
        style = f"""{faces} @page {{size: 297mm 210mm; margin: 0; background: url(data:image/svg+xml;base64,{ground})}}
            p {{position: absolute; width: 260mm; text-align: center; margin: 0; font-family: HK}}
            p:lang(zh-CN) {{font-family: SC}}"""
        _KEPT["weasy"] = (CSS(string=style, font_config=fonts), fonts)
    style, fonts = _KEPT["weasy"]  # type: ignore[misc]
    size = 0
    for sheet in wanted:
        body = "".join(
            f'<p lang="{language.replace("_", "-")}" style="left: {x - 130}mm; top: {top}mm; font-size: {points}pt">'
            f"{text}</p>"
            for text, language, points, x, top in _lines(sheet)
        )
        page = HTML(string=f"<html lang='zh-HK'><title>Certificate</title><body>{body}")
        size += len(page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"))
    return size


_RIVALS = (Rival("Typst", "typst", COUNT, _typst), Rival("WeasyPrint", "weasyprint", 5, _weasyprint))
