"""The same member is added twice in the same second: one is told so in words, and nothing breaks."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from conftest import Visitor
from hjemvej.platform.access.models import Membership
from hjemvej.platform.identity.models import User
from tests import bystanders

pytestmark = pytest.mark.django_db(transaction=True)


def add_at_once(browsers: list[Visitor], typed: dict[str, str]) -> list[tuple[int, str]]:
    """Each browser sends the form in the same moment; the status and the page of each answer."""
    start = threading.Barrier(len(browsers))

    def add(browser: Visitor) -> tuple[int, str]:
        try:
            start.wait(timeout=10)
            answer = browser.post(reverse("access:add_member"), typed)
            return answer.status_code, answer.content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(browsers)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(add, browser) for browser in browsers]]


@pytest.mark.parametrize("works_here", [False, True])
def test_one_is_added_and_the_other_is_told(
    leader, administrator, client_of, shelter_worker, our_team, monkeypatch, works_here
):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    browsers = [client_of(leader), client_of(administrator)]
    before = set(Membership.objects.exclude(organisation=our_team).values_list("pk", flat=True))
    for number in range(8):
        email = f"ny{number}@example.org"
        if works_here:
            User.objects.create_user(email, "Ny Prøve")
        typed = {"name": "Ny Prøve", "email": email, "role": "coordinator", "from_on": "1.1.2027"}
        answers = sorted(add_at_once(browsers, typed))
        assert [status for status, _page in answers] == [302, 422], answers
        assert "er allerede medlem af Hjemløseteamet" in answers[1][1]
        assert Membership.objects.filter(user__email=email).count() == 1
    assert set(Membership.objects.exclude(organisation=our_team).values_list("pk", flat=True)) == before
