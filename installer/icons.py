"""The program's picture as the systems want it, drawn from `resources/icons/program/cpdesk.svg`."""

from __future__ import annotations

import io
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parent.parent / "resources" / "icons" / "program" / "cpdesk.svg"

#: The sizes that Windows asks for, in its lists, its bar and on its desktop.
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)


def png(side: int) -> bytes:
    """The picture as a PNG of `side` × `side` pixels."""
    picture = QImage(side, side, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(picture)
    return bytes(buffer.data().data())


def ico(folder: Path) -> Path:
    """Write the picture as `cpdesk.ico`, every size drawn for itself, into a folder; give the file."""
    from PIL import Image

    drawn = [Image.open(io.BytesIO(png(side))) for side in SIZES]
    file = folder / "cpdesk.ico"
    drawn[-1].save(file, sizes=[(side, side) for side in SIZES], append_images=drawn[:-1])
    return file
