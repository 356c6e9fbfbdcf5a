"""The subsidy calculator: a section of the case page, a page of its own, and what-if columns beside either."""
