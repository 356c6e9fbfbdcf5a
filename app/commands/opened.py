"""What the verbs about an office have in common: which office, which officer, and how the office is unlocked.

A password comes from a file or from the environment, never from an argument, where others on the machine could
read it. The sample office needs none.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.output import read_bytes
from app.refusal import Invalid, NotPermitted
from app.texts import say

if TYPE_CHECKING:
    from app.keys import Keys
    from app.office import Office

VARIABLE = "CPDESK_PASSWORD"

_LONGEST = 10_000


def add_office(parser: argparse.ArgumentParser) -> None:
    """`--office`, `--officer` and `--password-file`."""
    parser.add_argument("--office", type=Path, required=True, metavar="D", help="the folder of the office")
    parser.add_argument(
        "--officer",
        metavar="NAME",
        help="who signs in, by sign-in name or initials; needed where there are several officers",
    )
    parser.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help=f"a file whose first line is the password; without it, {VARIABLE} of the environment is read",
    )


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Office]:
    """The office the arguments name, open for its officer; closed when the block ends.

    Raises what `opening.open_office` raises, `Invalid` if several officers could be meant, and `NotPermitted`
    without a password.
    """
    from app import opening

    found = opening.look(args.office)
    login = _login(found, args.officer)
    office = opening.open_office(args.office, login=login, password=_password(found, args.password_file))
    if office.kept_aside is not None:
        print(say(opening.brought_up_to_date(office.kept_aside), args.lang), file=sys.stderr)
    try:
        yield office
    finally:
        office.close()


def _login(found: Keys, named: str | None) -> str:
    """The sign-in name of who is meant; one that nobody has is for `open_office` to refuse."""
    from models.kinds import OfficeKind

    if named is not None:
        return _of_initials(found, named)
    if len(found.holders) > 1 and found.kind is OfficeKind.REAL:
        logins = tuple(one.login for one in found.holders)
        raise Invalid("This office has several officers. Name one with --officer: {logins}.", logins=logins)
    return found.holders[0].login


def _of_initials(found: Keys, named: str) -> str:
    """A sign-in name as it is; otherwise that of the one officer with these initials."""
    logins = tuple(one.login for one in found.holders if one.initials.casefold() == named.casefold())
    if not logins or any(one.login == named for one in found.holders):
        return named
    if len(logins) > 1:
        raise Invalid("Several officers have these initials. Name one with --officer: {logins}.", logins=logins)
    return logins[0]


def _password(found: Keys, file: Path | None) -> str:
    from models.kinds import OfficeKind

    if file is not None:
        lines = read_bytes(file, most=_LONGEST).decode("utf-8-sig", "replace").splitlines()
        return lines[0] if lines else ""
    if found.kind is OfficeKind.SAMPLE:
        return ""
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    raise NotPermitted(
        "This office needs a password. Give a file with --password-file, or set {variable}.", variable=VARIABLE
    )
