"""Sheets to draw: an ordinary case, an undecided one, a historic one and a very long one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from app.money import Amount, Percent
from app.pdf.lines import Name
from app.pdf.sheet import (
    Advice,
    EditionLabel,
    Party,
    Provider,
    Recommendation,
    Role,
    Signature,
    Site,
    SummarySheet,
)
from app.rules.verdict import Check, Eligibility, Reason, RouteVerdict
from app.rules.working import Calculation, WorkingLine
from app.texts import Message, Words
from models.kinds import ApplicantKind, Mark, ProjectType, Route

GUIDE = Words("Application guide 2025, section 2", "《申請指引》2025年版第2節", "《申请指引》2025年版第2节")
PAGE = Words("Programme web page, “Funding”", "計劃網頁「資助」", "计划网页“资助”")
ENTERED = Words("Entered by an officer", "由負責人員輸入", "由负责人员输入")
SUM = Words("Arithmetic", "計算", "计算")
PHASE_5 = Words("Phase 5 (from 1 April 2025)", "第五期（2025年4月1日起）", "第五期（2025年4月1日起）")

ORDINARY = SummarySheet(
    reference="CP-26-0042",
    made_at=datetime(2026, 11, 20, 1, 32, tzinfo=UTC),
    version="0.1.0",
    recommendation=Recommendation(Advice.RECOMMENDED, Decimal("520000.00")),
    applicant=Party(
        (
            Name("en", "Wing Fat Electroplating Company Limited"),
            Name("zh_HK", "永發電鍍有限公司"),
            Name("zh_CN", "永发电镀有限公司"),
        ),
        "12345678-000-10-26-7",
    ),
    type=Message("Project adopting new cleaner production technology"),
    title=Name("zh_HK", "溶劑型清洗線加裝VOC回收裝置"),
    received_on=date(2026, 3, 5),
    classification=Message("RESTRICTED"),
    factories=(
        Site(
            (Name("zh_CN", "东莞长安永发电镀厂"), Name("en", "Dongguan Chang’an Wing Fat Electroplating Factory")),
            (Name("zh_CN", "广东省东莞市长安镇乌沙社区振安东路128号3号厂房"),),
            Message("{city}", city=Words("Dongguan, Guangdong", "廣東省東莞市", "广东省东莞市")),
            Message("Metal and metal products"),
            "91441900618347128X",
        ),
    ),
    technology=Name("zh_HK", "名單第34項：揮發性有機化合物（VOC）冷凝回收系統"),
    provider=Provider((Name("en", "Greenfield Environmental Technology Ltd."), Name("zh_HK", "綠田環保科技有限公司"))),
    edition=EditionLabel(
        "P5", Message("{name}", name=PHASE_5), Message("Proposed from the day of receipt"), Mark.INFERRED
    ),
    cost=Decimal("1120000.00"),
    requested=Decimal("560000.00"),
    eligibility=Eligibility(
        True,
        "P5",
        (
            RouteVerdict(
                Route.R1D,
                True,
                (
                    Reason(
                        Message(
                            "{person} holds {share} of the applicant; at least {least} is needed",
                            person="陳大文",
                            share=Percent(Decimal("0.60")),
                            least=Percent(Decimal("0.5")),
                        ),
                        True,
                        GUIDE,
                        Mark.CONFIRMED,
                    ),
                    Reason(
                        Message(
                            "{person} holds {share} of the factory; at least {least} is needed",
                            person="陳大文",
                            share=Percent(Decimal("0.30")),
                            least=Percent(Decimal("0.3")),
                        ),
                        True,
                        GUIDE,
                        Mark.CONFIRMED,
                    ),
                ),
            ),
            RouteVerdict(
                Route.R2, False, (Reason(Message("The factory is not in Hong Kong"), False, GUIDE, Mark.CONFIRMED),)
            ),
        ),
        (
            Check(
                "registration",
                Message("Registration"),
                True,
                False,
                (
                    Reason(
                        Message("Valid until {day}", day=date(2027, 3, 1)),
                        True,
                        GUIDE,
                        Mark.CONFIRMED,
                    ),
                ),
            ),
            Check(
                "technology",
                Message("Technology"),
                None,
                False,
                (Reason(Message("The list of technologies gives no version"), None, PAGE, Mark.NOT_SET),),
            ),
            Check(
                "novelty",
                Message("Demonstrated before"),
                None,
                True,
                (Reason(Message("Two projects used this technology in the same sector"), None, PAGE, Mark.INFERRED),),
            ),
        ),
    ),
    calculation=Calculation(
        "P5",
        "0" * 64,
        ProjectType.NT,
        Decimal("1040000.00"),
        Decimal("0.5"),
        True,
        Decimal("650000.00"),
        "project",
        Decimal("520000.00"),
        Decimal("520000.00"),
        None,
        (
            WorkingLine(
                "cost.1",
                ENTERED,
                Mark.ENTERED,
                Message("{what}: {amount}", what="VOC回收裝置", amount=Amount(Decimal(980000))),
                Decimal("980000.00"),
            ),
            WorkingLine(
                "eligible-cost",
                SUM,
                Mark.ARITHMETIC,
                Message("The eligible cost is {amount}", amount=Amount(Decimal(1040000))),
                Decimal("1040000.00"),
            ),
            WorkingLine(
                "share",
                GUIDE,
                Mark.CONFIRMED,
                Message(
                    "{rate} of {cost} is {result}",
                    rate=Percent(Decimal("0.5")),
                    cost=Amount(Decimal(1040000)),
                    result=Amount(Decimal(520000)),
                ),
                Decimal("520000.00"),
            ),
            WorkingLine(
                "ceiling",
                GUIDE,
                Mark.CONFIRMED,
                Message(
                    "{share} is within the ceiling of {ceiling}",
                    share=Amount(Decimal(520000)),
                    ceiling=Amount(Decimal(650000)),
                ),
                Decimal("650000.00"),
            ),
            WorkingLine(
                "rounding", PAGE, Mark.INFERRED, Message("The amount is in whole dollars"), Decimal("520000.00")
            ),
            WorkingLine(
                "subsidy",
                SUM,
                Mark.ARITHMETIC,
                Message("The subsidy is {amount}", amount=Amount(Decimal(520000))),
                Decimal("520000.00"),
            ),
            WorkingLine(
                "not-paid",
                SUM,
                Mark.ARITHMETIC,
                Message("The applicant bears {amount}", amount=Amount(Decimal(520000))),
                Decimal("520000.00"),
            ),
        ),
        (Message("Ceiling for one applicant over all projects: not published, not checked"),),
    ),
    conditions=(
        Message("The applicant keeps the invoices for seven years."),
        Name("zh_HK", "完成後三個月內提交由獨立第三方量度的VOC排放報告。"),
    ),
    signatures=(
        Signature(Role.PREPARED, Name("en", "CHAN Ka-yan"), Message("Officer"), date(2026, 11, 18)),
        Signature(Role.CHECKED, Name("zh_HK", "李偉聰"), Message("Senior officer"), date(2026, 11, 19)),
        Signature(Role.ENDORSED),
    ),
)

ENDORSED = replace(
    ORDINARY,
    endorsed=True,
    approved=Decimal("520000.00"),
    signatures=(
        *ORDINARY.signatures[:2],
        Signature(Role.ENDORSED, Name("en", "WONG Siu-ming"), Message("Head of the Secretariat"), date(2026, 11, 20)),
        Signature(Role.SECOND, Name("zh_HK", "李偉聰"), Message("Senior officer"), date(2026, 11, 20)),
    ),
)

UNDECIDED = replace(
    ORDINARY,
    recommendation=Recommendation(
        Advice.CANNOT_SAY,
        None,
        (Message("The day of receipt lies between two phases"), Message("The factory’s owner is not proved")),
    ),
    edition=None,
    calculation=None,
    eligibility=None,
    conditions=(),
    sample=True,
)

HISTORIC = replace(
    ORDINARY,
    recommendation=Recommendation(Advice.NOT_RECOMMENDED, None, (Message("The factory is outside the region"),)),
    applicant=Party((Name("en", "Hong Kong Association of Plating Trades"),), "", ApplicantKind.ASSOCIATION),
    factories=(),
    calculation=None,
    recorded=Decimal("141500.00"),
)


def long(times: int = 40) -> SummarySheet:
    """The ordinary case with very many working lines, reasons and conditions."""
    assert ORDINARY.calculation
    assert ORDINARY.eligibility
    first, *others = ORDINARY.calculation.working
    working = (*(replace(first, rule=f"cost.{number}") for number in range(1, times + 1)), *others)
    return replace(
        ORDINARY,
        calculation=replace(ORDINARY.calculation, working=working, cap="ceiling"),
        eligibility=replace(ORDINARY.eligibility, checks=ORDINARY.eligibility.checks * (times // 8)),
        conditions=ORDINARY.conditions * (times // 4),
        provider=Provider(
            (Name("zh_CN", "广州绿田环保科技有限公司"),),
            Name("zh_HK", "供應商董事陳大文同時持有申請人六成股權，已於2026年3月1日申報。"),
        ),
    )
