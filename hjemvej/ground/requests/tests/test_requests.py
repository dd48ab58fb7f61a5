"""Is a request answered within the law's limit, with reasons when it is a no, and extended only as the law lets us?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.ground.casework import queries as casework
from hjemvej.ground.casework.models import Task
from hjemvej.ground.law.models import DecisionBasis
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.models import Person
from hjemvej.ground.requests import actions, rules
from hjemvej.ground.requests.models import CitizenRequest
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event, Look

pytestmark = pytest.mark.django_db
D = datetime.date
TODAY, DAY = D(2026, 11, 20), datetime.timedelta(days=1)
KINDS = CitizenRequest.Kind.values
GDPR = ("insight", "erase", "correct", "object")


@pytest.fixture
def bystander(karen, now):
    with looking_as(karen):
        return people.create_person(by=karen, at=now, given_names="Berta", surname="Uberørt")


@pytest.fixture
def asked(karen, testa, now):
    """Give `asked(kind, ...)`: a request of Testa's."""

    def ask(kind="own_case", *, came=TODAY, words="Jeg vil se min sag.", **more):
        if kind == "documents":
            more = {"asked_by": "Avisen i Prøvekøbing", **more}
        with looking_as(karen):
            return actions.receive_request(
                person_id=testa.pk, kind=kind, words=words, how="spoken", received_on=came, by=karen, at=now, **more
            )

    return ask


@pytest.fixture
def act(karen, now):
    """Give `act(action, request, ...)`: do it as Karen."""

    def do(action, request, *, at=now, **more):
        with looking_as(karen):
            return action(request=request, by=karen, at=at, **more)

    return do


def answer(act, request, **changes):
    said = {"outcome": "granted", "answer": "Her er papirerne.", "reached_by": "handed_over", **changes}
    return act(actions.answer_request, request, **said)


def extend(act, request, **changes):
    said = {"because": "Sagen er stor.", "told_on": TODAY, "told_by": "letter", **changes}
    return act(actions.extend_request, request, **said)


# --- the clock ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "came", "due"),
    [
        ("own_case", TODAY, D(2026, 12, 1)),  # seven working days over a weekend
        ("documents", TODAY, D(2026, 12, 1)),
        ("insight", TODAY, D(2026, 12, 18)),  # 20 December is a Sunday: before it
        ("erase", TODAY, D(2026, 12, 18)),
        ("correct", D(2026, 11, 19), D(2026, 12, 18)),  # the 19th is a Saturday
        ("object", D(2026, 11, 18), D(2026, 12, 18)),
    ],
)
def test_a_request_starts_the_laws_clock_of_its_kind(asked, kind, came, due, testa, karen):
    found = asked(kind, came=came)
    task = found.task
    assert (task.due_at.date(), task.clock_started_on, task.law_key) == (due, came, rules.limit_of(kind))
    with looking_as(karen):
        assert [one.pk for one in casework.tasks_of(testa.pk, viewer=karen)] == [task.pk]
    assert Event.objects.get(name="requests.request_received", person_id=testa.pk).details["kind"] == kind


def test_each_kind_has_its_limit_and_its_paragraph_in_the_law():
    for kind in KINDS:
        assert DecisionBasis.objects.get(key=kind, use="request").complaint_text
        assert bool(rules.longer_limit_of(kind)) == (kind in GDPR)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"words": " "}, actions.NothingAsked), ({"came": TODAY + DAY}, actions.RequestInTheFuture)],
)
def test_without_words_and_from_tomorrow_there_is_no_request(asked, changes, refusal):
    with pytest.raises(refusal):
        asked(**changes)
    assert not Task.objects.exists()


# --- longer ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", GDPR)
def test_the_law_gives_two_months_more_once_the_citizen_is_told_why(act, asked, kind):
    found, other = asked(kind), asked(kind)
    longer = extend(act, found)
    assert (longer.extended_until_on, longer.told_on, longer.told_by) == (D(2027, 2, 19), TODAY, "letter")
    task = Task.objects.get(pk=found.task_id)
    assert (task.due_at.date(), task.law_key) == (D(2027, 2, 19), rules.longer_limit_of(kind))
    assert Event.objects.get(name="casework.task_postponed").why == "Sagen er stor."
    with pytest.raises(actions.CannotBeExtended, match="allerede forlænget"):
        extend(act, found)
    assert Task.objects.get(pk=other.task_id).due_at.date() == D(2026, 12, 18)


