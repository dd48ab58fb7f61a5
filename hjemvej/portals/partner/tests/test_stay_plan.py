"""Does a shelter write, agree on and print its own opholdsplan with a guest, apart from the municipality's plan?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.safe_night.conftest import add_occupancy
from hjemvej.ground.plans import actions
from hjemvej.ground.plans.models import PlanVersion
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Look

pytestmark = pytest.mark.django_db
SAID = {
    "purpose": "Ro til at sove", "effort": "Morgenmad sammen", "duration": "Så længe du er her", "together": "spoken"
}  # fmt: skip


@pytest.fixture
def guest(person_of, shelter_house, shelter, places):
    at = timezone.now()
    person = person_of("Testa")
    NeedToKnow.objects.create(
        person_id=person.pk, organisation=shelter, basis="guest", from_at=at - datetime.timedelta(days=1)
    )
    return add_occupancy(person, places(shelter_house)[0], "staying", night_of(at), at)


@pytest.fixture
def phone(client_of, shelter_worker):
    return client_of(shelter_worker)


def test_a_shelter_agrees_on_its_own_plan_and_does_not_see_the_municipalitys(phone, guest, shelter_house, us):
    with looking_as(us):
        theirs = actions.begin_plan(person_id=guest.person_id, kind="plan_142", by=us, at=timezone.now())
    page = reverse("partner:stay_plan", args=[shelter_house.pk, guest.pk])
    pdf = reverse("partner:stay_plan_pdf", args=[shelter_house.pk, guest.pk])
    assert "Ingen opholdsplan endnu" in phone.get(page).content.decode()
    assert phone.get(pdf).status_code == 404
    gaps = phone.post(page, {"purpose": "Ro", "version": "0", "aftal": "1", "agreed_on": "i dag"})
    assert (gaps.status_code, PlanVersion.objects.filter(kind="stay").count()) == (422, 0)
    phone.post(page, {"purpose": "Ro", "version": "0", "gem": "1"})
    assert "Opholdsplanen er et udkast" in phone.get(page).content.decode()
    overtaken = phone.post(page, {**SAID, "version": "0", "gem": "1"})
    assert (overtaken.status_code, "En kollega har skrevet" in overtaken.content.decode()) == (422, True)
    draft = PlanVersion.objects.get(kind="stay")
    phone.post(page, {**SAID, "version": str(draft.version), "aftal": "1", "agreed_on": "i dag"})
    said = phone.get(page).content.decode()
    assert "Opholdsplanen er aftalt" in said
    assert "Morgenmad sammen" in said
    assert str(theirs.pk) not in said
    assert phone.get(pdf).content.startswith(b"%PDF")
    phone.post(page, {**SAID, "duration": "Til jul", "version": "0", "aftal": "1", "agreed_on": "i dag"})
    again = phone.get(page).content.decode()
    assert all(words in again for words in ("Nyt siden", "<del>Så længe du er her</del>", "Til jul"))
    assert Look.objects.filter(page="partner.stay_plan", basis="guest", person_id=guest.person_id).exists()


def test_no_plan_is_written_with_a_guest_who_has_left(phone, guest, shelter_house):
    guest.status, guest.until_night, guest.discharged_to = (
        "ended",
        guest.from_night + datetime.timedelta(days=1),
        "unknown",
    )
    guest.left_at = timezone.now()
    guest.save()
    page = reverse("partner:stay_plan", args=[shelter_house.pk, guest.pk])
    said = {**SAID, "version": "0", "aftal": "1", "agreed_on": "i dag"}
    answer = phone.post(page, said)
    assert answer.url == reverse("partner:own_house", args=[shelter_house.pk])
    assert not PlanVersion.objects.exists()


def test_another_house_and_another_kind_of_house_find_nothing(
    client_of, night_cafe_worker, guest, shelter_house, cafe_house
):
    other = client_of(night_cafe_worker)
    for house in (shelter_house, cafe_house):
        for name in ("stay_plan", "stay_plan_pdf"):
            assert other.get(reverse(f"partner:{name}", args=[house.pk, guest.pk])).status_code == 404
