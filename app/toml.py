"""TOML that somebody else wrote: whatever stands in it, reading it ends in values or in one kind of error."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

NotToml = tomllib.TOMLDecodeError


def parsed(text: str, *, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """The values of a TOML text; raises `NotToml`.

    `tomllib` lets two more out: brackets nested without end, and a number longer than Python turns into an integer.
    """
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except NotToml:
        raise
    except RecursionError:
        raise NotToml("Too many brackets inside one another") from None
    except ValueError as problem:
        raise NotToml(str(problem)) from None
