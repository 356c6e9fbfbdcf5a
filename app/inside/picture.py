"""Inside a picture: its first page, its size, the day a photograph was taken. Runs only in `app.inside.child`."""

from __future__ import annotations

import warnings
from datetime import date
from io import BytesIO
from typing import Any, Final

from app.inside.found import MOST_PIXELS, Facts, Picture
from models.kinds import Sight

#: The only decoders that are used.
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
#: No camera makes more; a file of a few bytes can claim more.
_MOST: Final = 120_000_000
_TAKEN: Final = (0x9003, 0x0132)  # DateTimeOriginal, DateTime
_EXIF: Final = 0x8769
_WHITE: Final = (255, 255, 255)


def facts(data: bytes, media: str) -> Facts:
    """What the picture says of itself; it is drawn once, so that a damaged one is known."""
    found = _opened(data)
    if isinstance(found, Sight):
        return Facts(media, found)
    pages = getattr(found, "n_frames", 1) if media == "image/tiff" else 1
    dated = _taken(found)
    drawn = page(data, 0, 64)
    return Facts(media, drawn if isinstance(drawn, Sight) else Sight.SHOWN, pages=pages, dated=dated)


def page(data: bytes, number: int, width: int) -> Picture | Sight:
    """A page of the picture, upright, on white, at most as wide as was asked for."""
    from PIL import ImageOps

    found = _opened(data)
    if isinstance(found, Sight):
        return found
    try:
        if number:
            found.seek(number)
        found.draft("RGB", (2 * width, 2 * width))
        found.thumbnail((width, max(1, MOST_PIXELS // width)))
        upright = ImageOps.exif_transpose(found)
        drawn = _on_white(upright)
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError):  # what Pillow raises for broken files
        return Sight.DAMAGED
    return Picture(drawn.width, drawn.height, drawn.tobytes())


def _opened(data: bytes) -> Any:
    """The picture, not yet decoded, or why it cannot be."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # judged below, in our words
    warnings.simplefilter("ignore")
    try:
        found = Image.open(BytesIO(data), formats=_FORMATS)
    except (OSError, SyntaxError, ValueError, EOFError):
        return Sight.DAMAGED
    wide, high = found.size
    if wide < 1 or high < 1:
        return Sight.DAMAGED
    return found if wide * high <= _MOST else Sight.TOO_LARGE


def _on_white(found: Any) -> Any:
    from PIL import Image

    if found.mode in ("RGBA", "LA", "PA") or "transparency" in found.info:
        found = found.convert("RGBA")
        ground = Image.new("RGB", found.size, _WHITE)
        ground.paste(found, mask=found.getchannel("A"))
        return ground
    return found.convert("RGB")


def _taken(found: Any) -> date | None:
    """The day a photograph was taken, as the camera wrote it."""
    try:
        exif = found.getexif()
        written = exif.get_ifd(_EXIF).get(_TAKEN[0]) or exif.get(_TAKEN[1])
        year, month, day = str(written)[:10].split(":")
        return date(int(year), int(month), int(day))
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, AttributeError):
        return None