def test_documents_take_longer_until_a_day_of_our_own_that_is_told(act, asked):
    found = asked("own_case")
    for until in (None, D(2026, 12, 1)):
        with pytest.raises(actions.CannotBeExtended) as refused:
            extend(act, found, until_on=until)
        assert refused.value.field_name == "until_on"
    assert extend(act, found, until_on=D(2026, 12, 4)).extended_until_on == D(2026, 12, 4)
    task = Task.objects.get(pk=found.task_id)
    assert (task.due_at.date(), task.law_key) == (D(2026, 12, 4), "access_to_own_case")


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"because": " "}, actions.WithoutAnswer, "because"),
        ({"told_on": TODAY + DAY}, actions.CannotBeExtended, "told_on"),
        ({"told_on": TODAY - DAY}, actions.CannotBeExtended, "told_on"),
    ],
)
def test_without_a_reason_or_on_a_day_that_cannot_be_nothing_is_extended(act, asked, changes, refusal, field):
    with pytest.raises(refusal) as refused:
        extend(act, asked("insight"), **changes)
    assert refused.value.field_name == field


def test_a_citizen_who_is_told_on_the_last_day_waits_and_one_told_later_does_not(act, asked, now):
    came, last = D(2026, 10, 19), D(2026, 11, 19)
    on_time = extend(act, asked("insight", came=came), told_on=last)
    assert on_time.extended_until_on == D(2027, 1, 19)
    with pytest.raises(actions.CannotBeExtended, match=r"senest 19\. november 2026"):
        extend(act, asked("insight", came=came), told_on=TODAY)


def test_documents_are_put_off_no_longer_than_the_rule_says(act, asked):
    at_most = D(2027, 1, 22)
    with pytest.raises(actions.CannotBeExtended, match="svar senest") as refused:
        extend(act, asked(), until_on=at_most + 30 * DAY)
    assert refused.value.field_name == "until_on"
    assert extend(act, asked(), until_on=at_most - 7 * DAY).extended_until_on == at_most - 7 * DAY


def test_documents_are_asked_for_by_somebody_who_gets_the_answer(page, act, asked, testa):
    with pytest.raises(actions.NobodyAsks) as refused:
        asked("documents", asked_by=" ")
    assert refused.value.field_name == "asked_by"
    found = answer(act, asked("documents", asked_by="Dagbladet"))
    assert "Til Dagbladet" in page.get(reverse("requests:letter", args=[found.pk])).content.decode()


# --- the answer -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_ends_the_clock_and_a_no_has_reasons_paragraph_and_guidance(act, asked, kind):
    yes, no = asked(kind), asked(kind)
    answered = answer(act, yes)
    assert (answered.outcome, answered.closed_at is not None, answered.reached_by) == ("granted", True, "handed_over")
    assert Task.objects.get(pk=yes.task_id).outcome == "Ja, det hele"
    for outcome in ("refused", "partly"):
        with pytest.raises(actions.WithoutAnswer) as refused:
            answer(act, no, outcome=outcome)
        assert refused.value.field_name == "reasons"
    refusal = answer(act, no, outcome="refused", reasons="Vi har pligt til at gemme det.")
    assert refusal.paragraph.startswith(DecisionBasis.objects.get(key=kind).paragraph)
    assert ("Datatilsynet" in refusal.complaint_text) == (kind in GDPR)
    assert "{limit}" not in refusal.complaint_text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"answer": " "}, "answer"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "withdrawn"}, "outcome"),
        ({"reached_by": ""}, "reached_by"),
        ({"reached_by": "brevdue"}, "reached_by"),
    ],
)
def test_half_an_answer_is_refused_in_words(act, asked, changes, field):
    found = asked()
    with pytest.raises(actions.WithoutAnswer) as refused:
        answer(act, found, **changes)
    assert refused.value.field_name == field
    found.refresh_from_db()
    assert (found.closed_at, found.outcome) == (None, "")


def test_without_a_paragraph_in_the_law_nobody_is_told_no(act, asked):
    found = asked("erase")
    DecisionBasis.objects.filter(key="erase").update(valid_to=TODAY)
    with pytest.raises(actions.WithoutAnswer, match="ingen paragraf"):
        answer(act, found, outcome="refused", reasons="Pligt.")
    assert answer(act, found).outcome == "granted"


