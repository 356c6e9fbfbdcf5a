"""The words for the closed lists: one function gives the words of any of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.assessment_words import ASSESSMENT_WORDS
from app.office_words import OFFICE_WORDS
from app.texts import N_, Message
from models.kinds import (
    ApplicantKind,
    Basis,
    Characteristic,
    CostKind,
    EligibleCost,
    FactoryKind,
    Limit,
    Mark,
    Origin,
    Process,
    ProjectType,
    RepeatGround,
    Route,
    Sector,
)

# By kind first: words of different lists are equal as texts ("other"), but not as meanings.
_WORDS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    ProjectType: {
        ProjectType.OA: N_("On-site improvement assessment"),
        ProjectType.DP: N_("Demonstration project"),
        ProjectType.DP1: N_("Demonstration project (i)"),
        ProjectType.DP2: N_("Demonstration project (ii)"),
        ProjectType.VP: N_("Verification of effectiveness"),
        ProjectType.OSI: N_("Organisation Support Initiative"),
        ProjectType.NT: N_("Project adopting new cleaner production technology"),
    },
    Origin: {
        Origin.HK: N_("Developed by a Hong Kong institution"),
        Origin.HK_GD: N_("Jointly developed by Hong Kong and Guangdong institutions"),
        Origin.OTHER: N_("Developed elsewhere"),
    },
    Mark: {
        Mark.CONFIRMED: N_("Confirmed"),
        Mark.ANALOG: N_("Analog"),
        Mark.INFERRED: N_("Inferred"),
        Mark.NOT_SET: N_("Not set"),
        Mark.ENTERED: N_("Entered"),
        Mark.ARITHMETIC: N_("Arithmetic"),
    },
    CostKind: {
        CostKind.EQUIPMENT: N_("Equipment"),
        CostKind.INSTALLATION: N_("Equipment installation"),
        CostKind.PROCESS: N_("Change of production process"),
        CostKind.CONSULTANCY: N_("Consultancy fee"),
        CostKind.TESTING: N_("Testing"),
        CostKind.MATERIALS: N_("Materials"),
        CostKind.PUBLICITY: N_("Promotion and publicity"),
        CostKind.OTHER: N_("Other cost"),
    },
    ApplicantKind: {
        ApplicantKind.BUSINESS: N_("Hong Kong Business"),
        ApplicantKind.ASSOCIATION: N_("Trade and industry association"),
    },
    FactoryKind: {
        FactoryKind.GUANGDONG: N_("Factory in Guangdong"),
        FactoryKind.HONG_KONG: N_("Factory in Hong Kong"),
        FactoryKind.WORKSHOP: N_("Workshop in Hong Kong"),
    },
    Route: {
        Route.R1A: N_("Route 1a: Sino-foreign joint venture or co-operative enterprise"),
        Route.R1B: N_("Route 1b: wholly-owned foreign enterprise"),
        Route.R1C: N_("Route 1c: processing and compensation trade"),
        Route.R1D: N_("Route 1d: Hong Kong resident as principal shareholder"),
        Route.R2: N_("Route 2: factory in Hong Kong"),
        Route.R3: N_("Route 3: workshop in Hong Kong with polluting processes"),
    },
    Sector: {
        Sector.CHEM: N_("Chemical products"),
        Sector.FOOD: N_("Food and beverage"),
        Sector.FURN: N_("Furniture"),
        Sector.METAL: N_("Metal and metal products"),
        Sector.NMM: N_("Non-metallic mineral products"),
        Sector.PAPER: N_("Paper and paper products"),
        Sector.PRINT: N_("Printing and publishing"),
        Sector.TEXT: N_("Textiles"),
        Sector.OTHER: N_("Other industry"),
    },
    Characteristic: {
        Characteristic.AIR: N_("Heavy emission of air pollutants"),
        Characteristic.CHEMICALS: N_("Large use of chemicals or materials that may harm the environment"),
        Characteristic.ENERGY: N_("Large use of fuel or energy"),
        Characteristic.IMPROVEMENT_POTENTIAL: N_("Good potential for environmental improvement"),
    },
    Process: {
        Process.PAINT: N_("Paint spraying and curing"),
        Process.SOLVENT: N_("Solvent cleaning of metal parts and components"),
        Process.ENGINE: N_("Vehicle engine testing"),
        Process.OTHER: N_("Another polluting process"),
    },
    Basis: {
        Basis.PROJECT: N_("per project"),
        Basis.FACTORY: N_("per factory"),
        Basis.APPLICANT: N_("per applicant"),
        Basis.NOT_SET: N_("not set whether per project or per factory"),
    },
    EligibleCost: {
        EligibleCost.CONSULTANCY_FEE: N_("consultancy fee"),
        EligibleCost.PROJECT_EXPENDITURE: N_("total project expenditure"),
        EligibleCost.PROJECT_COST: N_("project cost"),
        EligibleCost.NOT_SET: N_("which costs count is not set"),
    },
    Limit: {
        Limit.PER_APPLICANT: N_("Ceiling for one applicant over all projects"),
        Limit.PER_FACTORY: N_("Ceiling for one factory over all projects"),
        Limit.PER_TECHNOLOGY: N_("Ceiling for one technology over all projects"),
    },
    RepeatGround: {
        RepeatGround.PROCESS_CHANGED: N_("the production process has changed"),
        RepeatGround.MATERIAL_CHANGED: N_("the materials used have changed"),
        RepeatGround.MUNICIPAL: N_("municipal cleaner production recognition is pursued"),
        RepeatGround.NATIONAL: N_("national cleaner production recognition is pursued"),
        RepeatGround.INTERNATIONAL: N_("international cleaner production recognition is pursued"),
    },
}


def word(kind: StrEnum) -> Message:
    """The words for one member of a closed list; every member of the lists above has some."""
    words = _WORDS.get(type(kind)) or ASSESSMENT_WORDS.get(type(kind)) or OFFICE_WORDS[type(kind)]
    return Message(words[kind])
