"""Does a write-up keep its clock, so that it does not lapse unseen?"""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from hjemvej.efforts.housing_first.conftest import DAY, again
from hjemvej.efforts.housing_first.models import HousingRegistration
from hjemvej.efforts.housing_first.registering import actions
from hjemvej.ground.casework.models import Task
from hjemvej.platform.access.viewer import looking_as
from tests import bystanders
from tests.test_row_locks import outcome_of_the_second


@pytest.fixture
def write_up(karen, ib, at, today):
    """Give `write_up(...)`: Ib is written up with a landlord."""

    def register(person=ib, **changes):
        said = {
            "landlord": "Boligselskabet Prøve", "number": "4711", "registered_on": today,
            "renew_by_on": today + 30 * DAY,
        }  # fmt: skip
        with looking_as(karen):
            return actions.register(person_id=person.pk, by=karen, at=at, **{**said, **changes})

    return register


@pytest.mark.django_db
def test_the_renewal_is_a_task_and_moves_when_it_is_renewed(write_up, homeless, karen, at, today):
    row, other = write_up(), write_up(homeless("Bo"))
    first = Task.objects.get(pk=row.task_id)
    assert (first.title, localdate(first.due_at)) == ("Forny opskrivningen hos Boligselskabet Prøve", today + 30 * DAY)
    with looking_as(karen):
        actions.renew_registration(registration=row, renew_by_on=today + 60 * DAY, by=karen, at=at)
    assert again(first).done_at is not None
    assert localdate(Task.objects.get(pk=again(row).task_id).due_at) == today + 60 * DAY
    with looking_as(karen):
        actions.end_registration(registration=again(row), by=karen, at=at)
        with pytest.raises(actions.RegistrationIsOver):
            actions.end_registration(registration=row, by=karen, at=at)
    assert again(row).ended_on == today
    assert not Task.objects.filter(person=row.person, done_at=None).exists()
    assert (again(other).ended_on, Task.objects.get(pk=other.task_id).done_at) == (None, None)


@pytest.mark.django_db
def test_once_with_a_landlord_and_days_that_can_be(write_up, today):
    write_up()
    with pytest.raises(actions.AlreadyRegistered):
        write_up()
    for days in ({"registered_on": today + DAY}, {"renew_by_on": today - DAY}):
        with pytest.raises(actions.DayIsWrong):
            write_up(landlord="Et andet", **days)
    assert HousingRegistration.objects.filter(person__given_names="Ib").count() == 1
    write_up(landlord="Et andet", renew_by_on=today)  # there is still time


@pytest.mark.django_db
def test_on_the_pages(page, ib, today, colleague_in_other_team, client_of):
    address = reverse("housing_first:register", args=[ib.pk])
    assert "ikke skrevet op hos nogen" in page.get(address).content.decode()
    typed = {"landlord": "Fjorden", "number": "12", "registered_on": "i dag", "renew_by_on": f"{today + DAY:%d.%m.%Y}"}
    page.post(address, typed)
    row = HousingRegistration.objects.get(person=ib)
    assert "Fjorden fornyes senest" in page.get(address).content.decode()
    assert "Fjorden" in page.get(reverse("housing_first:home_offers", args=[ib.pk])).content.decode()
    renew = reverse("housing_first:renew_registration_of_task", args=[row.task_id])
    page.post(renew, {"renew_by_on": f"{today + 9 * DAY:%d.%m.%Y}"})
    assert again(row).renew_by_on == today + 9 * DAY
    theirs = client_of(colleague_in_other_team)
    assert theirs.get(address).status_code == 404
    for name in ("renew_registration", "end_registration"):
        assert theirs.post(reverse(f"housing_first:{name}", args=[row.pk]), {}).status_code == 404
    page.post(reverse("housing_first:end_registration", args=[row.pk]))
    assert again(row).ended_on == today


@pytest.mark.django_db(transaction=True)
def test_it_is_ended_once(write_up, karen, at, monkeypatch):
    row = write_up()
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders

    def end():
        return actions.end_registration(registration=row, by=karen, at=at)

    assert outcome_of_the_second(end, end) == "RegistrationIsOver"