def test_what_is_answered_or_withdrawn_takes_no_further_step(act, asked):
    with pytest.raises(actions.NothingAsked):
        act(actions.withdraw_request, asked(), words=" ")
    done = answer(act, asked("insight")), act(actions.withdraw_request, asked("insight"), words="Nej alligevel")
    for found in done:
        for step in (
            lambda one=found: answer(act, one),
            lambda one=found: extend(act, one),
            lambda one=found: act(actions.withdraw_request, one, words="Nej"),
        ):
            with pytest.raises(actions.AlreadyAnswered):
                step()
    assert [found.outcome for found in done] == ["granted", "withdrawn"]


def test_whoever_was_promised_it_is_erased_once_the_case_is_over(
    page, act, asked, bystander, testa, karen, now, settings, tmp_path
):
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path / "archive"), str(tmp_path / "erased")
    found = answer(act, asked("erase"), answer="Ja.")
    letter = page.get(reverse("requests:letter", args=[found.pk])).content.decode()
    assert "Vi sletter det, når din sag er slut, tidligst 4. december 2026" in letter
    shown = page.get(reverse("requests:request", args=[found.pk])).content.decode()
    assert "tidligst 4. december 2026" in shown
    open_task = Task.objects.create(
        person=testa, organisation_id=karen.team_id, kind="own", title="Ring", due_at=now, created_at=now
    )
    shown = page.get(reverse("requests:request", args=[found.pk])).content.decode()
    assert "Sagen holdes åben: en opgave eller en frist er åben." in shown

    def kept(days):
        actions.keep_promises(by=system("test"), at=now + days * DAY)
        return Person.objects.filter(pk=testa.pk).exists()

    assert kept(13)
    assert kept(14), "something is open"
    Task.objects.filter(pk=open_task.pk).update(done_at=now)
    assert kept(13)
    assert not kept(14)
    assert Person.objects.filter(pk=bystander.pk).exists()
    assert not kept(15)


@pytest.mark.parametrize(("kind", "outcome"), [("erase", "refused"), ("erase", "partly"), ("correct", "granted")])
def test_nobody_is_erased_without_a_yes_to_all_of_it(act, asked, testa, now, kind, outcome):
    answer(act, asked(kind), outcome=outcome, reasons="Pligt.")
    assert actions.keep_promises(by=system("test"), at=now + 400 * DAY) == 0
    assert Person.objects.filter(pk=testa.pk).exists()


def test_the_citizens_words_are_not_our_answer(page, act, asked):
    found = act(actions.withdraw_request, asked(), words="Jeg gider ikke alligevel")
    letter = page.get(reverse("requests:letter", args=[found.pk])).content.decode()
    assert "Vores svar" not in letter
    assert "Jeg gider ikke alligevel" not in letter
    shown = page.get(reverse("requests:request", args=[found.pk])).content.decode()
    assert "Trukket tilbage 20. november 2026" in shown
    assert reverse("requests:letter", args=[found.pk]) not in shown


def test_requests_follow_their_citizen_when_two_records_become_one(clock_stands, karen, asked, bystander, testa, now):
    found = asked()
    with looking_as(karen):
        merge_people(keep=bystander, merge=testa, by=karen, at=now)
    found.refresh_from_db()
    assert (found.person_id, Task.objects.get(pk=found.task_id).person_id) == (bystander.pk, bystander.pk)


# --- pages ----------------------------------------------------------------------------------------------------------

NEW = {"kind": "insight", "words": "Hvad står der om mig?", "how": "spoken", "received_on": "i dag"}


def test_a_request_is_written_down_on_the_page_and_stands_on_the_day_and_with_the_citizen(page, testa, bystander):
    new = reverse("requests:receive_request", args=[testa.pk])
    refused = page.post(new, {**NEW, "received_on": "engang"})
    assert refused.status_code == 422
    assert "Hvad står der om mig?" in refused.content.decode()
    shown = page.post(new, NEW, follow=True).content.decode()
    assert "Svar senest 18. december 2026" in shown
    assert "”Hvad står der om mig?”" in shown
    assert reverse("staff:own_data", args=[testa.pk]) in shown
    found = CitizenRequest.objects.get()
    by_task = reverse("requests:request_of_task", args=[found.task_id])
    assert by_task in page.get(reverse("staff:person", args=[testa.pk])).content.decode()
    assert by_task not in page.get(reverse("staff:person", args=[bystander.pk])).content.decode()
    assert "Hvad står der om mig?" in page.get(by_task).content.decode()
    assert page.get(reverse("casework:task", args=[found.task_id]))["Location"] == by_task
    Task.objects.update(due_at=found.written_at + DAY)
    assert by_task in page.get(reverse("staff:today")).content.decode()


