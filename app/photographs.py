"""Photographs for papers: a small copy of a picture, made once, when it is put with a visit.

What came from outside is drawn by the process of `app.inside`; only the plain pixels that it answers are packed
here. Nothing of the original's own data, such as the place where it was taken, is in the copy.
"""

from __future__ import annotations

from io import BytesIO
from typing import Final

from app.inside import ask
from app.inside.found import Picture
from app.refusal import CannotOpen
from app.visits import Copy

#: The longer side of a copy, in pixels: 300 to an inch where two pictures stand side by side on a paper.
LONGEST: Final = 960
_QUALITY: Final = 80


def copied(data: bytes) -> Copy:
    """A copy of a picture. Raises `CannotOpen` with the reason where there is nothing to see."""
    drawn = ask.page(data, 0, LONGEST)
    if not isinstance(drawn, Picture):
        raise CannotOpen("Only pictures can be put with a visit.")
    return packed(drawn)


def packed(drawn: Picture) -> Copy:
    """Pixels as a copy, no longer than `LONGEST` on either side."""
    from PIL import Image

    image = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.pixels)
    image.thumbnail((LONGEST, LONGEST))
    made = BytesIO()
    image.save(made, "JPEG", quality=_QUALITY)
    return Copy(made.getvalue(), image.width, image.height)
