"""The records, the store that keeps them and the journal that remembers them. Imports nothing of ours.

`from models import Case` loads that record's own module, and SQLAlchemy with it, only when somebody asks for it: the
closed lists (`models.kinds`) and the stages are needed by the rules and by a window that is just opening, and a list
needs three kinds of record of all there are. Whoever writes has them all (`models.store`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from models.records import *  # noqa: F403 – what `__getattr__` gives at run time

#: The first records a window asks for, and where they are; all others come with `models.records`.
_EARLY: Final = {
    "Applicant": "applicant",
    "Approval": "decision",
    "Calculation": "decision",
    "Case": "case",
    "Factory": "factory",
    "Item": "case_parts",
    "Note": "case_parts",
    "OfficeRecord": "office",
    "Officer": "office",
}


def __getattr__(name: str) -> object:
    if name[:1].isupper():
        return getattr(import_module(f"models.{_EARLY.get(name, 'records')}"), name)
    raise AttributeError(f"module 'models' has no attribute {name!r}")
