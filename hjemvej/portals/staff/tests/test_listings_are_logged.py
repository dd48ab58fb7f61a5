"""Does the log say who was shown a list of citizens, in one line and without what was typed?"""

from django.urls import reverse

from hjemvej.platform.audit.models import Event, Look


def test_the_register_and_a_search_leave_one_line_each(client_of, coordinator):
    browser = client_of(coordinator)
    browser.get(reverse("staff:register"))
    browser.post(reverse("staff:search"), {"q": "Erik Prøve"})
    lines = Event.objects.filter(name="audit.citizens_listed", user_id=coordinator.pk).order_by("pk")
    assert [line.details["page"] for line in lines] == ["staff.register", "staff.search"]
    assert "Erik" not in str([line.details for line in lines])
    assert not Look.objects.exists()
