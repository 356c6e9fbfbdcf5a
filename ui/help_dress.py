"""How a page of the help is set: our type and colours, air between paragraphs, quiet tables."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import (
    QBrush,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)

from ui import fonts, theme
from ui.words import language

#: The size of a heading by its level.
_HEADINGS: Final[dict[int, fonts.Size]] = {1: "title", 2: "section"}


def dress(document: QTextDocument) -> None:
    """Set a page that was read from Markdown."""
    document.setIndentWidth(theme.S24)
    block = document.begin()
    while block.isValid():
        _air(block)
        _type(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _quiet(frame)


def _air(block: QTextBlock) -> None:
    level = block.blockFormat().headingLevel()
    made = QTextBlockFormat()
    made.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if QTextCursor(block).currentTable() is None:
        made.setTopMargin(theme.S16 if level > 1 else 0 if block.textList() is not None else theme.S8)
        made.setBottomMargin(theme.S4 if block.textList() is not None or level else theme.S8)
    QTextCursor(block).mergeBlockFormat(made)


def _type(block: QTextBlock) -> None:
    """Headings in our sizes; what is to be typed in our own face on a tinted ground."""
    level = block.blockFormat().headingLevel()
    for start, long, made in _runs(block):
        if level in _HEADINGS:
            made.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
            made.setFont(
                theme.sized(_HEADINGS[level], bold=True),
                QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesSpecifiedOnly,
            )
        if made.fontFixedPitch():
            made.setFontFamilies(fonts.families(language()))
            made.setFontFixedPitch(False)
            made.setBackground(QBrush(theme.colour("panel")))
        cursor = QTextCursor(block)
        cursor.setPosition(start)
        cursor.setPosition(start + long, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(made)


def _runs(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """The runs of one format: where each begins, how long it is, and the format."""
    found = []
    at = block.begin()
    while not at.atEnd():
        one = at.fragment()
        found.append((one.position(), one.length(), one.charFormat()))
        at += 1
    return found


def _quiet(table: QTextTable) -> None:
    made = table.format()
    made.setBorderBrush(QBrush(theme.colour("line")))
    made.setBorder(1)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderCollapse(True)
    made.setCellPadding(5)
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setBottomMargin(theme.S12)
    table.setFormat(made)