def test_each_step_is_taken_on_the_page_and_nothing_typed_is_lost(page, asked):
    first, second, third = asked("erase"), asked("own_case"), asked()
    where = lambda name, one: reverse(f"requests:{name}", args=[one.pk])  # noqa: E731
    said = {"outcome": "refused", "answer": "Det bliver stående.", "reached_by": "letter"}
    refused = page.post(where("answer_request", first), said)
    assert refused.status_code == 422
    assert "Det bliver stående." in refused.content.decode()
    page.post(where("answer_request", first), {**said, "reasons": "Vi har pligt til at gemme det."})
    letter = page.get(where("letter", first)).content.decode()
    for words in ("Svar: Nej", "Det bliver stående.", "Vi har pligt til at gemme det.", "Datatilsynet", "GDPR art. 17"):
        assert words in letter
    told = {"because": "Sagen er stor", "told_on": "i dag", "told_by": "oral"}
    assert page.post(where("extend_request", second), told).status_code == 422, "which day does the answer come?"
    longer = page.post(where("extend_request", second), {**told, "until_on": "4/12"}, follow=True)
    assert "Svar senest 4. december 2026" in longer.content.decode()
    assert page.post(where("withdraw_request", third), {"words": ""}).status_code == 422
    page.post(where("withdraw_request", third), {"words": "Nej alligevel"})
    found = dict(CitizenRequest.objects.values_list("pk", "outcome"))
    assert found == {first.pk: "refused", second.pk: "", third.pk: "withdrawn"}


def test_what_waits_is_listed_first_and_the_pages_ask_little(page, testa, asked, act, django_assert_max_num_queries):
    answer(act, asked("erase"))
    waits = asked("insight", came=TODAY - 5 * DAY)
    with django_assert_max_num_queries(20):
        listed = page.get(reverse("requests:requests", args=[testa.pk]))
    assert "Én anmodning venter på svar" in listed.content.decode()
    assert listed.context["rows"][0].request.pk == waits.pk
    with django_assert_max_num_queries(20):
        page.get(reverse("requests:request", args=[waits.pk]))
    assert Look.objects.filter(page="requests.request", person_id=testa.pk).exists()


def test_what_is_late_stands_first_and_the_page_says_that_the_limit_is_over(page, testa, asked):
    in_time, late = asked(), asked(came=TODAY - 60 * DAY)
    rows = page.get(reverse("requests:requests", args=[testa.pk])).context["rows"]
    assert [row.request.pk for row in rows] == [late.pk, in_time.pk]
    heading = {one: page.get(reverse("requests:request", args=[one.pk])).content.decode() for one in (in_time, late)}
    assert "Svar nu: fristen var" in heading[late]
    assert "Svar senest" in heading[in_time]


@pytest.mark.parametrize("visitor", ["colleague_in_other_team", "shelter_worker", "volunteer"])
def test_who_does_not_need_to_know_meets_404(client_of, request, clock_stands, asked, testa, visitor):
    found = asked()
    browser = client_of(request.getfixturevalue(visitor))
    for address in (
        reverse("requests:request", args=[found.pk]),
        reverse("requests:letter", args=[found.pk]),
        reverse("requests:requests", args=[testa.pk]),
        reverse("requests:request_of_task", args=[found.task_id]),
    ):
        assert browser.get(address).status_code == 404


def test_an_udfoerer_writes_a_request_down_and_answers_none(client_of, support_worker, clock_stands, asked, testa):
    bo, found = client_of(support_worker), asked()
    assert bo.post(reverse("requests:receive_request", args=[testa.pk]), NEW).status_code == 302
    shown = bo.get(reverse("requests:request", args=[found.pk])).content.decode()
    assert "Svaret er givet" not in shown
    for name in ("answer_request", "extend_request", "withdraw_request"):
        assert bo.post(reverse(f"requests:{name}", args=[found.pk]), {"words": "x"}).status_code == 404
    found.refresh_from_db()
    assert found.closed_at is None
