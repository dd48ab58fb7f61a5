"""Does a round say where to go first, and is nothing kept of who says no?"""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from conftest import member
from hjemvej.efforts.outreach import actions, brings, queries
from hjemvej.efforts.outreach.models import Meeting, Place, Promise, Round
from hjemvej.ground.situations.models import StreetObservation
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Change, Event, Listed, Look

pytestmark = pytest.mark.django_db
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


def form_at(at, **more):
    here = localtime(at)
    return {"day": f"{here:%d/%m/%Y}", "clock": f"{here:%H.%M}", **more}


def test_the_round_says_danger_first_then_promises_then_who_was_not_met(
    page, homeless, meet, karen, at, today, park, django_assert_max_num_queries
):
    ib, bo, aase, eva = (homeless(name) for name in ("Ib", "Bo", "Aase", "Eva"))
    meet(bo, at - 3 * DAY, promised="tørre strømper", by_on=today)
    meet(ib, at - 2 * DAY, danger="våd og forfrossen", place=park)
    meet(aase, at - 9 * DAY, promised="en tid hos lægen", by_on=today - 2 * DAY)
    meet("Polle", at - HOUR, danger="høj feber")
    with django_assert_max_num_queries(20):
        answer = page.get(reverse("outreach:round"))
    names = [one.name for one in answer.context["found"].first]
    assert [name.split(" ")[0] for name in names] == ["Ib", "Polle", "Aase", "Bo"]
    said = answer.content.decode()
    assert "2 mennesker i fare, og 2 løfter at holde" in said
    outside = [person.pk for person, _words in answer.context["outside"]]
    assert outside[0] == eva.pk, "never met outside comes first"
    listed = set(Listed.objects.filter(page="outreach.round").values_list("person_id", flat=True))
    assert {ib.pk, bo.pk, aase.pk, eva.pk} <= listed, "each name shown is a look"


def test_a_danger_stands_until_the_same_is_met_again_or_is_looked_for_no_longer(ib, meet, karen, at):
    meet(ib, at - 2 * DAY, danger="forfrossen")
    meet("Polle", at - DAY, danger="feber")
    meet("Gamle", at - 20 * DAY, danger="feber")
    with looking_as(karen):
        assert [row.danger for row in queries.in_danger(at, viewer=karen)] == ["forfrossen", "feber"]
    meet(ib, at - HOUR)
    meet("polle", at - HOUR)
    with looking_as(karen):
        assert list(queries.in_danger(at, viewer=karen)) == []


def test_a_meeting_is_written_in_two_taps(page, ib, park, karen, at, today):
    address = reverse("outreach:write_meeting", args=[ib.pk])
    begins = page.get(address)
    assert 'data-offline-queue="Møde på en runde"' in begins.content.decode()
    assert Look.objects.filter(person_id=ib.pk, page="outreach.write_meeting").exists()
    typed = form_at(at, agreed="yes", own_words="Her er stille", place=str(park.pk), promised="kaffe", by_on="i morgen")
    assert page.post(address, typed).url == reverse("outreach:round")
    with looking_as(karen):
        met = Meeting.objects.get()
        assert (met.person_id, met.own_words, met.place_id) == (ib.pk, "Her er stille", park.pk)
        promise = Promise.objects.get()
        assert (promise.person_id, promise.what, promise.by_on) == (ib.pk, "kaffe", today + DAY)
        assert Place.objects.get(pk=park.pk).seen_at == met.happened_at
    assert Event.objects.filter(name="outreach.meeting_written", person_id=ib.pk).count() == 1
    assert Event.objects.filter(name="outreach.promise_made", person_id=ib.pk).count() == 1


def test_who_wants_a_bed_is_sent_on_with_nothing_typed_twice(page, ib, at):
    sent = page.post(reverse("outreach:write_meeting", args=[ib.pk]), form_at(at, agreed="yes", wants_bed="on"))
    assert sent.url == reverse("safe_night:request_place", args=[ib.pk])


def test_a_no_is_a_number_and_nothing_else_is_stored(page, ib, park, at):
    before = Change.objects.filter(person_id=ib.pk).count()
    typed = form_at(
        at, agreed="no", own_words="Skriv ikke det her", place=str(park.pk), promised="kaffe", by_on="vrøvl"
    )
    answer = page.post(reverse("outreach:write_meeting", args=[ib.pk]), typed, follow=True)
    assert "Talt med som et tal. Intet andet er gemt." in answer.content.decode()
    assert (Meeting.objects.count(), Promise.objects.count()) == (0, 0)
    count = StreetObservation.objects.get()
    assert (count.people, count.where, count.signs) == (1, "Parken ved åen", "")
    assert Change.objects.filter(person_id=ib.pk).count() == before
    assert not Change.objects.filter(after__icontains="Skriv ikke").exists()


