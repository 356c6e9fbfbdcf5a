"""The closed lists of the office: what a thing may be. Values are stored as these short words, never renamed."""

from __future__ import annotations

from enum import StrEnum


class ProjectType(StrEnum):
    """What a case asks money for. Which phase offers which is the editions' business."""

    OA = "OA"
    DP = "DP"
    DP1 = "DP1"
    DP2 = "DP2"
    VP = "VP"
    OSI = "OSI"
    NT = "NT"


class Origin(StrEnum):
    """Who developed the technology of an NT project; the higher ceiling asks for evidence of it."""

    HK = "hk"
    HK_GD = "hk-gd"
    OTHER = "other"


class Mark(StrEnum):
    """How sure a figure is; printed wherever the figure is used."""

    CONFIRMED = "confirmed"
    ANALOG = "analog"
    INFERRED = "inferred"
    NOT_SET = "not-set"
    ENTERED = "entered"  # typed by an officer, with source and reason
    ARITHMETIC = "arithmetic"  # follows from the lines above it


class CostKind(StrEnum):
    """What a cost line is for."""

    EQUIPMENT = "equipment"
    INSTALLATION = "installation"
    PROCESS = "process"  # modification of a production process
    CONSULTANCY = "consultancy"
    TESTING = "testing"
    MATERIALS = "materials"
    PUBLICITY = "publicity"
    OTHER = "other"


class ApplicantKind(StrEnum):
    """A Hong Kong Business applies for a factory; an association for Organisation Support."""

    BUSINESS = "business"
    ASSOCIATION = "association"


class FactoryKind(StrEnum):
    """Where the work is done; decides which routes are open."""

    GUANGDONG = "guangdong"
    HONG_KONG = "hong-kong"
    WORKSHOP = "workshop"


class Route(StrEnum):
    """The six ways in which a Hong Kong Business may be connected with its factory."""

    R1A = "1A"
    R1B = "1B"
    R1C = "1C"
    R1D = "1D"
    R2 = "2"
    R3 = "3"


class Sector(StrEnum):
    """The eight priority industries in the Programme's own order; any other goes to the committee's discretion."""

    CHEM = "CHEM"
    FOOD = "FOOD"
    FURN = "FURN"
    METAL = "METAL"
    NMM = "NMM"
    PAPER = "PAPER"
    PRINT = "PRINT"
    TEXT = "TEXT"
    OTHER = "OTHER"


class Characteristic(StrEnum):
    """The target characteristics; the fourth is not in the text of phase 5."""

    AIR = "AIR"
    CHEMICALS = "CHEMICALS"
    ENERGY = "ENERGY"
    IMPROVEMENT_POTENTIAL = "IMPROVEMENT_POTENTIAL"


class Process(StrEnum):
    """The polluting processes of a workshop that the published text names, and any other."""

    PAINT = "paint"
    SOLVENT = "solvent"
    ENGINE = "engine"
    OTHER = "other"


class Role(StrEnum):
    """What an officer may do; which rights a role holds is `app.rights`' business."""

    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Language(StrEnum):
    """A language somebody writes; the same codes as the texts'."""

    EN = "en"
    ZH_HK = "zh_HK"
    ZH_CN = "zh_CN"


class Speech(StrEnum):
    """A language somebody speaks on the telephone."""

    CANTONESE = "cantonese"
    PUTONGHUA = "putonghua"
    ENGLISH = "english"


class OfficeKind(StrEnum):
    """Whether an office holds the Programme's records or invented ones; never both."""

    REAL = "real"
    SAMPLE = "sample"


class ProviderRole(StrEnum):
    """What an environmental technology service provider does in a case."""

    ASSESSED = "assessed"
    SUPPLIES = "supplies"


class Outcome(StrEnum):
    """What the committee decided."""

    APPROVED = "approved"
    APPROVED_CONDITIONS = "approved-conditions"
    DEFERRED = "deferred"
    REJECTED = "rejected"


class Verdict(StrEnum):
    """What the Secretariat recommends."""

    RECOMMENDED = "recommended"
    NOT_RECOMMENDED = "not-recommended"


class ItemKind(StrEnum):
    """What can be outstanding from an applicant (domain.md §2.2, INFERRED)."""

    BR_CERTIFICATE = "br-certificate"
    ANNUAL_RETURN = "annual-return"
    BUSINESS_LICENCE = "business-licence"
    CAPITAL = "capital"
    AGREEMENT = "agreement"
    RESIDENT = "resident"
    PREMISES = "premises"
    SUBSTANCE = "substance"
    PERMITS = "permits"
    QUOTATIONS = "quotations"
    ORIGIN = "origin"
    OTHER = "other"


class ItemState(StrEnum):
    """Where an outstanding item stands."""

    MISSING = "missing"
    RECEIVED = "received"
    WAIVED = "waived"


class DocumentKind(StrEnum):
    """What a document is; those that a checklist asks for bear the names of what they prove (domain.md §2.2)."""

    APPLICATION = "application"
    BR_CERTIFICATE = "br-certificate"
    ANNUAL_RETURN = "annual-return"
    BUSINESS_LICENCE = "business-licence"
    CAPITAL = "capital"
    AGREEMENT = "agreement"
    REGISTRY = "registry"
    PREMISES = "premises"
    SUBSTANCE = "substance"
    PERMITS = "permits"
    QUOTATION = "quotation"
    ENERGY_BILLS = "energy-bills"
    TECHNOLOGY = "technology"
    ORIGIN = "origin"
    REPORT = "report"
    PHOTOGRAPH = "photograph"
    MAIL = "mail"
    SUMMARY = "summary"  # our own: made by the program, never dropped on a case
    OTHER = "other"


class Sight(StrEnum):
    """Whether the program can show what is in a file, and if not, why."""

    SHOWN = "shown"
    PASSWORD = "password"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    NOT_SHOWN = "not-shown"  # files of this kind are kept and not opened here


class Basis(StrEnum):
    """What a ceiling is counted by; earlier grants count against it unless it is the single project."""

    PROJECT = "project"
    FACTORY = "factory"
    APPLICANT = "applicant"
    NOT_SET = "not-set"


class EligibleCost(StrEnum):
    """What the published text applies its rate to."""

    CONSULTANCY_FEE = "consultancy-fee"
    PROJECT_EXPENDITURE = "project-expenditure"
    PROJECT_COST = "project-cost"
    NOT_SET = "not-set"


class Limit(StrEnum):
    """What an applicant, a factory or a technology may be granted over several projects."""

    PER_APPLICANT = "cumulative_per_applicant"
    PER_FACTORY = "cumulative_per_factory"
    PER_TECHNOLOGY = "cumulative_per_technology"


class RepeatGround(StrEnum):
    """What a second assessment may rest on; one is enough."""

    PROCESS_CHANGED = "process_changed"
    MATERIAL_CHANGED = "material_changed"
    MUNICIPAL = "pursuing_recognition_municipal"
    NATIONAL = "pursuing_recognition_national"
    INTERNATIONAL = "pursuing_recognition_international"


class Category(StrEnum):
    """The categories of the Recognition Scheme (domain.md §5.1)."""

    EXM = "EXM"  # Excellent Partners (Manufacturing)
    PM = "PM"  # Partners (Manufacturing)
    PSC = "PSC"  # Partners (Supply Chain)
    PTS = "PTS"  # Partners (Technology Service)
