"""What a change is about."""

from __future__ import annotations

import pytest

from app.topics import Topic, topics
from app.words import word


@pytest.mark.parametrize(
    ("record", "columns", "about"),
    [
        ("cases", {"stage"}, {Topic.STAGES}),
        ("cases", {"stage", "approved"}, {Topic.STAGES, Topic.MONEY}),
        ("cases", {"due_on", "officer_id"}, {Topic.DETAILS}),
        ("cases", {"requested", "title_en"}, {Topic.MONEY, Topic.DETAILS}),
        ("cost_lines", {"text"}, {Topic.MONEY}),
        ("approvals", {"outcome"}, {Topic.STAGES, Topic.MONEY}),
        ("items", {"state"}, {Topic.DOCUMENTS}),
        ("notes", {"text"}, {Topic.NOTES}),
        ("tasks", {"due_on"}, {Topic.TASKS}),
        ("cases", {"unlocked_at", "unlocked_why"}, {Topic.STAGES}),
        ("factories", {"name_sc"}, {Topic.DETAILS}),
    ],
)
def test_a_change_is_about_its_record_or_its_columns(record: str, columns: set[str], about: set[Topic]) -> None:
    assert topics(record, dict.fromkeys(columns)) == about


def test_every_topic_has_words() -> None:
    words = {"Stages and decisions", "Money", "Documents", "Notes", "Tasks", "Other details"}
    assert {str(word(one)) for one in Topic} == words
