"""One clock. *Now* is UTC; *today* is a Hong Kong day. Tests hold it still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HONG_KONG = ZoneInfo("Asia/Hong_Kong")


class Clock:
    """The time as the office sees it."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The Hong Kong day on which `now` falls; the day that legal dates are counted from."""
        return self.now().astimezone(HONG_KONG).date()


@dataclass
class HeldClock(Clock):
    """A clock that stands still until it is moved; for tests and for rebuilding a paper."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment
