"""The words for the lists of casework: stages, roles, decisions, items. `app.words.word` looks here too."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.due import Urgency
from app.rights import Right, Waits
from app.texts import N_
from app.topics import Topic
from models.kinds import (
    Category,
    DocumentKind,
    ItemKind,
    ItemState,
    Language,
    OfficeKind,
    Outcome,
    ProviderRole,
    Role,
    Sight,
    Speech,
    Verdict,
)
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
    DocumentKind: {
        DocumentKind.APPLICATION: N_("Application form"),
        DocumentKind.BR_CERTIFICATE: N_("Business Registration Certificate"),
        DocumentKind.ANNUAL_RETURN: N_("Annual return or incorporation form"),
        DocumentKind.BUSINESS_LICENCE: N_("Mainland business licence"),
        DocumentKind.CAPITAL: N_("Proof of foreign investment and capital"),
        DocumentKind.AGREEMENT: N_("Processing agreement"),
        DocumentKind.REGISTRY: N_("Extract of the national enterprise register"),
        DocumentKind.PREMISES: N_("Proof of the premises"),
        DocumentKind.SUBSTANCE: N_("Evidence of business in Hong Kong"),
        DocumentKind.PERMITS: N_("Environmental permit"),
        DocumentKind.QUOTATION: N_("Quotation"),
        DocumentKind.ENERGY_BILLS: N_("Energy and water bills"),
        DocumentKind.TECHNOLOGY: N_("Description of the technology"),
        DocumentKind.ORIGIN: N_("Evidence of who developed the technology"),
        DocumentKind.REPORT: N_("Report"),
        DocumentKind.PHOTOGRAPH: N_("Photograph"),
        DocumentKind.MAIL: N_("Correspondence"),
        DocumentKind.SUMMARY: N_("Assessment summary"),
        DocumentKind.OTHER: N_("Other document"),
    },
    Sight: {
        Sight.SHOWN: N_("Can be shown"),
        Sight.PASSWORD: N_("Has a password"),
        Sight.DAMAGED: N_("Damaged file"),
        Sight.TOO_LARGE: N_("Too large to show"),
        Sight.TOO_SLOW: N_("Too slow to show"),
        Sight.NOT_SHOWN: N_("Not shown here"),
    },
    ItemState: {
        ItemState.MISSING: N_("Missing"),
        ItemState.RECEIVED: N_("Received"),
        ItemState.WAIVED: N_("Waived"),
    },
    Category: {
        Category.EXM: N_("Excellent Partners (Manufacturing)"),
        Category.PM: N_("Partners (Manufacturing)"),
        Category.PSC: N_("Partners (Supply Chain)"),
        Category.PTS: N_("Partners (Technology Service)"),
    },
    Waits: {
        Waits.SUMMARY: N_("Summary"),
        Waits.CALCULATION: N_("Calculation"),
        Waits.DECISION: N_("Decision"),
        Waits.HISTORIC: N_("Recorded amount"),
    },
    Topic: {
        Topic.STAGES: N_("Stages and decisions"),
        Topic.MONEY: N_("Money"),
        Topic.DOCUMENTS: N_("Documents"),
        Topic.NOTES: N_("Notes"),
        Topic.TASKS: N_("Tasks"),
        Topic.DETAILS: N_("Other details"),
    },
    Urgency: {
        Urgency.OVERDUE: N_("Overdue"),
        Urgency.SOON: N_("Due soon"),
        Urgency.LATER: N_("Later"),
        Urgency.NONE: N_("No due date"),
    },
}
