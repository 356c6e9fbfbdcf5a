"""The recipe of the fonts: cut the published Noto Sans and Serif, HK and SC, down to the characters that Hong Kong and
the Mainland write.

    python dev.py fonts                  fetches the four packages with npm
    python dev.py fonts --from FOLDER    uses packages already unpacked: FOLDER/noto-sans-hk/…, FOLDER/noto-sans-sc/…

HK keeps Big5 and HKSCS (names need it), SC keeps GBK, its serif GB 2312; all keep Latin, punctuation, signs and
full-width forms.
Hinting and most layout features are dropped. The same sources give the same bytes; their sums go into README.md.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
VERSION = "0.4.3"


@dataclass(frozen=True)
class Cut:
    """One font: where it comes from, what it is called here, and the encodings whose characters it keeps."""

    package: str
    source: str
    sha256: str
    name: str
    encodings: tuple[str, ...]


HK, SC = ("big5", "big5hkscs"), ("gbk", "gb2312")
CUTS = (
    Cut(
        "noto-sans-hk",
        "400Regular/NotoSansHK_400Regular.ttf",
        "154ee8273741df924c7c509029478389bc4d91994fc51d5213af158ce09d3efb",
        "NotoSansHK-Regular.ttf",
        HK,
    ),
    Cut(
        "noto-sans-hk",
        "700Bold/NotoSansHK_700Bold.ttf",
        "9c8bc87430613644fee27cbde7df8b72fd1ae8a6ff3ef8d9a35c4e6cd155b20f",
        "NotoSansHK-Bold.ttf",
        HK,
    ),
    Cut(
        "noto-sans-sc",
        "400Regular/NotoSansSC_400Regular.ttf",
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
        "NotoSansSC-Regular.ttf",
        SC,
    ),
    Cut(
        "noto-sans-sc",
        "700Bold/NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
        "NotoSansSC-Bold.ttf",
        SC,
    ),
    Cut(
        "noto-serif-hk",
        "500Medium/NotoSerifHK_500Medium.ttf",
        "228539bdb84c10dce67f3983bbfadb2324c6ada2856acb27d977a3adfa05242d",
        "NotoSerifHK-Medium.ttf",
        HK,
    ),
    Cut(
        "noto-serif-sc",
        "500Medium/NotoSerifSC_500Medium.ttf",
        "55f134c32e7b275516b060df24d06b455c4d8f0de9811dc1b7a0af8fd8b7cb53",
        "NotoSerifSC-Medium.ttf",
        ("gb2312",),
    ),
)

#: Latin, general punctuation, currency, letter-like signs, arrows, mathematics, boxes, CJK marks, full-width forms.
EVERYWHERE = (
    (0x20, 0x7F), (0xA0, 0x250), (0x2000, 0x2070), (0x20A0, 0x20C0), (0x2100, 0x2300), (0x2460, 0x2600),
    (0x3000, 0x3040), (0xFF00, 0xFFF0),
)  # fmt: skip


def characters(encoding: str) -> set[int]:
    """Every character that two bytes can say in an encoding."""
    found: set[int] = set()
    for first in range(0x81, 0xFF):
        for second in (*range(0x30, 0x3A), *range(0x40, 0xFF)):
            try:
                found.update(map(ord, bytes((first, second)).decode(encoding)))
            except UnicodeDecodeError:
                continue
    return found


def cut(source: Path, one: Cut) -> None:
    """Write one font; a source that is not the published one is refused."""
    if hashlib.sha256(source.read_bytes()).hexdigest() != one.sha256:
        sys.exit(f"{source.name} is not the file of version {VERSION}; nothing was written for it")
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["tnum", "kern", "locl", "pwid"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    wanted = {code for start, end in EVERYWHERE for code in range(start, end)}
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(wanted.union(*map(characters, one.encodings))))
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter.subset(font)
        font.save(HERE / one.name)


def fetch(package: str, folder: Path) -> None:
    """Fetch a published font package with npm and unpack it into `folder/package`."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("`fonts` needs npm, or --from FOLDER")
    subprocess.run([npm, "pack", f"@expo-google-fonts/{package}@{VERSION}", "--silent"], cwd=folder, check=True)
    (archive,) = folder.glob(f"*{package}-{VERSION}.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    (folder / "package").rename(folder / package)


def tell() -> None:
    """Put the sums of the fonts into README.md."""
    readme = HERE / "README.md"
    text = readme.read_text(encoding="utf-8")
    for one in CUTS:
        made = hashlib.sha256((HERE / one.name).read_bytes()).hexdigest()
        text = re.sub(rf"(`{re.escape(one.name)}` \| )`\w*`", rf"\1`{made}`", text)
    readme.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Make the fonts, and copy their licence."""
    parser = argparse.ArgumentParser(prog="python dev.py fonts")
    parser.add_argument("--from", dest="folder", type=Path, help="a folder that holds the unpacked packages")
    given: Path | None = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as scratch:
        folder = given or Path(scratch)
        for package in sorted({one.package for one in CUTS}):
            if given is None:
                fetch(package, folder)
        for one in CUTS:
            cut(folder / one.package / one.source, one)
            print(f"{one.name}: {(HERE / one.name).stat().st_size:,} bytes")
        shutil.copyfile(folder / "noto-sans-hk" / "LICENSE_FONT", HERE / "OFL.txt")
    tell()


if __name__ == "__main__":
    main()
