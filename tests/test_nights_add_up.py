"""Are *Nætter uden et trygt sted* and the nights among which they are counted what the page says they are?

The definition of the page, written a second time in SQL over the raw tables, and compared to the person for twenty
random days of the invented town; then for what was corrected since.
"""

import datetime
import random
import uuid
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from conftest import as_owner
from hjemvej.efforts.safe_night.models import Night, Occupancy, PlaceRequest
from hjemvej.efforts.safe_night.mornings.actions import correct_night
from hjemvej.efforts.safe_night.mornings.queries.figures import unsafe_nights
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.invented import setting_out
from hjemvej.invented.history import History
from hjemvej.invented.ledger import Ledger, log_asleep
from hjemvej.invented.town import houses
from hjemvej.platform.access.viewer import looking_as, system
from tests import bystanders

DAYS = 200
DAY = datetime.timedelta(days=1)
BY = system("test")
NIGHTS = """
WITH asked AS (SELECT %(night)s::date AS night,
    ((%(night)s::date + 1) + time '02:00') AT TIME ZONE 'Europe/Copenhagen' AS late,
    ((%(night)s::date + 1) + time '04:00') AT TIME ZONE 'Europe/Copenhagen' AS over),
slept AS (SELECT s.person_id, s.kind, s.from_on, h.kind AS house, s.unusable_home <> '' AS has_home,
        (SELECT min(e.recorded_at) FROM situations_situation e WHERE e.person_id = s.person_id AND e.kind = s.kind
            AND e.from_on <= asked.night AND (e.until_on IS NULL OR e.until_on > asked.night)
            AND NOT EXISTS (SELECT FROM situations_situation o  -- believed before, and something else since
                WHERE o.person_id = s.person_id AND o.kind <> s.kind AND o.recorded_at > e.recorded_at
                AND o.recorded_at <= s.recorded_at AND o.from_on <= asked.night
                AND (o.until_on IS NULL OR o.until_on > asked.night))) AS learned
    FROM asked, situations_situation s LEFT JOIN shelters_house h ON h.id = s.house_id
    WHERE s.superseded_at IS NULL AND s.from_on <= asked.night AND (s.until_on IS NULL OR s.until_on > asked.night)),
bed AS (SELECT o.person_id, h.kind AS house, coalesce(o.arrived_at, o.made_at) AS written,
        h.paragraph = '109' OR h.paragraph = '' AND h.kind = 'womens_house' AS is_109
    FROM asked, safe_night_occupancy o JOIN shelters_house h ON h.id = o.house_id
    WHERE o.status IN ('staying', 'ended') AND o.from_night <= asked.night
    AND (o.until_night IS NULL OR o.until_night > asked.night)
    AND NOT (o.from_night = asked.night AND o.arrived_at >= asked.late AND o.arrived_at < asked.over)),
vain AS (SELECT r.person_id, r.requested_at, EXISTS (SELECT FROM safe_night_occupancy o WHERE o.request_id = r.id
        AND o.status IN ('did_not_come', 'expired', 'held')) AS stayed_empty
    FROM asked, safe_night_placerequest r WHERE r.night = asked.night AND r.status IN ('waiting', 'unmet')),
alone AS (SELECT r.person_id, max(r.closed_at) AS closed_at FROM asked, safe_night_placerequest r
    WHERE r.night = asked.night GROUP BY r.person_id HAVING bool_and(r.status = 'withdrawn')),
told AS (SELECT DISTINCT ON (t.person_id) t.person_id, t.outcome, t.told_at
    FROM asked, safe_night_toldnight t WHERE t.night = asked.night ORDER BY t.person_id, t.told_at DESC, t.id DESC),
lost AS (SELECT slept.person_id FROM asked, slept JOIN LATERAL (SELECT before.kind, before.until_on
        FROM situations_situation before WHERE before.person_id = slept.person_id AND before.superseded_at IS NULL
        AND before.from_on <= asked.night AND before.kind <> 'ukendt'
        ORDER BY before.from_on DESC LIMIT 1) last ON true
    WHERE slept.kind = 'ukendt' AND last.kind = ANY(%(homeless)s) AND asked.night - last.until_on < 14),
everybody AS (SELECT person_id FROM slept UNION SELECT person_id FROM bed UNION SELECT person_id FROM vain
    UNION SELECT person_id FROM told)
SELECT person_id, coalesce(word, found), NOT coalesce(coalesce(word, found) = found AND beside, false)
FROM (SELECT everybody.person_id, CASE
    WHEN told.outcome IS NOT NULL AND NOT coalesce(bed.written > told.told_at, false)
        AND NOT coalesce(slept.kind <> 'ukendt' AND slept.learned > told.told_at, false) THEN told.outcome END AS word,
    CASE WHEN bed.person_id IS NOT NULL THEN CASE WHEN coalesce(slept.kind, 'ukendt') = 'ukendt' THEN bed.is_109
            ELSE slept.kind <> ALL(%(homeless)s) OR slept.has_home END
        ELSE slept.kind = 'herberg' AND slept.has_home AND NOT coalesce(slept.learned <= vain.requested_at, false)
        END AS beside,
    CASE WHEN bed.house = 'night_cafe' THEN 'chair'
    WHEN bed.house IS NOT NULL THEN 'safe'
    WHEN slept.kind = 'gade' AND slept.learned <= alone.closed_at THEN 'not_assessed'
    WHEN slept.kind = 'gade' THEN 'unsafe'
    WHEN vain.person_id IS NOT NULL
        AND (coalesce(slept.kind, 'ukendt') = 'ukendt' OR slept.learned <= vain.requested_at)
        THEN CASE WHEN vain.stayed_empty THEN 'missing' ELSE 'unsafe' END
    WHEN slept.kind = 'natvarmestue' AND coalesce(slept.house, 'night_cafe') = 'night_cafe' THEN 'chair'
    WHEN slept.kind IN ('natvarmestue', 'herberg', 'hotel', 'udslusning', 'kriminalforsorg', 'hospital_behandling')
        THEN 'safe'
    WHEN slept.kind IN ('familie_venner', 'andet') THEN 'not_assessed'
    WHEN lost.person_id IS NOT NULL AND alone.person_id IS NOT NULL THEN 'not_assessed'
    WHEN lost.person_id IS NOT NULL THEN 'missing' END AS found
FROM everybody LEFT JOIN slept USING (person_id) LEFT JOIN bed USING (person_id) LEFT JOIN vain USING (person_id)
LEFT JOIN told USING (person_id) LEFT JOIN lost USING (person_id) LEFT JOIN alone USING (person_id)) judged
WHERE coalesce(word, found) IS NOT NULL"""


