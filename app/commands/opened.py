"""What the verbs about an office have in common: which office, which officer, and how the office is unlocked.

A password comes from a file or from the environment, never from an argument, where others on the machine could
read it. The sample office needs none.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.output import read_bytes
from app.refusal import Invalid, NotPermitted

if TYPE_CHECKING:
    from app.keys import Keys
    from app.office import Office

VARIABLE = "CPDESK_PASSWORD"

_LONGEST = 10_000


def add_office(parser: argparse.ArgumentParser) -> None:
    """`--office`, `--officer` and `--password-file`."""
    parser.add_argument("--office", type=Path, required=True, metavar="D", help="the folder of the office")
    parser.add_argument("--officer", metavar="LOGIN", help="who signs in; needed where there are several officers")
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
    try:
        yield office
    finally:
        office.close()


def _login(found: Keys, named: str | None) -> str:
    from models.kinds import OfficeKind

    if named is not None:
        return named
    if len(found.holders) > 1 and found.kind is OfficeKind.REAL:
        logins = tuple(one.login for one in found.holders)
        raise Invalid("This office has several officers. Name one with --officer: {logins}.", logins=logins)
    return found.holders[0].login


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
