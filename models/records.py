"""Every kind of record; importing this module is what makes the mapping complete."""

from models.applicant import Applicant
from models.assessment import Assessment, Measure, Utility
from models.award import Award, AwardPrint
from models.base import Base, Listed, Merge, Record
from models.case import Case
from models.case_parts import CostLine, Engagement, Item, Note
from models.decision import Approval, Calculation, Recommendation
from models.document import Document
from models.factory import Connection, Factory
from models.index import index_edition
from models.journal import Change, Entry
from models.office import Counter, Officer, OfficeRecord
from models.people import Contact, Person, ToldApart
from models.task import Task
from models.technology import Technology
from models.view import SavedView
from models.visit import Visit, VisitPhotograph

__all__ = [
    "Applicant",
    "Approval",
    "Assessment",
    "Award",
    "AwardPrint",
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
    "Measure",
    "Merge",
    "Note",
    "OfficeRecord",
    "Officer",
    "Person",
    "Recommendation",
    "Record",
    "SavedView",
    "Task",
    "Technology",
    "ToldApart",
    "Utility",
    "Visit",
    "VisitPhotograph",
    "index_edition",
]