@pytest.fixture
def town(db: None) -> tuple[datetime.date, datetime.date, datetime.datetime]:
    """Most of a year in the invented town: its first night, tonight, and the moment."""
    now, ledger = timezone.now(), Ledger()
    until = timezone.localdate(now - datetime.timedelta(hours=4))
    start = until - DAYS * DAY
    with as_owner(), log_asleep(setting_out.our_tables()):
        setting_out.build(houses(1), at=now)
        History(seed=5, scale=1, start=start, until=until, now=now, houses=houses(1), ledger=ledger).live(
            lambda day: None
        )
        ledger.flush()
        setting_out.make_up_nights(start, until)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # a correction supersedes a row before it writes the next
    return start, until, now


def judged(night: datetime.date) -> dict[uuid.UUID, str]:
    """How each night in homelessness was; `beside` where it was safe, and none in homelessness."""
    with looking_as(BY), connection.cursor() as cursor:
        homeless = [kind.value for kind in HOMELESS_KINDS]
        cursor.execute(NIGHTS, {"night": night, "homeless": homeless})
        return {person: outcome if is_in else "beside" for person, outcome, is_in in cursor.fetchall()}


HOMELESS_KINDS = [kind for kind in Situation.Kind if kind.name in (
    "STREET", "NIGHT_CAFE", "SHELTER", "HOTEL", "FAMILY_FRIENDS", "TRANSITIONAL", "PRISON_RELEASE", "DISCHARGE",
    "OTHER",
)]  # fmt: skip


