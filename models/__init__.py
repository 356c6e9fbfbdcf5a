"""The records, the store that keeps them and the journal that remembers them. Imports nothing of ours.

`from models import Case` loads the records, and SQLAlchemy with them, only when somebody asks for one: the closed
lists (`models.kinds`) and the stages are needed by the rules and by a window that is just opening.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.records import *  # noqa: F403 – what `__getattr__` gives at run time


def __getattr__(name: str) -> object:
    if name[:1].isupper():
        return getattr(import_module("models.records"), name)
    raise AttributeError(f"module 'models' has no attribute {name!r}")
