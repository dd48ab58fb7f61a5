"""Does the month's check draw by chance, keep its verdicts, and stay the leader's?"""

import datetime

import pytest
from django.db import connection
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone

from conftest import as_owner
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.audit.actions import SAMPLE_SIZE
from hjemvej.platform.audit.models import Event, Look, SampleCheck, SampledLook


@pytest.fixture
def busy_month(coordinator, our_team, ours):
    """Sixty looks last month."""
    then = timezone.localtime().replace(day=1, hour=12) - datetime.timedelta(days=2)
    connection.cursor().execute(
        "INSERT INTO audit_look (at, user_id, organisation_id, person_id, page, basis, why)"
        " SELECT %s + n * interval '1 second', %s, %s, %s, 'staff.person', 'case', '' FROM generate_series(1, 60) n",
        [then, coordinator.pk, our_team.pk, ours],
    )
    return f"{then:%Y-%m}"


@pytest.fixture
def drawn(client_of, leader, busy_month):
    browser = client_of(leader)
    browser.post(reverse("access:draw_sample"), {"month": busy_month})
    return browser


def test_twenty_looks_are_drawn_and_the_seed_draws_the_same_again(drawn):
    check = SampleCheck.objects.get()
    ids = set(check.lines.values_list("look_id", flat=True))
    assert len(ids) == SAMPLE_SIZE
    again = Look.objects.exclude(page="access.log").order_by(RawSQL("md5(%s || audit_look.id::text)", [check.seed]))
    assert {look.pk for look in again[:SAMPLE_SIZE]} == ids


def test_the_log_of_a_look_is_offered_while_the_citizen_is_ours(drawn, busy_month, ours):
    page, log = reverse("access:check", args=[busy_month]), reverse("access:log", args=[ours])
    assert log in drawn.get(page).content.decode()
    NeedToKnow.objects.update(until_at=timezone.now() - datetime.timedelta(minutes=1))
    shown = drawn.get(page).content.decode()
    assert log not in shown
    assert "Borgeren er ikke jeres nu" in shown


def test_drawing_twice_keeps_the_first_draw(drawn, busy_month):
    before = set(SampledLook.objects.values_list("look_id", flat=True))
    drawn.post(reverse("access:draw_sample"), {"month": busy_month})
    assert set(SampledLook.objects.values_list("look_id", flat=True)) == before


def test_a_month_is_concluded_only_when_every_look_is_judged(drawn, busy_month):
    address = reverse("access:check", args=[busy_month])
    lines = list(SampledLook.objects.order_by("pk"))
    fields = {f"{line.pk}-verdict": "fine" for line in lines} | {f"{line.pk}-remark": "" for line in lines}
    fields[f"{lines[0].pk}-verdict"] = "waiting"
    page = drawn.post(address, {**fields, "finish": "1", "conclusion": "Alt i orden her."})
    assert "ikke har vurderet endnu" in page.content.decode()
    fields[f"{lines[0].pk}-verdict"] = "wrong"
    fields[f"{lines[0].pk}-remark"] = "Kendte borgeren privat. Talt med medarbejderen."
    assert drawn.post(address, {**fields, "finish": "1", "conclusion": "Én ikke i orden."}).status_code == 302
    check = SampleCheck.objects.get()
    assert check.finished_at is not None
    assert check.conclusion == "Én ikke i orden."
    assert Event.objects.filter(name="audit.look_judged").count() == SAMPLE_SIZE
    assert "Afsluttet" in drawn.get(address).content.decode()
    drawn.post(address, {**fields, f"{lines[1].pk}-verdict": "wrong"})
    assert SampledLook.objects.get(pk=lines[1].pk).verdict == "fine"


def test_the_conclusion_is_asked_for_when_the_check_is_ended_and_not_before(drawn, busy_month):
    address = reverse("access:check", args=[busy_month])
    opened = drawn.get(address).context
    assert not any(form.is_bound for form in [opened["conclusion"], *(row["form"] for row in opened["rows"])])
    assert not drawn.post(address, {"a verdict": "missing"}).context["conclusion"].is_bound
    assert drawn.post(address, {"finish": "1"}).context["conclusion"].errors


def test_verdicts_are_kept_before_the_check_is_ended(drawn, busy_month):
    first, second, *_ = SampledLook.objects.order_by("pk")
    fields = {f"{line.pk}-verdict": line.verdict for line in SampledLook.objects.all()}
    answer = drawn.post(reverse("access:check", args=[busy_month]), {**fields, f"{first.pk}-verdict": "asked"})
    assert (answer.status_code, answer.url) == (302, reverse("access:check", args=[busy_month]))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.verdict, second.verdict) == ("asked", "waiting")
    assert SampleCheck.objects.get().finished_at is None


def test_a_look_on_a_basis_that_no_room_has_words_for_shows_its_key(drawn, busy_month):
    with as_owner():
        Look.objects.filter(pk=SampledLook.objects.order_by("pk")[0].look_id).update(basis="from_before")
    rows = drawn.get(reverse("access:check", args=[busy_month])).context["rows"]
    assert {str(row["basis"]) for row in rows} == {"sag i eget team", "from_before"}


def test_only_the_leader_checks_and_only_their_own(client_of, coordinator, drawn, busy_month, other_team):
    from conftest import member
    from hjemvej.platform.access.roles import Role

    assert client_of(coordinator).get(reverse("access:checks")).status_code == 404
    other_leader = member("Leo Nabo Leder", Role.LEADER, other_team)
    browser = client_of(other_leader)
    assert browser.get(reverse("access:checks")).status_code == 200
    assert browser.get(reverse("access:check", args=[busy_month])).status_code == 404


def test_a_month_that_is_not_over_is_not_drawn(client_of, leader, busy_month):
    browser, this_month = client_of(leader), timezone.localdate().strftime("%Y-%m")
    shown = browser.get(reverse("access:checks")).content.decode()
    assert f'value="{busy_month}"' in shown
    assert f'value="{this_month}"' not in shown
    said = browser.post(reverse("access:draw_sample"), {"month": this_month}, follow=True)
    assert "ikke forbi endnu" in said.content.decode()
    assert not SampleCheck.objects.exists()


def test_a_month_without_looks_says_so(client_of, leader):
    month = (datetime.date(2020, 1, 1)).strftime("%Y-%m")
    page = client_of(leader).post(reverse("access:draw_sample"), {"month": month}, follow=True)
    assert "Ingen så en borgers sag den måned" in page.content.decode()


@pytest.mark.parametrize("month", ["nej", "2026-13", "2026"])
def test_nonsense_for_a_month_is_not_found(client_of, leader, month):
    assert client_of(leader).get(reverse("access:check", args=[month])).status_code == 404