ELSEWHERE = (
    Situation.Kind.OWN_HOME, Situation.Kind.UNKNOWN, Situation.Kind.CRISIS_CENTRE, Situation.Kind.FUNCTIONAL,
    Situation.Kind.SHELTER,
)  # fmt: skip


def kept(night: datetime.date) -> dict[uuid.UUID, str]:
    with looking_as(BY):
        rows = Night.objects.filter(night=night, superseded_at=None)
        found = rows.values_list("person_id", "outcome", "in_homelessness")
        return {person: outcome if is_in else "beside" for person, outcome, is_in in found}


def test_the_nights_are_those_that_the_definition_gives_to_the_person(town: Any):
    start, until, now = town
    rng = random.Random(20)
    days = sorted(rng.sample([start + number * DAY for number in range(DAYS)], 20))
    seen: set[str] = set()
    for day in days:
        should_be = judged(day)
        assert kept(day) == should_be
        seen |= set(should_be.values())
        with looking_as(BY):
            counted = unsafe_nights(viewer=BY, from_night=day, until_night=day + DAY)
        beside = sum(outcome == "beside" for outcome in should_be.values())
        assert counted.every.nights == counted.every.people == len(should_be) - beside
        assert counted.beside.nights == counted.beside.people == beside
        for kind, one in counted.kinds.items():
            assert one.nights == sum(outcome == kind for outcome in should_be.values())
    assert seen == {"beside", "safe", "chair", "unsafe", "missing", "not_assessed"}
    with looking_as(BY):
        month = unsafe_nights(viewer=BY, from_night=until - 30 * DAY, until_night=until)
    nights = [judged(until - number * DAY) for number in range(1, 31)]
    assert month.nights == sum(list(night.values()).count("unsafe") for night in nights)
    assert month.people == len({who for night in nights for who, outcome in night.items() if outcome == "unsafe"})
    assert month.every.people == len({who for night in nights for who, outcome in night.items() if outcome != "beside"})

    _correct_this_and_that(until, now, rng)
    beside = 0
    for number in range(1, 15):
        assert kept(until - number * DAY) == judged(until - number * DAY)
        beside += list(kept(until - number * DAY).values()).count("beside")
    assert beside > 20  # in a crisis centre, or with a home that cannot be used: safe, and none in homelessness
    with looking_as(BY):
        fortnight = unsafe_nights(viewer=BY, from_night=until - 14 * DAY, until_night=until)
    assert fortnight.beside.nights == beside


def _correct_this_and_that(until: datetime.date, now: datetime.datetime, rng: random.Random) -> None:
    """Forty corrections of the last fortnight, told late and in any order."""
    with looking_as(BY), bystanders.away():
        people = sorted(kept(until - 5 * DAY))
        beds = Occupancy.objects.filter(status="staying", from_night__lt=until - 14 * DAY)
        guests = sorted(beds.values_list("person_id", flat=True))
        for number in range(40):
            person_id, night = rng.choice(people), until - rng.randrange(1, 15) * DAY
            at = now + number * datetime.timedelta(minutes=1)
            if number % 3 == 0:
                outcome = rng.choice(["safe", "chair", "unsafe", "missing"])
                correct_night(person_id=person_id, night=night, outcome=outcome, what_happened="x", by=BY, at=at)
            else:
                person_id = rng.choice(guests) if number % 3 == 1 else person_id
                kind = rng.choice(ELSEWHERE if number % 3 == 1 else [*HOMELESS_KINDS, *ELSEWHERE])
                ends = rng.choice([None, night + rng.randrange(1, 4) * DAY])
                record_situation(
                    person_id=person_id, kind=kind, from_on=night, until_on=ends, source=f"nr. {number}",
                    certainty="told", by=BY, at=at,
                    unusable_home=rng.choice(["", "Brand"]) if kind == Situation.Kind.SHELTER else "",
                )  # fmt: skip
    assert PlaceRequest.objects.filter(status="unmet").exists()
