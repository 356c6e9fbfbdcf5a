"""Who is this? Applicants that may be one and the same: the list of them, and the warning while somebody types."""
