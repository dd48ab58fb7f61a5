"""Until when does a need to know last? Both sides of each boundary, and which reasons count."""

import datetime
from decimal import Decimal

import pytest

from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.ground.needs.rules import Known, ending
from hjemvej.platform.rooms import LivingReason

D = datetime.date


def provision(key: str, value: int, unit: str = "days") -> ProvisionInForce:
    return ProvisionInForce(
        key=key, title="x", paragraph="GDPR art. 5", text="x", value=Decimal(value), unit=unit, certainty="L",
        is_certain=True, valid_from=D(2000, 1, 1), valid_to=None, is_paragraph_checked=False,
    )  # fmt: skip


def reason(key: str, outlasted_by: str, **more: bool) -> LivingReason:
    return LivingReason(key, lasts=f"{key} varer", ended=f"{key} sluttede", outlasted_by=outlasted_by, sql="", **more)


PROVISIONS = {one.key: one for one in (provision("short", 3), provision("long", 28), provision("months", 1, "months"))}
COURSE, INQUIRY, YEARLY = reason("forløb", "short"), reason("henvendelse", "long"), reason("ophold", "months")
HOMELESS = reason("hjemløshed", "long", only_of_who_is_ours=True)
DEAD = reason("livet", "short", ends_ours=True)
UNRULED = reason("noget", "no such rule")

CASES = [
    # what is known, and the last day with access
    ([(COURSE, D(2026, 11, 20))], D(2026, 11, 23)),
    ([(COURSE, None)], None),
    ([(COURSE, D(2026, 11, 20)), (INQUIRY, None)], None),
    ([(COURSE, D(2026, 11, 20)), (INQUIRY, D(2026, 11, 1))], D(2026, 11, 29)),
    ([(COURSE, D(2026, 11, 28)), (INQUIRY, D(2026, 11, 1))], D(2026, 12, 1)),
    ([(YEARLY, D(2026, 1, 31))], D(2026, 2, 28)),
    ([(HOMELESS, None)], None),
    ([(HOMELESS, None), (DEAD, D(2026, 11, 20))], D(2026, 11, 23)),
    ([(HOMELESS, D(2026, 11, 19)), (DEAD, D(2026, 11, 20))], D(2026, 11, 23)),
    ([(COURSE, None), (DEAD, D(2026, 11, 20))], None),
    ([(COURSE, D(2026, 11, 24)), (DEAD, D(2026, 11, 20))], D(2026, 11, 27)),
    ([(UNRULED, D(2026, 11, 20)), (COURSE, D(2026, 11, 20))], None),
    ([], None),
]


@pytest.mark.parametrize(("known", "last_on"), CASES)
def test_the_last_day_with_access(known, last_on):
    found = ending([Known(*one) for one in known], PROVISIONS)
    assert found.last_on == last_on
    if last_on:
        assert not found.is_over(last_on)
        assert found.is_over(last_on + datetime.timedelta(days=1))
    else:
        assert not found.is_over(D(2126, 1, 1))


def test_why_is_told_in_words_with_the_rule_and_how_sure_we_are():
    (lasts,) = ending([Known(COURSE, None), Known(COURSE, None)], PROVISIONS).reasons
    assert (lasts.mark, lasts.text) == ("holds", "forløb varer")
    (ended,) = ending([Known(COURSE, D(2026, 11, 20))], PROVISIONS).reasons
    assert (ended.mark, ended.text) == ("fails", "forløb sluttede 20. november 2026")
    assert ended.law == "3 dage, GDPR art. 5, paragraffen er ikke kontrolleret"


def test_without_a_rule_the_need_does_not_end_and_says_so():
    (unknown,) = ending([Known(UNRULED, D(2026, 11, 20))], PROVISIONS).reasons
    assert unknown.mark == "unknown"
    assert "der er ingen regel" in unknown.text
