"""The words for the lists of casework: stages, roles, decisions, items. `app.words.word` looks here too."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.due import Urgency
from app.rights import Right
from app.texts import N_
from models.kinds import ItemKind, ItemState, Language, OfficeKind, Outcome, ProviderRole, Role, Speech, Verdict
from models.stages import Stage

OFFICE_WORDS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    Stage: {
        Stage.ENQUIRY: N_("Enquiry"),
        Stage.DRAFT: N_("Draft"),
        Stage.RECEIVED: N_("Received"),
        Stage.COMPLETENESS: N_("Completeness check"),
        Stage.RETURNED: N_("Awaiting applicant"),
        Stage.INELIGIBLE: N_("Ineligible"),
        Stage.ASSESSMENT: N_("Vetting"),
        Stage.RECOMMENDED: N_("Recommended"),
        Stage.NOT_RECOMMENDED: N_("Not recommended"),
        Stage.SCHEDULED: N_("Before the committee"),
        Stage.DECISION: N_("Decision to confirm"),
        Stage.APPROVED: N_("Approved"),
        Stage.APPROVED_CONDITIONS: N_("Approved with conditions"),
        Stage.DEFERRED: N_("Deferred"),
        Stage.REJECTED: N_("Rejected"),
        Stage.LETTER: N_("Approval letter sent"),
        Stage.AGREEMENT: N_("Agreement signed"),
        Stage.LAPSED: N_("Offer lapsed"),
        Stage.WITHDRAWN: N_("Withdrawn"),
        Stage.IN_PROGRESS: N_("In progress"),
        Stage.VARIATION: N_("Variation"),
        Stage.REPORT: N_("Completion report in"),
        Stage.VERIFICATION: N_("Verification visit"),
        Stage.ACCOUNTS: N_("Accounts checked"),
        Stage.CLAIM_APPROVED: N_("Claim approved"),
        Stage.PAID: N_("Paid"),
        Stage.CLOSED: N_("Closed"),
        Stage.TERMINATED: N_("Terminated"),
        Stage.CLAWBACK: N_("Clawback"),
    },
    Role: {
        Role.CASEWORKER: N_("Caseworker"),
        Role.SUPERVISOR: N_("Supervisor"),
        Role.ADMINISTRATOR: N_("Administrator"),
        Role.AUDITOR: N_("Auditor"),
    },
    Right: {
        Right.READ: N_("Read"),
        Right.ENTER: N_("Enter and change"),
        Right.ENDORSE: N_("Endorse summaries"),
        Right.CONFIRM: N_("Confirm as second officer"),
        Right.APPOINT: N_("Appoint officers"),
    },
    Language: {
        Language.EN: N_("English"),
        Language.ZH_HK: N_("Traditional Chinese"),
        Language.ZH_CN: N_("Simplified Chinese"),
    },
    Speech: {
        Speech.CANTONESE: N_("Cantonese"),
        Speech.PUTONGHUA: N_("Putonghua"),
        Speech.ENGLISH: N_("English"),
    },
    OfficeKind: {OfficeKind.REAL: N_("Office"), OfficeKind.SAMPLE: N_("Sample office")},
    ProviderRole: {
        ProviderRole.ASSESSED: N_("Assessed the factory"),
        ProviderRole.SUPPLIES: N_("Supplies equipment or service"),
    },
    Outcome: {
        Outcome.APPROVED: N_("Approved"),
        Outcome.APPROVED_CONDITIONS: N_("Approved with conditions"),
        Outcome.DEFERRED: N_("Deferred"),
        Outcome.REJECTED: N_("Rejected"),
    },
    Verdict: {
        Verdict.RECOMMENDED: N_("Recommended"),
        Verdict.NOT_RECOMMENDED: N_("Not recommended"),
    },
    ItemKind: {
        ItemKind.BR_CERTIFICATE: N_("Valid Business Registration Certificate"),
        ItemKind.ANNUAL_RETURN: N_("Annual return or incorporation form showing the shareholders"),
        ItemKind.BUSINESS_LICENCE: N_("Mainland business licence"),
        ItemKind.CAPITAL: N_("Proof of foreign investment and capital"),
        ItemKind.AGREEMENT: N_("Processing agreement"),
        ItemKind.RESIDENT: N_("Registry extract and proof of Hong Kong residence of the shareholder"),
        ItemKind.PREMISES: N_("Proof of ownership or tenancy, and of operation, of the premises"),
        ItemKind.SUBSTANCE: N_("Evidence of business in Hong Kong"),
        ItemKind.PERMITS: N_("Environmental permits"),
        ItemKind.QUOTATIONS: N_("Quotations and energy bills of the last 12 months"),
        ItemKind.ORIGIN: N_("Evidence of who developed the technology"),
        ItemKind.OTHER: N_("Other item"),
    },
    ItemState: {
        ItemState.MISSING: N_("Missing"),
        ItemState.RECEIVED: N_("Received"),
        ItemState.WAIVED: N_("Waived"),
    },
    Urgency: {
        Urgency.OVERDUE: N_("Overdue"),
        Urgency.SOON: N_("Due soon"),
        Urgency.LATER: N_("Later"),
        Urgency.NONE: N_("No due date"),
    },
}
