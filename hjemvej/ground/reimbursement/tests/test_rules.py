"""Does the page's first sentence say what to do, and does the gate say what is missing? Without a database."""

import datetime
import uuid
from decimal import Decimal

import pytest

from hjemvej.ground.reimbursement.queries.known import Granted, Sent, granted_by
from hjemvej.ground.reimbursement.rules.answers import Known, answer, ends_soon
from hjemvej.ground.reimbursement.rules.clocks import place_clock
from hjemvej.ground.reimbursement.rules.gate import Facts, Found, gate
from hjemvej.ground.reimbursement.rules.losses import Sum, losses, sum_of
from hjemvej.ground.reimbursement.rules.shelter_days import ShelterDays
from hjemvej.ground.reimbursement.rules.support import Course, Help

from .test_money_cases import TERMS

D = datetime.date
DAY = datetime.timedelta(days=1)
ON = D(2026, 11, 20)
YES, NO = Found(True, "fundet"), Found(False, "fundet")


def known(**said):
    values = {"is_staying": True, "leaves_on": None, "discharges": (), "courses": (), "days": None}
    return Known(on=ON, terms=TERMS, near=28, **{**values, **said})


def days(used, **said):
    return ShelterDays(ON - 100 * DAY, ON + 265 * DAY, used, 90, near=14, **said)


DECIDED = Course(Help.SUPPORT, ON - 3 * DAY, monthly=Decimal(8000))
LEFT = D(2026, 5, 1)
IN_A_PLACE = Course(Help.PLACE, LEFT - DAY, monthly=Decimal(40_000))
SHORT = Course(Help.SUPPORT, LEFT - DAY, LEFT, D(2026, 9, 1), Decimal(8000))


@pytest.mark.parametrize(
    ("said", "words", "kind"),
    [
        ({"monthly": Decimal(8000)}, "Beslut § 85 a før udskrivning, ellers mister kommunen op til 96.000 kr.", "soon"),
        ({}, "Beslut § 85 a før udskrivning, ellers mister kommunen op til 2 års refusion", "soon"),
        ({"leaves_on": ON + 5 * DAY},
         "Beslut § 85 a før udskrivningen 25. november 2026, ellers mister kommunen op til 2 års refusion", "soon"),
        ({"leaves_on": ON},
         "Beslut § 85 a i dag, hvis borgeren ikke er udskrevet: ellers mister kommunen op til 2 års refusion", "late"),
        ({"courses": (DECIDED,)}, "§ 85 a eller § 107 er afgjort før udskrivning", "ok"),
        ({"courses": (DECIDED,), "days": days(80)}, "10 døgn tilbage med refusion", "soon"),
        ({"courses": (DECIDED,), "days": days(91)}, "1 døgn er uden refusion", "late"),
        ({"courses": (DECIDED,), "days": days(91, is_unsettled=True)},
         "1 døgn er uden refusion efter den strengeste læsning", "late"),
        ({"discharges": (ON - 200 * DAY,), "days": days(40)}, "50 døgn tilbage med refusion", "neutral"),
        # six months of § 107 are over long before the year is
        ({"is_staying": False, "discharges": (LEFT,), "courses": (IN_A_PLACE,)},
         "Statens del af § 107 sluttede 31. oktober 2026", "neutral"),
        ({"is_staying": False, "discharges": (LEFT + 30 * DAY,), "courses": (IN_A_PLACE,)},
         "Staten betaler 50 procent af § 107 til og med 29. november 2026", "soon"),
        # a course that has ended is paid no more, though its period runs
        ({"is_staying": False, "discharges": (LEFT,), "courses": (SHORT,)},
         "Statens del af § 85 a sluttede 31. august 2026", "neutral"),
        ({"discharges": (ON - 200 * DAY,)},
         "Perioden løber fra den første udskrivning 4. maj 2026 og begynder ikke forfra", "neutral"),
        ({"is_staying": False},
         "Ingen refusion: vi har ikke skrevet, at borgeren har sovet på forsorgshjem. Hjælpen er den samme", "neutral"),
        ({"is_staying": False, "has_slept": True}, "Intet ur løber", "neutral"),
        ({"is_staying": False, "discharges": (ON - DAY,)},
         "Refusion efter udskrivningen 19. november 2026 er tabt: intet var afgjort i tide", "neutral"),
        ({"is_staying": False, "discharges": (ON - DAY,), "courses": (DECIDED,)},
         "Staten betaler 50 procent af § 85 a til og med 18. november 2028", "ok"),
        ({"is_staying": False, "discharges": (ON - 900 * DAY,)}, "Intet ur løber", "neutral"),
    ],
)  # fmt: skip
def test_the_answer_comes_first(said, words, kind):
    found = answer(known(**said))
    assert (found.words, found.kind) == (words, kind)


