"""Is a contact written in one press, kept as it was, corrected by a new row, and told to nobody else's team?"""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.support.contacting import actions
from hjemvej.efforts.support.models import Contact, Visit
from hjemvej.ground.casework.actions import save_draft
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Look
from hjemvej.platform.ui.when import local, moment_in_words

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def fields_of(answer):
    """What the form begins with, as a browser would send it."""
    form = answer.context["form"]
    found = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [], False)}
    return {name: str(value) if name in ("kind", "place") else value for name, value in found.items()}


def test_a_contact_is_written_with_what_is_filled_in(page, ib, log, karen, at, django_assert_max_num_queries):
    log(ib, at - 50 * HOUR, place="street")
    address = reverse("support:log_contact", args=[ib.pk])
    with django_assert_max_num_queries(20):
        answer = page.get(address)
    begins = fields_of(answer)
    assert (begins["kind"], begins["place"]) == ("met", "street"), "the place of last time"
    assert 'data-offline-queue="Kontakt"' in answer.content.decode()
    answer = page.post(address, {**begins, "about": ["money", "home"], "minutes": "30", "own_words": "Det går bedre"})
    assert answer.status_code == 302
    with looking_as(karen):
        made = Contact.objects.order_by("-happened_at")[0]
        assert (made.kind, made.place, made.minutes, made.about) == ("met", "street", 30, ["money", "home"])
        assert made.worker_id == karen.user_id
        assert made.team_id == karen.team_id
        assert not made.is_planned
        assert timezone.now() - made.happened_at < 2 * HOUR
        assert set(Look.objects.filter(person_id=ib.pk).values_list("page", flat=True)) == {"support.log_contact"}
    with django_assert_max_num_queries(20):
        shown = page.get(reverse("support:contacts", args=[ib.pk])).content.decode()
    assert "Det går bedre" in shown
    assert "Økonomi" in shown
    assert "Sidst mødt" in shown
    wrong = page.post(address, {**begins, "day": "i morgen", "words": "Mødes i morgen"})
    assert wrong.status_code == 422
    assert "Mødes i morgen" in wrong.content.decode(), "nothing is lost"
    assert page.post(address, {"sent": "1"}).status_code == 422


def test_a_contact_is_locked_and_a_wrong_one_is_corrected_by_a_new_row(page, ib, log, do, karen, at):
    made = log(ib, at - HOUR, words="Traf Ole", minutes=25)
    with looking_as(karen):
        for change in ({"words": "Andet"}, {"kind": "attempt"}, {"happened_at": at}):
            with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
                Contact.objects.filter(pk=made.pk).update(**change)
        with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
            Contact.objects.filter(pk=made.pk).delete()
    address = reverse("support:correct_contact", args=[made.pk])
    begins = fields_of(page.get(address))
    assert begins["minutes"] == 25
    assert begins["words"] == "Traf Ole"
    assert page.post(address, {**begins, "words": "Traf Oles søster", "kind": "relative"}).status_code == 302
    with looking_as(karen):
        right = Contact.objects.get(corrected_at=None)
        made.refresh_from_db()
        assert (right.words, right.kind, right.corrects_id) == ("Traf Oles søster", "relative", made.pk)
        assert made.words == "Traf Ole"
        assert made.corrected_at
    said = actions.Said(at - HOUR, "met", "home")
    with pytest.raises(actions.AlreadyCorrected):
        do(actions.correct_contact, contact=made, said=said)


