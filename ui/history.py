"""Where one has been in the window, for Back and Forward; which records were open, for Ctrl+E."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: a page by its kind, the record it shows, the view of the list."""

    kind: str
    id: UUID | None = None
    view: str = ""


class History:
    """The spots visited; going somewhere new forgets what was ahead."""

    def __init__(self, most: int = 50) -> None:
        self._spots: list[Spot] = []
        self._at = -1
        self._most = most

    @property
    def now(self) -> Spot | None:
        """Where one is."""
        return self._spots[self._at] if self._spots else None

    def go(self, spot: Spot) -> None:
        """Somewhere new."""
        if spot == self.now:
            return
        self._spots = [*self._spots[: self._at + 1], spot][-self._most :]
        self._at = len(self._spots) - 1

    def peek(self, by: int) -> Spot | None:
        """What lies back (-1) or forward (1)."""
        at = self._at + by
        return self._spots[at] if 0 <= at < len(self._spots) else None

    def step(self, by: int) -> None:
        """Go there."""
        if self.peek(by) is not None:
            self._at += by


class Recents:
    """The records opened since somebody sat down, the last first: which they were, and nothing of what they hold."""

    def __init__(self) -> None:
        self._opened: dict[tuple[str, UUID], None] = {}

    def note(self, kind: str, id: UUID) -> None:
        """It was opened now."""
        self._opened.pop((kind, id), None)
        self._opened[kind, id] = None

    def last(self, most: int = 10) -> tuple[tuple[str, UUID], ...]:
        """The last ones, the newest first."""
        return tuple(reversed(self._opened))[:most]
