"""Why not, for a person. A refusal is a sentence that can be acted on; anything else that is raised is our bug."""

from __future__ import annotations

from typing import Any, ClassVar

from app.texts import Message


class Refusal(Exception):
    """The office cannot do what was asked, and says why.

    `kind` is the stable word for scripts (`--json`); `field` names the input it is about, `figure` the
    rule figure that is missing or not published, e.g. `P3.OSI.rate`.
    """

    kind: ClassVar[str] = "refused"

    def __init__(self, text: str, /, *, field: str | None = None, figure: str | None = None, **values: Any) -> None:
        self.message = Message(text, **values)
        self.field = field
        self.figure = figure
        super().__init__(str(self.message))


class Invalid(Refusal):
    """A value that was typed cannot be taken; `field` says which."""

    kind = "invalid"


class NotPermitted(Refusal):
    """The officer does not hold the right, or a second officer is needed."""

    kind = "not-permitted"


class NotReady(Refusal):
    """Something must be done first."""

    kind = "not-ready"


class Stale(Refusal):
    """Someone else changed the record since it was seen."""

    kind = "stale"


class NotSet(Refusal):
    """A figure that the sum needs is not set; `figure` names it."""

    kind = "not-set"


class NotPublished(Refusal):
    """No rule is published for this type in this edition; `figure` names it."""

    kind = "not-published"


class NoEdition(Refusal):
    """The day of receipt lies in no edition; a person must say which, with a reason."""

    kind = "no-edition"


class NotFound(Refusal):
    """There is no such office, case or file."""

    kind = "not-found"


class CannotOpen(Refusal):
    """An office, a backup or a file cannot be opened, and is left untouched."""

    kind = "cannot-open"


class CannotSave(Refusal):
    """The disk is full or read-only; nothing was written."""

    kind = "cannot-save"


class MissingGlyph(Refusal):
    """A character has no shape in the paper's font; the paper is not made."""

    kind = "missing-glyph"


class Damaged(Refusal):
    """A rules file, a kept file or the office does not say what it said when it was written."""

    kind = "damaged"
