"""What the office does: acts, questions, rules and papers. Imports `models`, never `ui` or Qt."""
