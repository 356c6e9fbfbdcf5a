"""A workbook for Excel, a table to a sheet: text stays text, a day is a day, money is a number. Pure.

    with Book(folder, "en", made_at=now, title=Message("Cases"), author="LKY") as book:
        sheet = book.sheet(Message("Cases"), (Message("All cases"),), (Column(field_word("reference")),))
        sheet.add(("CP-26-0001",))
        content = book.finished()

A text is never a formula, whatever it begins with, and stays none when somebody types in its cell. One row is held in
memory at a time; the rest lies in `folder`, which is the caller's to clear. The same values give the same bytes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from app.clock import HONG_KONG
from app.money import Amount, Percent
from app.texts import Message, Words, say, show, symbol

_FONTS: Final = {"en": "Calibri", "zh_HK": "Microsoft JhengHei", "zh_CN": "Microsoft YaHei"}
_DAYS: Final = {"en": "[$-409]d mmm yyyy", "zh_HK": 'yyyy"年"m"月"d"日"', "zh_CN": 'yyyy"年"m"月"d"日"'}

#: A cell that says it holds text; Excel shows such a cell as #### when it holds more than so many characters.
_TEXT: Final = "@"
_LONGEST_TEXT: Final = 255
#: What no XML may hold; control characters are written the way Excel escapes them.
_UNWRITABLE: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")
#: No day before it has a number in Excel.
_FIRST_DAY: Final = date(1900, 3, 1)
#: Widths are measured on so many rows.
_MEASURED: Final = 1_000
_NARROWEST: Final = 6
#: Room beside a heading for the button of the filter, in digits.
_BUTTON: Final = 5
#: The height of a line, and the greatest of a row that Excel takes; points.
_LINE: Final = 16
_HIGHEST: Final = 409


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how wide it may become (in digits), whether long text goes on in a second line,
    whether it holds numbers, which stand at the right, and whether it is hidden."""

    title: Message
    most: int = 40
    wrap: bool = False
    right: bool = False
    hidden: bool = False


