"""Which clock is believed, when is a form too old to go by itself, and what does the browser keep?"""

import datetime

import pytest

from hjemvej.platform.offline import rules

HOUR = datetime.timedelta(hours=1)


def test_the_worker_keeps_the_shell_and_its_files_and_no_page(client):
    answer = client.get("/uden-linje/vagt.js")
    assert (answer["Content-Type"], answer["Service-Worker-Allowed"]) == ("text/javascript", "/")
    said = answer.content.decode()
    assert "/static/offline/shell.js" in said
    assert "/static/offline/shelf.js" in said
    assert "/partner/" not in said


@pytest.mark.parametrize(("wrote", "believed"), [(-120, -60), (-30, -30), (90, 0)])
def test_a_phones_clock_is_believed_between_its_page_and_now(now, wrote, believed):
    minute = datetime.timedelta(minutes=1)
    assert rules.when_written(now + wrote * minute, page_at=now - 60 * minute, at=now) == now + believed * minute


@pytest.mark.parametrize(("hours", "is_over"), [(1, False), (5, True), (13, True)])
def test_what_is_of_a_night_is_over_with_the_night(hours, is_over):
    written = datetime.datetime(2026, 11, 20, 1, 0, tzinfo=datetime.UTC)  # two at night
    wait = rules.Wait(datetime.timedelta(hours=12), lambda at: at.hour >= 5)
    assert wait.is_over(written, written + hours * HOUR) is is_over