def test_a_visit_is_planned_taken_written_down_and_called_off(page, ib, do, karen, coordinator, viewer_for, at, begin):
    begin(ib)
    planned = {"day": "i morgen", "clock": "14.30", "remember": "Nøglen", "worker": str(coordinator.pk)}
    assert page.post(reverse("support:plan_visit", args=[ib.pk]), planned).status_code == 302
    with looking_as(karen):
        visit = Visit.objects.get()
        assert visit.worker_id == coordinator.pk
        assert visit.support_id
        assert visit.remember == "Nøglen"
    assert "Nøglen" in page.get(reverse("support:contacts", args=[ib.pk])).content.decode()
    page.post(reverse("support:take_visit", args=[visit.pk]), {"worker": str(coordinator.pk)})
    with looking_as(karen):
        visit.refresh_from_db()
        assert visit.worker_id == karen.user_id
    written = page.post(reverse("support:log_visit", args=[visit.pk]), {
        "kind": "no_show", "place": "home", "day": "i dag", "clock": "0.00",
    })  # fmt: skip
    assert written.status_code == 302
    with looking_as(karen):
        made = Contact.objects.get()
        assert made.is_planned
        assert made.visit_id == visit.pk
        assert made.kind == "no_show"
    with pytest.raises(actions.AlreadyWritten, match="skrev besøget ned"):
        do(actions.log_contact, person_id=ib.pk, said=actions.Said(at, "met", "home"), visit_id=visit.pk)
    with pytest.raises(actions.AlreadyWritten):
        do(actions.cancel_visit, visit=visit)
    other = do(actions.plan_visit, person_id=ib.pk, worker_id=karen.user_id, planned_at=at + HOUR)
    page.post(reverse("support:cancel_visit", args=[other.pk]))
    with pytest.raises(actions.VisitIsOver):
        do(actions.log_contact, person_id=ib.pk, said=actions.Said(at, "met", "home"), visit_id=other.pk)
    stranger = uuid.uuid4()
    with pytest.raises(actions.NotAColleague):
        do(actions.plan_visit, person_id=ib.pk, worker_id=stranger, planned_at=at)


def test_a_visit_that_is_over_is_said_until_it_is_written_down(page, ib, do, karen, at, begin, today):
    begin(ib)
    long_ago = do(actions.plan_visit, person_id=ib.pk, worker_id=karen.user_id, planned_at=at - 40 * 24 * HOUR)
    over = do(actions.plan_visit, person_id=ib.pk, worker_id=karen.user_id, planned_at=at - HOUR, minutes=30)
    for name in ("contacts", "course"):
        text = page.get(reverse(f"support:{name}", args=[ib.pk])).content.decode()
        assert f"Besøget {moment_in_words(over.planned_at, at)} er ikke skrevet ned" in text
        assert reverse("support:log_visit", args=[over.pk]) in text
        assert "æste besøg" not in text, "it is none"
    assert reverse("support:log_visit", args=[long_ago.pk]) in page.get(reverse("support:day")).content.decode()
    key = f"support-visit-{over.pk}"
    do(save_draft, key=key, fields={"minutes": ["30", "45"], "words": "Halvt"})
    answer = page.get(reverse("support:log_visit", args=[over.pk]))
    assert answer.status_code == 200
    assert "Halvt" in answer.content.decode()
    assert answer.context["form"].initial["clock"] == local(over.planned_at).time(), "the visit's own time"
    assert f"{moment_in_words(over.planned_at, at).capitalize()} · ret tiden" in answer.content.decode()
    text = page.get(reverse("support:log_contact", args=[ib.pk])).content.decode()
    assert "Halvt" not in text, "a draft of its own"
    do(save_draft, key=f"support-contact-{ib.pk}", fields={"minutes": "30"})
    text = page.get(reverse("support:log_contact", args=[ib.pk])).content.decode()
    assert text.count('value="30"') == 1
    said = {"kind": "met", "place": "home", "day": "1/1-1880", "clock": "10"}
    refused = page.post(reverse("support:log_contact", args=[ib.pk]), said)
    assert "Er årstallet rigtigt" in refused.content.decode()


def test_another_team_sees_nothing_of_it(ib, log, do, karen, at, colleague_in_other_team, client_of):
    made = log(ib)
    visit = do(actions.plan_visit, person_id=ib.pk, worker_id=karen.user_id, planned_at=at)
    theirs = client_of(colleague_in_other_team)
    for name, pk in (("log_contact", ib.pk), ("contacts", ib.pk), ("plan_visit", ib.pk), ("log_visit", visit.pk),
                     ("correct_contact", made.pk), ("course", ib.pk), ("choose_method", ib.pk)):  # fmt: skip
        assert theirs.get(reverse(f"support:{name}", args=[pk])).status_code == 404, name
        assert theirs.get(reverse(f"support:{name}", args=[uuid.uuid4()])).status_code == 404, name
    with pytest.raises(actions.HasNotHappened):
        do(actions.log_contact, person_id=ib.pk, said=actions.Said(at + HOUR, "met", "home"))
