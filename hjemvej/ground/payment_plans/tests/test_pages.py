"""Can a worker make a plan, look at it first, write what was paid, and give it on paper; and is nothing typed lost?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.ground.casework.models import Draft
from hjemvej.ground.consents import actions as consents
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.payment_plans import actions
from hjemvej.ground.payment_plans.models import PaymentPlan, Report
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Look

from .conftest import TODAY

pytestmark = pytest.mark.django_db
TYPED = {
    "landlord_name": "Udlejer Opdigtet", "debt": "4.000", "debt_on": "i dag", "a_month": "1.500,00",
    "first_on": "1. januar 2027", "rent": "4.200", "is_rent_beside": "yes", "made_by": "agreement",
    "agreed_on": "i går", "citizen_agreed": "on", "landlord_agreed_by": "Lone", "if_missed": "Lone ringer først.",
}  # fmt: skip


def address(name, *args):
    return reverse(f"payment_plans:{name}", args=args)


def text(response):
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_plan_is_looked_at_before_anybody_has_said_yes_and_nothing_is_written(page, testa):
    asked = {name: TYPED[name] for name in ("debt", "a_month", "first_on", "rent")}
    response = page.post(address("make_payment_plan", testa.pk), {**asked, "look": "1"})
    assert response.status_code == 200
    shown = text(response)
    assert "1.500 kr. senest 4. januar 2027 (1. januar 2027 er en fridag)" in shown
    assert "1.000 kr. senest 1. marts 2027" in shown
    assert "Skriv borgerens økonomi" in shown
    assert 'value="4.000"' in shown
    assert not PaymentPlan.objects.filter(person=testa).exists()


def test_a_plan_is_made_and_its_page_begins_with_the_answer(page, testa):
    response = page.post(address("make_payment_plan", testa.pk), TYPED)
    made = PaymentPlan.objects.get(person=testa)
    assert response.url == address("plan", made.pk)
    shown = text(page.get(response.url))
    assert "Løber. 0 af 3 afdrag betalt. Næste: 1.500 kr. den 4. januar." in shown
    assert "4.000 kr. tilbage af 4.000 kr." in shown
    assert Look.objects.filter(person_id=testa.pk, page="payment_plans.plan").exists()
    assert "Én afdragsordning lever" in text(page.get(address("plans", testa.pk)))


def test_a_debt_with_too_many_digits_is_one_fault_told_once(page, testa):
    response = page.post(address("make_payment_plan", testa.pk), {**TYPED, "debt": "9999999999999"})
    assert response.context["form"].errors == {"debt": ["Beløbet er for stort. Er der et nul for meget?"]}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"agreed_on": "1/1/1880"}, "Dagen ligger for langt tilbage. Er året rigtigt?"),
        ({"a_month": ""}, "hvor meget om måneden og fra hvilken dag"),
        ({"a_month": "10"}, "flere end 120 afdrag"),
        ({"first_on": "", "a_month": "", "instalments": "1/2-27: 2.000\n1/3-27 2.000"}, "Linje 2: skriv dagen"),
        ({"first_on": "", "a_month": "", "instalments": "1/2-27: 2.000\n31/2-27: 2.000"}, "Linje 2:"),
        ({"first_on": "", "a_month": "", "instalments": "1/2-27: mange"}, "Linje 1:"),
        ({"first_on": "", "a_month": "", "instalments": "1/2-27: 2.000"}, "tilsammen 2.000 kr. mindre end gælden"),
        ({"instalments": "1/2-27: 4.000"}, "enten et beløb om måneden"),
        ({"debt": "-1"}, "Skriv et beløb over 0 kr."),
        ({"citizen_agreed": ""}, "uden borgerens ja er ingen aftale"),
        ({"landlord_name": ""}, "Vælg udlejeren"),
        ({"if_missed": ""}, "hvis et afdrag ikke bliver betalt"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(page, testa, changes, says):
    response = page.post(address("make_payment_plan", testa.pk), {**TYPED, **changes})
    assert response.status_code == 422
    shown = text(response)
    assert says in shown
    assert all(str(value) in shown for name, value in {**TYPED, **changes}.items() if name in ("rent", "agreed_on"))
    assert not PaymentPlan.objects.filter(person=testa).exists()


def test_instalments_may_be_typed_one_by_one(page, testa):
    lines = "1. februar 2027: 2.500\n\n1/3-27 ; 1.000\n2/4-2027: 500 kr."
    page.post(address("make_payment_plan", testa.pk), {**TYPED, "a_month": "", "first_on": "", "instalments": lines})
    made = PaymentPlan.objects.get(person=testa)
    assert list(made.instalments.order_by("number").values_list("amount", flat=True)) == [2500, 1000, 500]


def test_a_draft_is_there_again_and_goes_when_the_plan_is_written(page, testa, coordinator):
    key = f"payment-plan-{testa.pk}"
    Draft.objects.create(user=coordinator, key=key, fields={"debt": "4.000"}, saved_at="2026-11-20T08:00Z")
    assert 'value="4.000"' in text(page.get(address("make_payment_plan", testa.pk)))
    page.post(address("make_payment_plan", testa.pk), TYPED)
    assert not Draft.objects.filter(key=key).exists()


def test_what_was_paid_is_written_on_the_plans_page(page, make):
    made = make()
    said = {"number": "1", "what": "all", "paid_on": "i dag", "said_by": "benefits"}
    page.post(address("report_instalment", made.pk), said)
    assert Report.objects.get(instalment__plan=made).kroner == 1500
    assert "1 af 8 afdrag betalt" in text(page.get(address("plan", made.pk)))
    response = page.post(
        address("report_instalment", made.pk), {**said, "number": "2", "what": "some", "kroner": "9999"}
    )
    assert response.status_code == 422
    assert "Der mangler 1.500 kr. på det afdrag" in text(response)
    assert 'value="9999"' in text(response)
    response = page.post(address("report_instalment", made.pk), {"number": "2", "what": "some", "said_by": "citizen"})
    assert "Skriv, hvor meget der blev betalt" in text(response)
    assert "Skriv den dag" in text(response)
    more = {**said, "number": "2", "what": "some", "kroner": "2000", "is_more": "on"}
    page.post(address("report_instalment", made.pk), more)
    assert "2 af 8 afdrag betalt" in text(page.get(address("plan", made.pk)))


def test_a_mistake_is_taken_back_by_a_press(page, make):
    made = make()
    page.post(
        address("report_instalment", made.pk),
        {"number": "1", "what": "all", "paid_on": "i dag", "said_by": "citizen"},
    )
    report = Report.objects.get(instalment__plan=made)
    page.post(address("take_back", made.pk), {"report": str(report.pk)})
    shown = text(page.get(address("plan", made.pk)))
    assert "0 af 8 afdrag betalt" in shown
    assert "taget tilbage" in shown
    for nonsense in ("", "x", str(2**70), str(report.pk)):
        assert page.post(address("take_back", made.pk), {"report": nonsense}).url == address("plan", made.pk)


def test_a_plan_is_changed_and_ended_on_its_pages(page, make):
    made = make()
    assert "Aftal" in text(page.get(address("change_plan", made.pk)))
    changes = {**TYPED, "debt": "12.000", "why": "For meget om måneden"}
    page.post(address("change_plan", made.pk), changes)
    newer = PaymentPlan.objects.get(replaces=made)
    assert "Afløst af en ny aftale" in text(page.get(address("plan", made.pk)))
    assert page.get(address("change_plan", made.pk)).url == address("plan", made.pk)
    response = page.post(address("end_plan", newer.pk), {"state": "broken", "why": "Intet betalt"})
    assert response.status_code == 422
    assert "Ingen har sagt, at et afdrag mangler" in text(response)
    page.post(address("end_plan", newer.pk), {"state": "cancelled", "why": "Borgeren flytter"})
    assert "Ophævet. 0 af 8 afdrag betalt." in text(page.get(address("plan", newer.pk)))


def test_the_citizen_gets_a_letter_and_the_landlord_a_copy_only_by_a_consent(page, make, karen, testa, now):
    made = make()
    letter = page.post(address("write_plan_letter", made.pk))
    assert letter.url == reverse("correspondence:letter", args=[Letter.objects.get(person=testa).pk])
    assert page.get(address("landlords_copy", made.pk)).url == address("plan", made.pk)
    said = consents.Said(
        to_organisation_id=None, to_name="Udlejer Opdigtet", topics=["economy"], details="", purpose="afdrag",
        how="own_words", words="Ja", from_on=TODAY, last_on=TODAY + datetime.timedelta(days=30),
    )  # fmt: skip
    with looking_as(karen):
        consent = consents.give_consent(person_id=testa.pk, said=said, by=karen, at=now)
    page.post(address("give_landlord", made.pk), {"consent": str(consent.pk)})
    copy = page.get(address("landlords_copy", made.pk))
    assert (copy["Content-Type"], copy.content[:5]) == ("application/pdf", b"%PDF-")
    with looking_as(karen):
        consents.withdraw_consent(consent=consent, by=karen, at=now)
    assert page.get(address("landlords_copy", made.pk)).url == address("plan", made.pk)


def test_of_a_protected_citizen_no_copy_is_offered(page, make, testa):
    made = make()
    Person.objects.filter(pk=testa.pk).update(protection="address")
    assert "må ikke stå på et papir til udlejeren" in text(page.get(address("plan", made.pk)))


def test_the_day_shows_the_question_and_the_person_page_the_plan(page, make, act, clock_stands):
    made = make()
    page.get("/")
    history = text(page.get(reverse("staff:history", args=[made.person_id])))
    assert "Udlejer Opdigtet" in history
    assert "Løber. 0 af 8 afdrag betalt." in history


def test_a_colleague_who_was_first_is_told(page, make, act):
    made = make()
    act(actions.end_plan, made, state="cancelled", why="Flyttet")
    response = page.post(
        address("report_instalment", made.pk),
        {"number": "1", "what": "all", "paid_on": "i dag", "said_by": "citizen"},
    )
    assert response.url == address("plan", made.pk)
    assert "En kollega har allerede skrevet, at aftalen er slut: Ophævet." in text(page.get(response.url))


@pytest.mark.parametrize("plans", [1, 6])
def test_the_list_asks_as_often_for_many_as_for_one(page, make, testa, plans, django_assert_max_num_queries):
    for number in range(plans):
        make(landlord_name=f"Udlejer {number}")
    page.get(address("plans", testa.pk))
    with django_assert_max_num_queries(12):
        page.get(address("plans", testa.pk))
