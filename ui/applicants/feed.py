"""The feed of the list of applicants."""

from __future__ import annotations

from functools import partial

from app import applicant_list
from app.applicant_list import ApplicantFilter, ApplicantRow
from app.texts import N_
from ui.feed import Asked, LongFeed


class ApplicantFeed(LongFeed[ApplicantFilter, ApplicantRow]):
    """Brings the applicants of a filter to the list."""

    too_many = N_("{n} applicants are more than the clipboard takes well. Narrow the search, or select {most} at most.")

    def _asked(self, wanted: ApplicantFilter) -> Asked:
        return Asked(
            first=partial(applicant_list.first, wanted=wanted),
            every=partial(applicant_list.every, wanted=wanted),
            numbered=applicant_list.numbered,
            number_of=applicant_list.number_of,
            jump=applicant_list.jump,
        )
