"""What an entry of a history changed, as sentences: for the screen and for the paper."""

from __future__ import annotations

from typing import Final

from app.field_values import EMPTY
from app.field_words import field_word, record_word
from app.history import FieldChange, HistoryEntry
from app.texts import Message


def sentences(entry: HistoryEntry) -> tuple[Message, ...]:
    """What an entry changed: one sentence for each field, and one for all the fields of a new record."""
    changed = [_changed(one) for one in entry.changes if one.after is not None and one.before not in (None, one.after)]
    return (*_new(entry.changes), *changed)


def _new(changes: tuple[FieldChange, ...]) -> tuple[Message, ...]:
    by_record: dict[str, list[FieldChange]] = {}
    for one in changes:
        told_already = one.field in _SAID or one.after == EMPTY
        if one.before is None and one.after is not None and not told_already:
            by_record.setdefault(one.record.text, []).append(one)
    return tuple(
        Message("New: {record} ({fields})", record=found[0].record, fields=tuple(_pair(one) for one in found))
        for found in by_record.values()
    )


def _changed(one: FieldChange) -> Message:
    """What a field said, and says now; the case itself need not be named in its own history."""
    field = one.field
    if one.record != record_word("cases"):
        field = Message("{record}, {field}", record=one.record, field=one.field)
    if one.before == EMPTY:
        return Message("{field}: {after} entered", field=field, after=one.after)
    if one.after == EMPTY:
        return Message("{field}: {before} taken out", field=field, before=one.before)
    return Message("{field}: {before} → {after}", field=field, before=one.before, after=one.after)


#: What the entry says already, when and by whom, and what only a machine compares.
_SAID: Final = tuple(
    field_word(name) for name in ("at", "recorded_at", "prepared_at", "entered_at", "kept_at", "recorded_by_id",
                                  "prepared_by_id", "entered_by_id", "kept_by_id", "sha256", "size")
)  # fmt: skip


def _pair(one: FieldChange) -> Message:
    return Message("{field} {value}", field=one.field, value=one.after)