class Book:
    """A workbook in a language of `LANGUAGES`; `made_at` stands in its properties. Leaving the block lets go of it.

    Raises `OSError` as the disk does while rows are added and when it is finished.
    """

    def __init__(self, folder: Path, language: str, *, made_at: datetime, title: Message, author: str) -> None:
        from xlsxwriter import Workbook

        self.language = language
        self._content = BytesIO()
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._sheets: list[Sheet] = []
        plain = {"font_name": _FONTS[language], "font_size": 11}
        settings = {"constant_memory": True, "tmpdir": str(folder), "default_format_properties": plain}
        self._book: Any = Workbook(self._content, settings)
        created = made_at.astimezone(UTC).replace(tzinfo=None)
        self._book.set_properties({"title": say(title, language), "author": author, "created": created})

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_what: object) -> None:
        if kind is None:
            return
        # The library leaves its files open when it is interrupted, and its workbook knows them all.
        for part in (self._book, *self._book.worksheets()):
            for name in ("fh", "row_data_fh"):
                with suppress(OSError, AttributeError):
                    getattr(part, name).close()

    def sheet(self, name: Message, above: Sequence[Message], columns: Sequence[Column]) -> Sheet:
        """The next sheet: lines above, then a heading that stays in sight. The sheet before it is complete then."""
        self._end_sheet()
        made = Sheet(self, self._book.add_worksheet(say(name, self.language)[:31]), above, columns)
        self._sheets.append(made)
        return made

    def finished(self) -> bytes:
        """The whole file."""
        from xlsxwriter.exceptions import FileCreateError

        self._end_sheet()
        try:
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] from error
        return self._content.getvalue()

    def look(self, **properties: Any) -> Any:
        """A cell's look, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format({"font_name": _FONTS[self.language], "valign": "top"} | properties)
        return self._looks[key]

    def _end_sheet(self) -> None:
        if self._sheets:
            self._sheets[-1].end()


class Sheet:
    """One sheet, written from top to bottom."""

    def __init__(self, book: Book, sheet: Any, above: Sequence[Message], columns: Sequence[Column]) -> None:
        self._book, self._sheet, self._columns = book, sheet, columns
        self._row = 0
        for at, line in enumerate(above):
            look: dict[str, object] = {"bold": True, "font_size": 14} if at == 0 else {"font_color": "#5A635F"}
            self._text(0, say(line, book.language), look)
            self._row += 1
        self._heading = self._row
        self._widths = [_NARROWEST] * len(columns)
        sheet.set_row(self._heading, 2 * _LINE)
        for at, column in enumerate(columns):
            title = say(column.title, book.language)
            look = {"bold": True, "bg_color": "#DCEBE5", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
            self._text(at, title, look | ({"align": "right", "indent": 1} if column.right else {}))
            self._widths[at] = max(_NARROWEST, _width(title) // 2 + _BUTTON)
        self._row += 1
        sheet.freeze_panes(self._row, 1)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(self._heading)
        sheet.set_footer("&L&A&R&P / &N")

    def add(self, values: Sequence[Any]) -> None:
        """A row: for each column None, or anything that `texts.show` can show, each as what it is."""
        self._make_room(values)
        for at, value in enumerate(values):
            self._put(at, value)
        self._row += 1

    def end(self) -> None:
        """Everything that knows where the last row is."""
        self._sheet.autofilter(self._heading, 0, max(self._row - 1, self._heading), len(self._columns) - 1)
        for at, (column, width) in enumerate(zip(self._columns, self._widths)):
            self._sheet.set_column(at, at, min(width, column.most) + 1, None, {"hidden": column.hidden})

    def _make_room(self, values: Sequence[Any]) -> None:
        """As many lines as the longest text takes: not every program finds that out by itself."""
        lines = 1
        for column, value in zip(self._columns, values):
            if column.wrap and isinstance(value, str | Message | Words):
                text = show(value, self._book.language)
                lines = max(lines, sum(1 + (_width(line) - 1) // column.most for line in text.split("\n")))
        if lines > 1:
            self._sheet.set_row(self._row, min(lines * _LINE, _HIGHEST))

    def _put(self, at: int, value: Any) -> None:
        match value:
            case None | "":
                return
            case Amount():
                self._number(at, value.value, f'"{symbol(value.currency)}"#,##0.00')
            case Percent():
                self._number(at, value.value, "0.####%" if (value.value * 100) % 1 else "0%")
            case datetime():
                local = value.astimezone(HONG_KONG).replace(tzinfo=None)
                self._day(at, local, _DAYS[self._book.language] + " hh:mm")
            case date() if value >= _FIRST_DAY:
                self._day(at, value, _DAYS[self._book.language])
            case int() | Decimal() if not isinstance(value, bool):
                self._number(at, Decimal(value), "#,##0" if value == int(value) else "#,##0.00######")
            case _:
                self._words(at, show(value, self._book.language))

    def _number(self, at: int, value: Decimal, look: str) -> None:
        right = {"align": "right", "indent": 1} if self._columns[at].right else {"align": "left"}
        self._sheet.write_number(self._row, at, value, self._book.look(num_format=look, **right))
        self._measure(at, f"{value:,f}" + look[:4])

    def _day(self, at: int, value: date, look: str) -> None:
        self._sheet.write_datetime(self._row, at, value, self._book.look(num_format=look, align="left"))
        self._measure(at, "0" * len(look))

    def _words(self, at: int, text: str) -> None:
        look: dict[str, Any] = {"text_wrap": True} if self._columns[at].wrap else {}
        self._text(at, text, look)
        self._measure(at, text)

    def _text(self, at: int, text: str, look: dict[str, Any]) -> None:
        """The only way a text takes into a cell."""
        text = _UNWRITABLE.sub("\ufffd", text)
        kept_as_text = {"quote_prefix": True} if len(text) > _LONGEST_TEXT else {"num_format": _TEXT}
        whole = self._book.look(**look, **kept_as_text)
        if text.startswith("<r>") and text.endswith("</r>"):
            # The library takes such a text for its own marks and writes it as XML; in two pieces it does not.
            self._sheet.write_rich_string(self._row, at, whole, text[0], whole, text[1:], whole)
        else:
            self._sheet.write_string(self._row, at, text, whole)

    def _measure(self, at: int, text: str) -> None:
        if self._row < _MEASURED:
            self._widths[at] = max(self._widths[at], *(_width(line) for line in text.split("\n")))


def _width(text: str) -> int:
    """How many digits wide a text is; a Chinese character is two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)
