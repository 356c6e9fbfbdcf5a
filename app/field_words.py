"""The words for records and their fields, and a field's value as a person would read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.money import Amount
from app.texts import N_, Message
from app.words import word
from models import Applicant, Factory, Officer, Person

_RECORDS: Final[Mapping[str, str]] = {
    "applicants": N_("Applicant"),
    "approvals": N_("Committee’s decision"),
    "calculations": N_("Calculation"),
    "cases": N_("Case"),
    "connections": N_("Connection"),
    "contacts": N_("Contact"),
    "cost_lines": N_("Cost line"),
    "counters": N_("Number"),
    "documents": N_("Document"),
    "engagements": N_("Provider"),
    "factories": N_("Factory"),
    "items": N_("Outstanding item"),
    "notes": N_("Note"),
    "office": N_("Office"),
    "officers": N_("Officer"),
    "persons": N_("Person"),
    "recommendations": N_("Recommendation"),
}

_FIELDS: Final[Mapping[str, str]] = {
    "active": N_("Active"),
    "address_en": N_("Address in English"),
    "address_zh": N_("Address in Chinese"),
    "agreement_from": N_("Agreement from"),
    "agreement_no": N_("Agreement number"),
    "agreement_until": N_("Agreement until"),
    "amount": N_("Amount"),
    "applicant_holder_id": N_("Holder in the Hong Kong Business"),
    "applicant_id": N_("Applicant"),
    "approved": N_("Approved subsidy"),
    "asked_on": N_("Asked on"),
    "at": N_("Time"),
    "body": N_("Committee"),
    "br_certificate": N_("Business Registration Certificate number"),
    "br_expires_on": N_("Certificate expires on"),
    "br_number": N_("Business Registration Number"),
    "calculated": N_("Calculated subsidy"),
    "case_id": N_("Case"),
    "characteristics": N_("Target characteristics"),
    "commonly_adopted": N_("Commonly adopted already"),
    "completed_on": N_("Completed on"),
    "conditions": N_("Conditions"),
    "confirmed_at": N_("Confirmed at"),
    "confirmed_by_id": N_("Confirmed by"),
    "corporate_holder": N_("Company that holds"),
    "criteria_evidence": N_("Evidence for the vetting criteria"),
    "criteria_version": N_("Version of the vetting criteria"),
    "currency": N_("Currency"),
    "decided_on": N_("Decided on"),
    "demonstrated_before": N_("Demonstrated before"),
    "district": N_("City or district"),
    "due_for": N_("What is due"),
    "due_on": N_("Due on"),
    "edition": N_("Edition of the rules"),
    "edition_reason": N_("Reason for the edition"),
    "eligible": N_("Eligible"),
    "email": N_("E-mail"),
    "ends_on": N_("Project ends on"),
    "endorsed_at": N_("Endorsed at"),
    "endorsed_by_id": N_("Endorsed by"),
    "entered_at": N_("Entered at"),
    "entered_by_id": N_("Entered by"),
    "evidence": N_("Evidence"),
    "factory_holder_id": N_("Holder in the factory"),
    "factory_id": N_("Factory"),
    "grounds": N_("Grounds"),
    "hk_resident": N_("Hong Kong resident"),
    "indirect": N_("Held through another company"),
    "initials": N_("Initials"),
    "interest": N_("Has an interest"),
    "interest_text": N_("Which interest"),
    "kept_at": N_("Kept at"),
    "kept_by_id": N_("Kept by"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "last": N_("Last number"),
    "legacy_file_no": N_("Old file number"),
    "list_evidence": N_("Evidence for the technology list"),
    "list_version": N_("Version of the technology list"),
    "login": N_("Sign-in name"),
    "measure_implemented": N_("A recommended measure was implemented"),
    "measure_investment": N_("Investment in that measure"),
    "meeting": N_("Meeting"),
    "meets_criteria": N_("Meets the vetting criteria"),
    "name": N_("Name"),
    "name_en": N_("Name in English"),
    "name_sc": N_("Name in Simplified Chinese"),
    "name_tc": N_("Name in Traditional Chinese"),
    "name_zh": N_("Name in Chinese"),
    "number_pattern": N_("How a case number is written"),
    "officer_id": N_("Officer"),
    "on_list": N_("On the technology list"),
    "opened_at": N_("Opened at"),
    "origin": N_("Who developed the technology"),
    "origin_evidence": N_("Evidence of who developed it"),
    "outcome": N_("Outcome"),
    "owned_and_operated": N_("Owned and operated"),
    "ownership_evidence": N_("Evidence of ownership and operation"),
    "paper": N_("Committee paper"),
    "place": N_("Place"),
    "post": N_("Post"),
    "post_en": N_("Post in English"),
    "post_sc": N_("Post in Simplified Chinese"),
    "post_tc": N_("Post in Traditional Chinese"),
    "prepared_at": N_("Prepared at"),
    "prepared_by_id": N_("Prepared by"),
    "processes": N_("Polluting processes"),
    "processes_text": N_("The processes in words"),
    "rate": N_("Exchange rate"),
    "rate_on": N_("Day of the rate"),
    "rate_source": N_("Source of the rate"),
    "reason": N_("Reason"),
    "received_on": N_("Received on"),
    "recorded_amount": N_("Recorded amount, not calculated"),
    "recorded_at": N_("Recorded at"),
    "recorded_by_id": N_("Recorded by"),
    "recorded_source": N_("Source of the recorded amount"),
    "reference": N_("Case number"),
    "remarks": N_("Remarks"),
    "repeat_grounds": N_("Grounds for a repeat assessment"),
    "report_approved_on": N_("Report approved on"),
    "requested": N_("Requested subsidy"),
    "role": N_("Role"),
    "route": N_("Route"),
    "second_at": N_("Second officer at"),
    "second_by_id": N_("Second officer"),
    "second_needed": N_("Needs a second officer"),
    "sector": N_("Sector"),
    "sector_other": N_("Other sector"),
    "sent_back": N_("Sent back"),
    "settled_on": N_("Settled on"),
    "sha256": N_("SHA-256 of the file"),
    "share_in_applicant": N_("Share in the Hong Kong Business, %"),
    "share_in_factory": N_("Share in the factory, %"),
    "shown": N_("Connection shown"),
    "sighted_by_id": N_("Sighted by"),
    "sighted_on": N_("Sighted on"),
    "size": N_("Size in bytes"),
    "speaks": N_("Speaks"),
    "stage": N_("Stage"),
    "starts_on": N_("Project starts on"),
    "state": N_("State"),
    "struck_out": N_("Struck out"),
    "subsidy": N_("Subsidy"),
    "technology": N_("Technology"),
    "telephone": N_("Telephone"),
    "text": N_("Text"),
    "through": N_("Through which company"),
    "title_en": N_("Project title in English"),
    "title_sc": N_("Project title in Simplified Chinese"),
    "title_tc": N_("Project title in Traditional Chinese"),
    "type": N_("Project type"),
    "unconfirmed": N_("Unconfirmed"),
    "uscc": N_("Unified Social Credit Code"),
    "verdict": N_("Recommendation"),
    "why": N_("Why not eligible"),
    "writes": N_("Writes"),
    "year": N_("Year"),
}

_ANSWERS: Final[Mapping[bool | None, str]] = {None: N_("Not known"), True: N_("Yes"), False: N_("No")}

#: Decimals that are not Hong Kong dollars.
_NUMBERS = frozenset({"rate", "share_in_factory", "share_in_applicant"})
_NAMES: Final = ("initials", "name_en", "name_tc", "name_zh", "name_sc")
_NAMED: Final[tuple[type[Any], ...]] = (Officer, Applicant, Factory, Person)


def record_word(table: str) -> Message:
    """What a kind of record is called."""
    return Message(_RECORDS[table])


def field_word(name: str) -> Message:
    """What a field is called, in the history, in a form and in a refusal."""
    return Message(_FIELDS[name])


def yes_no(value: bool | None) -> Message:
    """Yes, no, or not known."""
    return Message(_ANSWERS[value])


def shown(session: Session, name: str, value: Any) -> Message:
    """A field's value in words; a reference becomes the name of what it refers to."""
    match value:
        case None | "":
            return Message("Empty")
        case bool():
            return yes_no(value)
        case StrEnum():
            return word(value)
        case UUID():
            return Message("{name}", name=_name_of(session, value))
        case Decimal():
            return Message("{value}", value=value if name in _NUMBERS else Amount(value))
        case date() | datetime() | int():
            return Message("{value}", value=value)
        case dict():
            return Message("{list}", list=tuple(f"{key}: {text}" for key, text in sorted(value.items())))
        case list():
            return Message("{list}", list=tuple(str(one) for one in value))
    return Message("{value}", value=str(value))


def _name_of(session: Session, id: UUID) -> str:
    for kind in _NAMED:
        found = session.get(kind, id)
        if found is not None:
            return next(text for text in (getattr(found, name, "") for name in _NAMES) if text)
    return str(id)
