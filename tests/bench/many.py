"""An office with many invented cases, made through the acts in large pieces of work, for measuring only."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from app import applicants, cases, costs, factories, keys, opening
from app.applicants import ApplicantFields
from app.cases import CaseFields
from app.costs import CostFields
from app.factories import FactoryFields
from app.opening import FirstOfficer
from models.kinds import CostKind, OfficeKind, Origin, ProjectType, Sector

_SYLLABLES = "Wing Fat Tai Ping Kwong Hing Lee Shing Yau Kai Mei Po Sun Chak Hau Man Lok King Wai Tat".split()
_SIGNS = "永發太平廣興利成友佳美寶新澤厚文樂景偉達"
_TRADES = (("Electroplating", "電鍍廠"), ("Dyeing", "染整廠"), ("Printing", "印刷廠"), ("Plastics", "塑膠廠"))
_AT_ONCE = 500


def build(folder: Path, number: int, seed: int = 430) -> None:
    """A sample office without password in `folder`, with `number` received cases."""
    chance = random.Random(seed)
    first = FirstOfficer("lky", "LKY", "LAU Kit-ying", "劉潔縈")
    office = opening.create(
        folder, name="Many", kind=OfficeKind.SAMPLE, first=first, password="", cost=keys.Cost(1, 8192, 1)
    )
    today = office.clock.today()
    for start in range(0, number, _AT_ONCE):
        with office.work() as work:
            for n in range(start, min(start + _AT_ONCE, number)):
                english, chinese = chance.choice(_TRADES)
                name = " ".join(chance.choices(_SYLLABLES, k=2))
                signs = "".join(chance.choices(_SIGNS, k=2))
                whose = applicants.register(
                    work,
                    ApplicantFields(
                        name_en=f"{name} {english} Limited", name_tc=f"{signs}{chinese}有限公司", br_number=f"{n:08}"
                    ),
                )
                where = factories.register(
                    work,
                    whose,
                    FactoryFields(name_sc=f"东莞{signs}厂", district="4419", sector=chance.choice(list(Sector)[:8])),
                )
                amount = Decimal(chance.randrange(50_000, 2_000_000))
                form = CaseFields(whose, ProjectType.NT, where, requested=amount / 2, origin=Origin.OTHER)
                case = cases.open_case(work, form)
                costs.add(work, case, CostFields(CostKind.EQUIPMENT, "Machine", amount))
                due = n % 3 != 0
                if due:
                    cases.set_due(work, case, today + timedelta(days=chance.randrange(-20, 60)), "", seen=1)
                cases.receive(work, case, today - timedelta(days=chance.randrange(200)), seen=2 if due else 1)
    office.close()
