"""The parts pages are made of. None of them knows a record, a session or an act."""
