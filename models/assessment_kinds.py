"""The closed lists of an assessment: utilities, units, measures. Values are stored so, never renamed."""

from __future__ import annotations

from enum import StrEnum


class UtilityKind(StrEnum):
    """What a factory uses and is billed for."""

    ELECTRICITY = "electricity"
    WATER = "water"
    NATURAL_GAS = "natural-gas"
    LPG = "lpg"
    DIESEL = "diesel"
    FUEL_OIL = "fuel-oil"
    COAL = "coal"
    BIOMASS = "biomass"
    STEAM = "steam"
    SOLVENT = "solvent"
    CHEMICAL = "chemical"
    MATERIAL = "material"


class Unit(StrEnum):
    """What an amount is counted in; `app.rules.units` converts between those of one dimension."""

    KWH = "kWh"
    MWH = "MWh"
    GWH = "GWh"
    MJ = "MJ"
    GJ = "GJ"
    M3 = "m3"
    LITRE = "L"
    G = "g"
    KG = "kg"
    T = "t"
    PIECE = "piece"
    THOUSAND = "thousand"
    SET = "set"
    PAIR = "pair"
    M = "m"
    KM = "km"
    M2 = "m2"


class MeasureKind(StrEnum):
    """What a recommended measure does."""

    LIGHTING = "lighting"
    COMPRESSED_AIR = "compressed-air"
    MOTORS = "motors"
    BOILER = "boiler"
    HEAT_RECOVERY = "heat-recovery"
    INSULATION = "insulation"
    COOLING = "cooling"
    HEAT_PUMP = "heat-pump"
    DRYING = "drying"
    FUEL_SWITCH = "fuel-switch"
    RENEWABLE = "renewable"
    ENERGY_MANAGEMENT = "energy-management"
    VOC_TREATMENT = "voc-treatment"
    SOLVENT_SUBSTITUTION = "solvent-substitution"
    FLUE_GAS = "flue-gas"
    WATER_SAVING = "water-saving"
    WATER_REUSE = "water-reuse"
    EFFLUENT = "effluent"
    CHEMICAL_SAVING = "chemical-saving"
    MATERIAL_YIELD = "material-yield"
    WASTE_RECYCLING = "waste-recycling"
    PROCESS = "process"
    HOUSEKEEPING = "housekeeping"
    OTHER = "other"


class MeasureState(StrEnum):
    """How far a measure has come."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    IMPLEMENTED = "implemented"
    DROPPED = "dropped"


class Priority(StrEnum):
    """How much the assessor urges a measure."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Effect(StrEnum):
    """What a measure reduces in a year. The values are the columns of `Measure`."""

    ELECTRICITY = "electricity"
    WATER = "water"
    VOC = "voc"
    NOX = "nox"
    SO2 = "so2"
    CO2 = "co2"
    EFFLUENT = "effluent"
    SOLID_WASTE = "solid_waste"
    MATERIAL = "material"


class Area(StrEnum):
    """Which grid an emission factor of electricity is of."""

    NATIONAL = "cn-national"
    SOUTHERN = "cn-southern"
    GUANGDONG = "guangdong"
    HONG_KONG = "hong-kong"
    ENTERED = "entered"  # typed by an officer, with its source
