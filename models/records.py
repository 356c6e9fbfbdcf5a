"""Every kind of record; importing this module is what makes the mapping complete."""

from models.applicant import Applicant, Contact, Person
from models.base import Base, Listed, Merge, Record
from models.case import Case, CostLine, Engagement, Item, Note
from models.decision import Approval, Calculation, Document, Recommendation
from models.factory import Connection, Factory
from models.journal import Change, Entry
from models.office import Counter, Officer, OfficeRecord

__all__ = [
    "Applicant",
    "Approval",
    "Base",
    "Calculation",
    "Case",
    "Change",
    "Connection",
    "Contact",
    "CostLine",
    "Counter",
    "Document",
    "Engagement",
    "Entry",
    "Factory",
    "Item",
    "Listed",
    "Merge",
    "Note",
    "OfficeRecord",
    "Officer",
    "Person",
    "Recommendation",
    "Record",
]
