"""Whether an amount still fits under a factory's ceiling on the day it is granted.

A sum counts what the factory's other cases had been granted when it was recorded. Another of them may have been
granted since, so the ceiling is asked again at each act that grants, one case of a factory at a time.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.calculations import grants_beside, standing
from app.money import Amount
from app.office import Work
from app.refusal import NotReady
from app.rules import request as requests
from app.rules.subsidy import calculate
from app.texts import N_, Message
from models import Case, Factory

#: What to do when a case that ended unpaid is taken up again.
STAYS = N_("The case stays as it is. Open a new one.")


def refuse_above(work: Work, case: Case, amount: Decimal, todo: str) -> None:
    """Refuse (`NotReady`) an amount (HKD) above what the sum that counts would give with the grants of today.

    The factory is locked until the work ends, so that of two cases granted at the same moment the second sees the
    first. `todo` is the sentence that says what to do.
    """
    kept = standing(work.session, case.id)
    if case.factory_id is None or kept is None:
        return
    work.get(Factory, case.factory_id)
    others = grants_beside(work.session, case)
    granted = sum((found for _, found in others), Decimal(0))
    asked = replace(requests.from_json(kept.request), already_granted=granted, override=None)
    left = calculate(work.office.rules.edition(kept.edition), asked).subsidy
    if amount > left:
        raise NotReady(
            "Other cases of this factory count against its ceiling: {cases}. This case may still get {left}, not "
            "{amount}. {todo}",
            cases=tuple(reference for reference, _ in others),
            left=Amount(left),
            amount=Amount(amount),
            todo=Message(todo),
            field="amount",
        )