def test_somebody_is_known_by_what_they_are_called_or_is_a_number(page, park, karen, at):
    address = reverse("outreach:write_meeting_at", args=[park.pk])
    page.post(address, form_at(at, agreed="yes", known_as="Polle", handed_out="sovepose"))
    page.post(address, form_at(at, agreed="yes", people="3"))
    with looking_as(karen):
        assert [(one.known_as, one.person_id) for one in Meeting.objects.all()] == [("Polle", None)]
    assert StreetObservation.objects.get().people == 3
    answer = page.post(address, form_at(at, agreed="yes", own_words="Jeg fryser"))
    assert answer.status_code == 422
    assert "Skriv, hvad personen kalder sig, eller tryk på nej" in answer.content.decode()
    answer = page.post(address, form_at(at, known_as="Polle"))
    assert "Spørg, om du må skrive det, og tryk på ja eller nej." in answer.content.decode()


def test_a_meeting_to_come_is_refused(page, ib, at):
    answer = page.post(reverse("outreach:write_meeting", args=[ib.pk]), form_at(at + 30 * HOUR, agreed="yes"))
    assert "Skriv, hvornår I talte sammen: nu eller før." in answer.content.decode()
    assert Meeting.objects.count() == 0


@pytest.mark.parametrize("outcome", ["kept", "forgotten", "let_go"])
def test_a_promise_is_closed_once(page, ib, meet, karen, at, today, outcome):
    meet(ib, promised="kaffe", by_on=today)
    with looking_as(karen):
        promise = Promise.objects.get()
    address = reverse("outreach:close_promise", args=[promise.pk])
    page.post(address, {"outcome": outcome})
    answer = page.post(address, {"outcome": "kept" if outcome != "kept" else "let_go"}, follow=True)
    assert "skrev kl." in answer.content.decode()
    with looking_as(karen):
        promise.refresh_from_db()
    assert (promise.outcome, promise.closed_by_id) == (outcome, karen.user_id)
    assert Event.objects.filter(name=f"outreach.promise_{outcome}", person_id=ib.pk).count() == 1


def test_a_round_begins_once_and_ends(page, karen, at):
    for _n in range(2):
        page.post(reverse("outreach:begin_round"), {"others": "Jens fra Kirkens Korshær"})
    with looking_as(karen):
        assert (Round.objects.count(), Round.objects.get().others) == (1, "Jens fra Kirkens Korshær")
    assert "Sammen med Jens fra Kirkens Korshær." in page.get(reverse("outreach:round")).content.decode()
    page.post(reverse("outreach:end_round"))
    with looking_as(karen):
        assert Round.objects.get().ended_at is not None
    assert Event.objects.filter(name="outreach.round_ended").count() == 1


def test_a_round_nobody_ended_ends_when_the_next_begins(do, karen, at):
    old = do(actions.begin_round, at=at - 2 * DAY, others="")
    new = do(actions.begin_round, others="")
    with looking_as(karen):
        assert Round.objects.get(pk=old.pk).ended_at == at
        assert queries.own_round(viewer=karen) == new


def test_nobody_there_is_a_visit_and_no_use_of_the_place(page, do, karen, at, today):
    place = do(actions.add_place, at=at - 30 * DAY, name="Havnen", coarseness="part", where="")
    page.post(reverse("outreach:say_nobody_there", args=[place.pk]))
    with looking_as(karen):
        place.refresh_from_db()
    assert (place.visited_at > at - HOUR, place.seen_at, place.used_on < today) == (True, None, True)
    assert "Vi har været der i dag." in page.get(reverse("outreach:round")).content.decode()


def test_a_place_has_its_own_name(page, park):
    typed = {"name": "Parken ved åen", "coarseness": "part"}
    assert "Stedet står der allerede" in page.post(reverse("outreach:add_place"), typed).content.decode()
    assert page.post(reverse("outreach:add_place"), {**typed, "name": "Havnen"}).status_code == 302


def test_another_team_sees_nothing_of_it(client_of, other_team, park, meet, at, today):
    meet("Polle", danger="feber", promised="kaffe", by_on=today, place=park)
    theirs = client_of(member("Anden Prøve", Role.COORDINATOR, other_team))
    said = theirs.get(reverse("outreach:round")).content.decode()
    assert not {"Polle", "Parken", "kaffe"} & set(said.split())
    promise = Promise.objects.get()
    assert theirs.get(reverse("outreach:write_meeting_at", args=[park.pk])).status_code == 404
    assert theirs.post(reverse("outreach:close_promise", args=[promise.pk]), {"outcome": "kept"}).status_code == 404
    assert Promise.objects.get().outcome == ""


def test_promises_are_on_the_day_the_card_and_the_timeline(page, ib, meet, karen, at, today):
    meet(ib, at - 3 * DAY, own_words="Her er stille", promised="kaffe", by_on=today - DAY)
    meet("Polle", at - DAY, promised="en trøje", by_on=today + DAY)
    with looking_as(karen):
        found = list(brings.steps(karen, at))
    assert [(step.title.split(" ")[0], step.kind) for step in found] == [("Ib", "late")]
    said = page.get(reverse("staff:person", args=[ib.pk])).content.decode()
    assert "Lovet til i går: kaffe" in said
    with looking_as(karen):
        (told,) = brings.happened(ib.pk, karen, 5, None)
        assert told.quote == "Her er stille"
        assert brings.columns([ib.pk], on=today, known_on=None, viewer=karen) == {ib.pk: today - 3 * DAY}
