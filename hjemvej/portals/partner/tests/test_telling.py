"""Does the house's page tell it whom to tell of an admission, late first, and our team nothing it need not know?"""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.efforts.safe_night.models import AdmissionNotice
from hjemvej.efforts.safe_night.staying.actions import walking_in
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(client_of, shelter_worker):
    return client_of(shelter_worker)


@pytest.fixture
def notice(house_staff, our_team, shelter_house, places):
    """A guest at the door, whose municipality nobody knows."""
    with looking_as(house_staff):
        walking_in.take_in(
            key=uuid.uuid4(), house=shelter_house, place_id=places(shelter_house)[0].pk, given_names="Gitte",
            surname="Gæst", by=house_staff, at=timezone.now(),
        )  # fmt: skip
    return AdmissionNotice.objects.get()


def address(name, house, notice=None):
    return reverse(f"partner:{name}", args=[house.pk, *([notice.pk] if notice else [])])


def test_the_house_asks_the_guest_and_then_tells_that_municipality(phone, shelter_house, notice):
    page = phone.get(address("own_house", shelter_house)).content.decode()
    assert "Find ud af, hvilken kommune det er" in page
    page = phone.get(address("admission_notice", shelter_house, notice)).content.decode()
    assert "Hvilken kommune hører gæsten til?" in page
    refused = phone.post(address("write_municipality", shelter_house, notice), {"code": ""})
    assert refused.status_code == 422
    page = phone.post(
        address("write_municipality", shelter_house, notice), {"code": "350"}, follow=True
    ).content.decode()
    assert "Fortæl Lejre om indskrivningen" in page
    assert "besluttet at indskrive Gitte Gæst" in page
    refused = phone.post(address("admission_notice", shelter_house, notice), {})
    assert (refused.status_code, "Vælg, hvordan I har fortalt det." in refused.content.decode()) == (422, True)
    refused = phone.post(address("admission_notice", shelter_house, notice), {"how": "phone", "on": "i morgen"})
    assert "Det er ikke sket endnu." in refused.content.decode()
    page = phone.post(address("admission_notice", shelter_house, notice), {"how": "secure_mail"}, follow=True)
    assert "Alle indskrivninger er fortalt" in page.content.decode()
    row = AdmissionNotice.objects.get()
    assert (row.how, row.municipality_code, row.told_by is not None) == ("secure_mail", "350", True)
    assert not NeedToKnow.objects.filter(organisation__kind="team").exists()


def test_ours_goes_to_the_team_by_one_press(phone, shelter_house, notice, settings):
    code = settings.MUNICIPALITY_CODE
    page = phone.post(
        address("write_municipality", shelter_house, notice), {"code": code}, follow=True
    ).content.decode()
    assert "Teamet har fået beskeden nu." in page
    assert NeedToKnow.objects.filter(organisation__kind="team", person_id=notice.person_id).count() == 1


def test_what_the_team_wrote_is_sent_by_a_press(phone, shelter_house, notice, settings):
    assert phone.post(address("tell_our_team", shelter_house, notice)).status_code == 404
    ResponsibleMunicipality.objects.create(
        person_id=notice.person_id, municipality_code=settings.MUNICIPALITY_CODE, municipality_name="Vores",
        from_on=timezone.localdate(),
    )  # fmt: skip
    assert "send beskeden til teamet" in phone.get(address("admission_notice", shelter_house, notice)).content.decode()
    phone.post(address("tell_our_team", shelter_house, notice))
    assert AdmissionNotice.objects.get().how == "here"


def test_the_question_to_us_names_nobody_and_is_asked_once_a_day(phone, shelter_house, notice, house_staff):
    for _tap in range(2):
        answer = phone.post(address("ask_the_team", shelter_house), follow=True).content.decode()
    assert "Gitte" not in "".join(Inquiry.objects.values_list("text", flat=True))
    assert not Inquiry.objects.exclude(person=None).exists()
    assert "Spurgt. Teamet ringer til jer." in answer or "Ring til os" in answer
    assert Inquiry.objects.count() <= 1


def test_another_house_and_other_roles_find_nothing(
    client_of, night_cafe_worker, coordinator, landlord, shelter_house, notice
):
    for user in (night_cafe_worker, coordinator, landlord):
        browser = client_of(user)
        for name in ("admission_notices", "admission_notice"):
            where = address(name, shelter_house, notice if name == "admission_notice" else None)
            assert browser.get(where).status_code in (403, 404)


def test_the_page_asks_as_often_for_one_as_for_two(phone, house_staff, shelter_house, places, notice):
    def asked():
        with CaptureQueriesContext(connection) as questions:
            phone.get(address("admission_notices", shelter_house))
        return len(questions)

    asked()
    before = asked()
    with looking_as(house_staff):
        walking_in.take_in(
            key=uuid.uuid4(), house=shelter_house, place_id=places(shelter_house)[1].pk, given_names="Nr",
            surname="To", by=house_staff, at=timezone.now(),
        )  # fmt: skip
    assert asked() == before <= 20
