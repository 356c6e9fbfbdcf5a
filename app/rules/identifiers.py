"""Numbers of a company: Business Registration in Hong Kong, Unified Social Credit Code in the Mainland.

Sources: 1823 and the Inland Revenue Department on the Unique Business Identifier; GB 32100-2015. Hong Kong publishes
no check digit. Real Mainland licences are known whose check character is wrong, so that only warns.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from stdnum.cn import uscc as gb32100

from app.refusal import Invalid
from app.texts import Message

_BRN = re.compile(r"\d{8}", re.ASCII)
_CERTIFICATE = re.compile(r"(\d{8})-\d{3}(-\d{2}-\d{2}-[0-9A-Z])?", re.ASCII)
_DUMMY = re.compile(r"(?=.{8}$)[A-Z]{1,2}\d{6,7}", re.ASCII)
_ALPHABET = "0-9ABCDEFGHJKLMNPQRTUWXY"
_USCC = re.compile(rf"[{_ALPHABET}]{{2}}\d{{6}}[{_ALPHABET}]{{10}}", re.ASCII)
_OLD_NUMBER = re.compile(r"\d{15}", re.ASCII)


class BrKind(StrEnum):
    """What a Business Registration number is."""

    BRN = "brn"  # a Business Registration Number, since 27 December 2023 also the UBI
    DUMMY = "dummy"  # the Companies Registry's stand-in for a body without Business Registration


@dataclass(frozen=True, slots=True)
class BrNumber:
    """Eight characters and their kind; `certificate` is the whole certificate number when that was given."""

    number: str
    kind: BrKind
    certificate: str = ""

    @property
    def proves_registration(self) -> bool:
        """A dummy number has no business record behind it, so it does not prove registration under Cap. 310."""
        return self.kind is BrKind.BRN


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A Unified Social Credit Code of 18 characters, or an older registration number of 15 digits.

    `remark` is a warning or a note for the officer; never a reason to refuse.
    """

    code: str
    old: bool
    remark: Message | None

    @property
    def in_guangdong(self) -> bool | None:
        """Whether the code was registered in Guangdong; None for an old number. The meaning of 44 is INFERRED."""
        return None if self.old else self.code[2:4] == "44"


def br_number(text: str, *, field: str = "br_number") -> BrNumber:
    """The Business Registration number in a text: 8 digits, a dummy such as C0012345, or a certificate number such as
    12345678-000-01-11-1, of which the first 8 digits are the number. Raises `Invalid` for anything else.
    """
    written = _plain(text)
    if _BRN.fullmatch(written):
        return BrNumber(written, BrKind.BRN)
    if found := _CERTIFICATE.fullmatch(written):
        return BrNumber(found[1], BrKind.BRN, written)
    if _DUMMY.fullmatch(written):
        return BrNumber(written, BrKind.DUMMY)
    raise Invalid(
        "“{typed}” is not a Business Registration number; it has 8 digits, the first 8 on the certificate",
        field=field,
        typed=text.strip()[:24],
    )


def uscc(text: str, *, field: str = "uscc") -> CreditCode:
    """The Mainland number in a text, with a remark when the check character does not fit or the number is an old one.

    Raises `Invalid` for a text of another form.
    """
    written = _plain(text)
    if _OLD_NUMBER.fullmatch(written):
        remark = Message("{code} is a registration number from before October 2015", code=written)
        return CreditCode(written, old=True, remark=remark)
    if not _USCC.fullmatch(written):
        raise Invalid(
            "“{typed}” is not a Unified Social Credit Code: 18 digits and capital letters, never I, O, S, V or Z",
            field=field,
            typed=text.strip()[:24],
        )
    if gb32100.calc_check_digit(written[:17]) == written[17]:
        return CreditCode(written, old=False, remark=None)
    remark = Message("The check character of {code} does not fit; compare it with the business licence", code=written)
    return CreditCode(written, old=False, remark=remark)


def _plain(text: str) -> str:
    """Half-width, capital letters, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()
