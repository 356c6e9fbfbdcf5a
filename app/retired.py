"""Sentences that earlier versions put into what was recorded, and that the program no longer says.

A recorded sum and a summary keep the English of each sentence; drawn again in Chinese they find its translation by it.
When a sentence of `app/rules` or `app/pdf` is written anew after a version has gone out, the old one moves here.
"""

from __future__ import annotations

from typing import Final

from app.texts import N_

RETIRED: Final = (
    N_("Not published: not checked"),
    N_("Whether sites in Hong Kong were taken in {edition} was not published; ask the Secretariat"),
    N_("No rule on this type ({type}) is published for {edition}; ask the Secretariat"),
    N_("How much of the factory the person must hold was not published; ask the Secretariat"),
    N_("How much of the applicant the person must hold was not published; ask the Secretariat"),
    N_("Number of applications of this type: not published, not checked"),
    N_("Length of the project: not published, not checked"),
    N_("Whether the ceiling is per project or per factory: not published, not checked"),
    N_(
        "The factory had an assessment before. The rule on that was published for phase 3 only; ask the "
        "Secretariat whether it applies in {edition}"
    ),
    N_("How many years must pass between two assessments was not published; ask the Secretariat"),
    N_("Whether this route was open in {edition} was not published; ask the Secretariat"),
    N_("The link runs through another company, {company}; whether that counts was not published. Ask the Secretariat"),
    N_("The link runs through another company; whether that counts was not published. Ask the Secretariat"),
    N_("Whether a workshop may apply for this type ({type}) was not published; ask the Secretariat"),
    N_("The workshop’s process is not among those published, whose list is open; ask the Secretariat"),
    N_(
        "The rate {name} is not set: it was not published. Ask the Secretariat, or supply it "
        "with its source, a reason and a second officer"
    ),
    N_(
        "The ceiling {name} is not set: it was not published. Ask the Secretariat, or supply it "
        "with its source, a reason and a second officer"
    ),
)
