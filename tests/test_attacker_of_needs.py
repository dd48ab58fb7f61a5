"""May an attacker who slips SQL into a page end another's need to know, or open their own team's former citizen?"""

import datetime

import pytest
from django.utils import timezone

from hjemvej.platform.access.models import NeedToKnow
from tests.architecture.rows import Town
from tests.attacker import all_rows, inject, town_with_a_hole  # noqa: F401 -- the town is a fixture

pytestmark = pytest.mark.django_db(transaction=True)
A_DAY = datetime.timedelta(days=1)


def test_who_knows_a_citizen_as_a_guest_ends_no_other_organisations_case(town: Town):
    """Nor opens one: of those they know, a viewer ends their own organisation's need, and a guest's."""
    NeedToKnow.objects.create(
        person_id=town.person.pk, organisation=town.ours, basis="guest", from_at=timezone.now() - A_DAY
    )
    before = all_rows("access_needtoknow")
    for basis in ("case", "inquiry"):
        closes = f"SELECT access_close_need('{town.person.pk}', '{town.owner.pk}', '{basis}', now())"
        assert "refused" in inject(town.user, closes)
    inject(town.user, "UPDATE access_needtoknow SET until_at = now()")
    assert all_rows("access_needtoknow") == before
    assert "rows" in inject(
        town.user, f"SELECT access_close_need('{town.person.pk}', '{town.ours.pk}', 'guest', now())"
    )


def test_a_former_citizens_case_is_opened_by_no_statement_before_the_glass_is_broken(town: Town):
    ago = timezone.now() - datetime.timedelta(hours=1)
    for person in (town.person, town.other_person):
        NeedToKnow.objects.create(
            person_id=person.pk, organisation=town.ours, basis="case", from_at=ago - A_DAY, until_at=ago
        )
    before = all_rows("access_needtoknow")
    course = "INSERT INTO casework_course (id, person_id, kind, opened_at, opened_because, outcome)"
    for sql in (
        f"{course} VALUES (gen_random_uuid(), '{town.person.pk}', 'prevention', now(), 'x', '')",
        f"SELECT access_open_need(ARRAY['{town.person.pk}']::uuid[], '{town.ours.pk}', 'case', '', now())",
        f"UPDATE one_entry_inquiry SET organisation_id = '{town.ours.pk}', person_id = '{town.person.pk}'",
        "INSERT INTO one_entry_inquiry SELECT (jsonb_populate_record(one, jsonb_build_object('organisation_id',"
        f" '{town.ours.pk}'))).* FROM one_entry_inquiry one",
    ):
        inject(town.user, sql)
    assert all_rows("access_needtoknow") == before
    glass = f"SELECT access_glass_need('{town.person.pk}', NULL, NULL, 'planted reason', now(), '2030-01-01')"
    inject(town.user, glass)
    inject(town.user, f"{course} VALUES (gen_random_uuid(), '{town.person.pk}', 'prevention', now(), 'x', '')")
    opened = NeedToKnow.objects.filter(organisation=town.ours, until_at=None)
    assert [need.person_id for need in opened] == [town.person.pk], "and the leader reads who broke it, and why"
