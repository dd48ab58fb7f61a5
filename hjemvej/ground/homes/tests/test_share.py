"""Is every fourth vacant family dwelling reckoned for each landlord, in words with reasons?"""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from hjemvej.ground.homes import actions, rules
from hjemvej.ground.homes.models import VacantCount
from hjemvej.platform.access.viewer import looking_as

from .conftest import TODAY

QUARTER = {"from_on": datetime.date(2026, 7, 1), "last_on": datetime.date(2026, 9, 30)}


@pytest.mark.parametrize(
    ("vacant", "states", "share", "used", "unused"),
    [
        (40, ["let"] * 6 + ["given_back"] * 2, 10, 6, 4),
        (7, [], 1, 0, 1),
        (3, [], 0, 0, 0),
        (8, ["let", "notified", "offered"], 2, 1, 0),
        (16, ["let", "signed"], 4, 1, 2),
    ],
)
def test_the_share_is_in_whole_homes_and_says_why(vacant, states, share, used, unused):
    ours = rules.ours_of(vacant, Decimal(25), states)
    assert (ours.share, ours.used, ours.unused) == (share, used, unused)
    said = " · ".join(reason.text for reason in ours.reasons)
    assert f"{vacant} familieboliger blev ledige; kommunen kan råde over 25 procent af dem: {share}" in said
    assert ("kunne være blevet" in said) == bool(unused)
    assert ("gav vi tilbage" in said) == ("given_back" in states)
    assert ("ikke lejet ud endnu" in said) == bool({"notified", "offered", "signed"} & set(states))


@pytest.mark.django_db
def test_a_period_is_counted_once_and_corrected(karen, now, housing_association, other_association):
    said = {"landlord_id": housing_association.pk, **QUARTER, "by": karen, "at": now}
    with looking_as(karen):
        actions.count_vacant(vacant=12, **said)
        actions.count_vacant(vacant=16, **said)
        actions.count_vacant(vacant=4, **{**said, "landlord_id": other_association.pk})
        with pytest.raises(actions.CountedAlready):
            actions.count_vacant(vacant=3, **{**said, "from_on": datetime.date(2026, 9, 30)})
    assert sorted(VacantCount.objects.values_list("vacant", flat=True)) == [4, 16]


@pytest.mark.django_db
def test_the_page_says_how_many_homes_were_not_used(
    clock_stands, client_of, coordinator, housing_association, other_association, home_of, vacant, landlord, viewer_for
):
    browser = client_of(coordinator)
    empty = " ".join(browser.get(reverse("homes:share_of_vacant")).content.decode().split())
    assert "Intet antal er skrevet ind endnu." in empty
    vacant(home_of(housing_association))
    vacant(home_of(housing_association, "Prøvevej 2", form="youth"))  # another form
    vacant(home_of(other_association, "Ågade 7"))
    typed = {"landlord_id": str(housing_association.pk), "from_on": "1/10", "last_on": "i dag", "vacant": "13"}
    browser.post(reverse("homes:count_vacant"), typed)
    page = " ".join(browser.get(reverse("homes:share_of_vacant")).content.decode().split())
    assert "To boliger, kommunen kunne have fået, blev ikke brugt." in page
    assert "0 boliger blev meldt til os og lejet ud" in page
    assert "1 er meldt til os og ikke lejet ud endnu" in page
    assert "Én er ikke lejet ud endnu." in page
    wrong = browser.post(reverse("homes:count_vacant"), {**typed, "last_on": "1/9"})
    assert wrong.context["form"].errors.keys() == {"last_on"}
    with looking_as(viewer_for(landlord)):
        assert VacantCount.objects.get().until_on == TODAY + datetime.timedelta(days=1)
        VacantCount.objects.all().delete()
    VacantCount.objects.create(
        landlord=other_association, from_on=TODAY, until_on=TODAY + datetime.timedelta(days=1), vacant=1
    )
    with looking_as(viewer_for(landlord)):
        assert not VacantCount.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "field", "says"),
    [
        ({"from_on": "1/1-1900", "last_on": "i går"}, "from_on", "Loven gælder ikke så langt tilbage."),
        ({"from_on": "1/11-2026", "last_on": "21/11-2026"}, "last_on", "Perioden er ikke gået endnu."),
    ],
)
def test_a_period_before_the_law_or_not_over_is_refused(
    clock_stands, client_of, coordinator, housing_association, days, field, says
):
    typed = {"landlord_id": str(housing_association.pk), "vacant": "4", **days}
    refused = client_of(coordinator).post(reverse("homes:count_vacant"), typed)
    assert refused.status_code == 422
    assert says in refused.context["form"].errors[field][0]
    assert not VacantCount.objects.exists()


@pytest.mark.django_db
def test_a_period_that_no_law_covers_is_passed_over(clock_stands, client_of, coordinator, housing_association):
    for year in (1900, 2025):
        first = datetime.date(year, 1, 1)
        VacantCount.objects.create(
            landlord=housing_association, from_on=first, until_on=first + datetime.timedelta(days=90), vacant=8
        )
    page = client_of(coordinator).get(reverse("homes:share_of_vacant"))
    assert page.status_code == 200
    assert [one.counted.from_on.year for one in page.context["page"]] == [2025]