def test_the_day_list_warns_before_the_months_of_107_are_used():
    soon = ends_soon(known(is_staying=False, discharges=(LEFT + 30 * DAY,), courses=(IN_A_PLACE,)))
    assert soon is not None
    assert soon.on == D(2026, 11, 29)
    clock = place_clock(known(is_staying=False, discharges=(LEFT + 30 * DAY,), courses=(IN_A_PLACE,)))
    assert clock.state == "10 dage tilbage med refusion"


def test_a_yes_that_was_corrected_to_no_grants_nothing_and_one_corrected_in_its_words_holds_from_the_first():
    first, second = uuid.uuid4(), uuid.uuid4()
    at = datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC)
    yes = Sent(first, "support_85a", at, "wholly", None)
    for granted, expected in (("not", []), ("partly", [Granted("support_85a", at.date(), second)])):
        assert granted_by([yes, Sent(second, "support_85a", at + 9 * DAY, granted, first)]) == expected


def test_months_of_one_period_are_not_counted_in_another():
    old, new = D(2024, 5, 1), D(2026, 5, 1)
    courses = (
        Course(Help.PLACE, old - DAY, old, D(2024, 9, 1)),
        Course(Help.PLACE, new - DAY, new, D(2026, 8, 1)),
    )
    said = {"is_staying": False, "discharges": (old, new), "courses": courses}
    assert "3 af 6 måneder er brugt eller aftalt." in place_clock(known(**said)).lines
    elsewhere = {**said, "used_elsewhere": Decimal(2)}
    assert "3 af 6 måneder er brugt eller aftalt." in place_clock(known(**elsewhere, used_on=D(2025, 2, 1))).lines
    assert "5 af 6 måneder er brugt eller aftalt." in place_clock(known(**elsewhere, used_on=D(2026, 9, 1))).lines


def test_days_that_come_yield_nothing_and_can_never_be_kept():
    first = ON - 99 * DAY
    stays, month = [(first, None, lambda _day: Decimal(750))], (D(2026, 11, 1), D(2026, 12, 1))
    at = known(courses=(DECIDED,), days=ShelterDays(first, first + 365 * DAY, 100, 90, near=14, is_unsettled=True))
    [loss] = losses(at, stays, month)
    assert (loss.can_be_kept, loss.is_coming, loss.why) == (
        False, False, "20 døgn på forsorgshjem uden refusion efter den strengeste læsning"
    )  # fmt: skip
    assert sum_of([loss]) == Sum(Decimal(7500), Decimal(7500), Decimal(7500), 0, 1)
    assert loss.amount_in_words == "15.000 kr., heraf 7.500 kr. kun hvis opholdet fortsætter"


def test_the_last_day_to_decide_is_the_day_before_the_discharge():
    assert answer(known(leaves_on=ON + 5 * DAY)).by_on == ON + 4 * DAY


@pytest.mark.parametrize(
    ("facts", "lacks"),
    [
        (Facts(), [1, 2, 3, 4, 5]),
        (Facts(plan=YES, home=YES, support=YES, lease=YES, support_begins=YES), []),
        (Facts(plan=YES, home=YES, support=YES, lease=YES), [4]),
        (Facts(plan=YES, home=YES, support=YES, lease=NO, support_begins=YES), [4]),
        (Facts(plan=YES, place=YES, support=YES), [5]),
        (Facts(plan=YES, place=YES, support=YES, place_ready=YES), []),
        (Facts(plan=NO, home=NO, place=NO, support=NO, lease=YES, support_begins=YES, place_ready=YES), [1, 2, 3]),
    ],
)
def test_the_municipality_decides_only_where_all_five_hold(facts, lacks):
    found = gate(facts)
    assert [one.number for one in found.lacks] == lacks
    assert found.is_open is (not lacks)
    assert len(found.conditions) == 5
    assert "Lederen af forsorgshjemmet bestemmer" in found.who_decides


def test_what_nobody_has_written_is_unknown_and_says_what_would_change_it():
    plan = gate(Facts()).conditions[0]
    assert (plan.reason.mark, plan.asks, plan.reason.change) == (
        "unknown", ("plan",), "Lav handleplanen sammen med borgeren"
    )  # fmt: skip
    assert gate(Facts(plan=NO)).conditions[0].reason.mark == "fails"


@pytest.mark.parametrize(
    ("lease", "support_begins", "change"),
    [
        (YES, Found(), "Aftal støtten fra første dag"),
        (Found(), YES, "Få kontrakten underskrevet"),
        (NO, YES, "Få kontrakten underskrevet"),
        (Found(), Found(), "Få kontrakten underskrevet, og aftal støtten fra første dag"),
    ],
)
def test_the_gate_asks_for_no_more_than_is_missing(lease, support_begins, change):
    facts = Facts(plan=YES, home=YES, support=YES, lease=lease, support_begins=support_begins)
    assert gate(facts).conditions[3].reason.change == change
