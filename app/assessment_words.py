"""The words for the closed lists of an assessment; `app.words.word` gives them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.texts import N_, Message
from models.assessment_kinds import Area, Effect, MeasureKind, MeasureState, Priority, Unit, UtilityKind

#: Effects as a list names them, where the long name would fill it.
_SHORT: Final[Mapping[Effect, str]] = {
    Effect.VOC: N_("VOC"),
    Effect.NOX: N_("NOx"),
    Effect.SO2: N_("SO2"),
    Effect.CO2: N_("CO2"),
}


def short(effect: Effect) -> Message:
    """The short words for an effect."""
    return Message(_SHORT.get(effect) or ASSESSMENT_WORDS[Effect][effect])


ASSESSMENT_WORDS: Final[Mapping[type[StrEnum], Mapping[str, str]]] = {
    UtilityKind: {
        UtilityKind.ELECTRICITY: N_("Electricity"),
        UtilityKind.WATER: N_("Water"),
        UtilityKind.NATURAL_GAS: N_("Natural gas"),
        UtilityKind.LPG: N_("Liquefied petroleum gas"),
        UtilityKind.DIESEL: N_("Diesel"),
        UtilityKind.FUEL_OIL: N_("Fuel oil"),
        UtilityKind.COAL: N_("Coal"),
        UtilityKind.BIOMASS: N_("Biomass fuel"),
        UtilityKind.STEAM: N_("Steam"),
        UtilityKind.SOLVENT: N_("Solvent"),
        UtilityKind.CHEMICAL: N_("Chemical"),
        UtilityKind.MATERIAL: N_("Raw material"),
    },
    Unit: {
        Unit.KWH: N_("kWh"),
        Unit.MWH: N_("MWh"),
        Unit.GWH: N_("GWh"),
        Unit.MJ: N_("MJ"),
        Unit.GJ: N_("GJ"),
        Unit.M3: N_("m³"),
        Unit.LITRE: N_("L"),
        Unit.G: N_("g"),
        Unit.KG: N_("kg"),
        Unit.T: N_("t"),
        Unit.PIECE: N_("pieces"),
        Unit.THOUSAND: N_("thousand pieces"),
        Unit.SET: N_("sets"),
        Unit.PAIR: N_("pairs"),
        Unit.M: N_("m"),
        Unit.KM: N_("km"),
        Unit.M2: N_("m²"),
    },
    MeasureKind: {
        MeasureKind.LIGHTING: N_("Efficient lighting"),
        MeasureKind.COMPRESSED_AIR: N_("Compressed air"),
        MeasureKind.MOTORS: N_("Motors and drives"),
        MeasureKind.BOILER: N_("Boiler or furnace"),
        MeasureKind.HEAT_RECOVERY: N_("Heat recovery"),
        MeasureKind.INSULATION: N_("Insulation and steam system"),
        MeasureKind.COOLING: N_("Cooling and air-conditioning"),
        MeasureKind.HEAT_PUMP: N_("Heat pump"),
        MeasureKind.DRYING: N_("Drying and process heat"),
        MeasureKind.FUEL_SWITCH: N_("Cleaner fuel"),
        MeasureKind.RENEWABLE: N_("Renewable energy"),
        MeasureKind.ENERGY_MANAGEMENT: N_("Metering and energy management"),
        MeasureKind.VOC_TREATMENT: N_("Treatment of VOC"),
        MeasureKind.SOLVENT_SUBSTITUTION: N_("Materials with less solvent"),
        MeasureKind.FLUE_GAS: N_("Treatment of flue gas and dust"),
        MeasureKind.WATER_SAVING: N_("Saving of water"),
        MeasureKind.WATER_REUSE: N_("Reuse of water"),
        MeasureKind.EFFLUENT: N_("Treatment of effluent"),
        MeasureKind.CHEMICAL_SAVING: N_("Saving or recovery of chemicals"),
        MeasureKind.MATERIAL_YIELD: N_("Saving of material"),
        MeasureKind.WASTE_RECYCLING: N_("Recycling of solid waste"),
        MeasureKind.PROCESS: N_("Change of the process"),
        MeasureKind.HOUSEKEEPING: N_("Good housekeeping"),
        MeasureKind.OTHER: N_("Other measure"),
    },
    MeasureState: {
        MeasureState.PROPOSED: N_("Proposed"),
        MeasureState.PLANNED: N_("Planned"),
        MeasureState.IMPLEMENTED: N_("Implemented"),
        MeasureState.DROPPED: N_("Dropped"),
    },
    Priority: {
        Priority.HIGH: N_("High priority"),
        Priority.MEDIUM: N_("Medium priority"),
        Priority.LOW: N_("Low priority"),
    },
    Effect: {
        Effect.ELECTRICITY: N_("Electricity"),
        Effect.WATER: N_("Water"),
        Effect.VOC: N_("Volatile organic compounds (VOC)"),
        Effect.NOX: N_("Nitrogen oxides (NOx)"),
        Effect.SO2: N_("Sulphur dioxide (SO2)"),
        Effect.CO2: N_("Carbon dioxide (CO2)"),
        Effect.EFFLUENT: N_("Effluent"),
        Effect.SOLID_WASTE: N_("Solid waste"),
        Effect.MATERIAL: N_("Material used"),
    },
    Area: {
        Area.NATIONAL: N_("Mainland China, average"),
        Area.SOUTHERN: N_("Southern region of the Mainland grid"),
        Area.GUANGDONG: N_("Guangdong Province"),
        Area.HONG_KONG: N_("Hong Kong"),
        Area.ENTERED: N_("Another factor, with its source"),
    },
}
