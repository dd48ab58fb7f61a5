"""Is an economy written in one go, kept with its history, answered in the heading, and closed to others?"""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from hjemvej.ground.economy import actions, queries
from hjemvej.ground.economy.models import Sheet, SheetLine
from hjemvej.ground.economy.rules import Item, Kind
from hjemvej.ground.law.actions import change_provision
from hjemvej.ground.law.models import Provision
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event, Look

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)
NBSP = "\N{NO-BREAK SPACE}"
TYPED = {
    "income_1": "cash_raised", "amount_1": "9.500", "tax_1": "paid_out", "out_electricity": "250",
    "out_phone": "150 kr.", "out_public_debt": "400", "said_by": "citizen", "said_on": "i dag",
    "words": "Bare der er til mad.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _that_afternoon(clock_stands):
    """The pages tell of that afternoon."""


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def testa(karen, now):
    with looking_as(karen):
        return people.create_person(by=karen, at=now, given_names="Testa", surname="Prøvesen")


@pytest.fixture
def browser(coordinator, client_of):
    return client_of(coordinator)


def page_of(person) -> str:
    return reverse("economy:economy", args=[person.pk])


def form_of(person) -> str:
    return reverse("economy:write_sheet", args=[person.pk])


@pytest.fixture
def told(karen, testa, now):
    """Give `told(...)`: a sheet of Testa's as Karen wrote it down."""

    def tell(*items: Item, **said) -> Sheet:
        whole = actions.Said(**{"said_on": TODAY, "said_by": "citizen", "items": items, **said})
        with looking_as(karen):
            return actions.write_sheet(person_id=testa.pk, said=whole, by=karen, at=now)

    return tell


# --- writing --------------------------------------------------------------------------------------------------------


def test_an_economy_is_written_and_the_heading_is_the_answer(browser, testa, now):
    answer = browser.post(form_of(testa), TYPED, follow=True)
    said = answer.content.decode().replace(NBSP, " ")
    assert "kan nok betale op til 5.406 kr. om måneden" in said
    sheet = Sheet.objects.get(person=testa)
    assert (sheet.said_on, sheet.said_by, sheet.words) == (TODAY, "citizen", "Bare der er til mad.")
    lines = list(SheetLine.objects.filter(sheet=sheet).order_by("place").values_list("kind", "amount", "is_before_tax"))
    assert lines == [
        ("cash_raised", Decimal(9500), False), ("electricity", Decimal(250), False), ("phone", Decimal(150), False),
        ("public_debt", Decimal(400), False),
    ]  # fmt: skip
    event = Event.objects.get(name="economy.sheet_written")
    assert (event.person_id, event.details) == (testa.pk, {"sheet": str(sheet.pk)})
    assert "9500" not in str(event.details)


def test_an_income_without_an_amount_goes_by_the_years_rate(browser, testa):
    page = browser.get(form_of(testa)).content.decode()
    assert "Folkepension, enlig: 16.273 kr. før skat" in page
    assert 'value="cash_raised">Kontanthjælp, forhøjet sats<' in page, "it has no rate for 2026"
    browser.post(form_of(testa), {**TYPED, "income_1": "pension_single", "amount_1": ""})
    assert SheetLine.objects.get(kind="pension_single").amount is None


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"income_1": "wage", "amount_1": ""}, "amount_1", "Skriv beløbet."),
        ({"income_1": "cash_children", "amount_1": ""}, "amount_1", "Satsen for 2026 kender vi ikke"),
        ({"income_1": ""}, "income_1", "Vælg, hvad beløbet er."),
        ({"income_1": "", "amount_1": ""}, "income_1", "Vælg mindst én indkomst"),
        ({"income_1": "no_income"}, "amount_1", "Her skal ikke stå et beløb"),
        ({"income_1": "partner", "tax_1": "before_tax"}, "tax_1", "Skriv det, partneren får udbetalt."),
        ({"out_phone": "mange"}, "out_phone", "Skriv det med tal, f.eks. 1.234,50."),
        ({"out_phone": "-1"}, "out_phone", ""),
        ({"amount_1": "95000000"}, "amount_1", ""),
        ({"said_by": ""}, "said_by", "Vælg, hvem der har fortalt det."),
        ({"said_by": "other"}, "said_by_name", "Skriv, hvem det er."),
        ({"said_by_name": "Lone"}, "said_by_name", "Vælg ”En anden” ovenfor"),
        ({"said_on": "21/11-26"}, "said_on", "Dagen ligger i fremtiden"),
        ({"said_on": "i overmorgen-ish"}, "said_on", ""),
    ],
)
def test_what_is_mistyped_is_said_at_its_field_and_nothing_is_lost(browser, testa, changed, field, words):
    answer = browser.post(form_of(testa), {**TYPED, **changed})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert words in form.errors[field][0]
    assert "Bare der er til mad." in answer.content.decode()
    assert not Sheet.objects.exists()


def test_only_the_kind_of_a_low_benefit_gives_the_usual_ceiling(browser, testa):
    said = browser.post(form_of(testa), {**TYPED, "amount_1": ""}, follow=True).content.decode()
    assert "kan nok betale op til 3.500 kr. om måneden" in said
    assert "Satsen for 2026 mangler. Skriv det beløb, borgeren får." in said


def test_a_highest_rent_that_somebody_told_is_enough(browser, testa):
    typed = {"rent_told": "4250", "said_by": "other", "said_by_name": "Gældsrådgiveren", "said_on": "i går"}
    said = browser.post(form_of(testa), typed, follow=True).content.decode()
    assert "kan betale op til 4.250 kr. om måneden" in said
    assert "Gældsrådgiveren, 19. november 2026" in said


# --- history --------------------------------------------------------------------------------------------------------


def test_a_new_sheet_replaces_and_begins_with_the_one_before(browser, testa, told):
    first = told(
        Item(Kind.WAGE, Decimal(9000)), Item(Kind.PHONE, Decimal("99.50")), said_on=TODAY - datetime.timedelta(40)
    )
    form = browser.get(form_of(testa)).context["form"]
    assert (form["income_1"].value(), form["amount_1"].value(), form["out_phone"].value()) == (
        "wage",
        9000,
        Decimal("99.50"),
    )
    assert form["said_by"].value() is None, "who tells it now is asked anew"
    browser.post(form_of(testa), TYPED)
    page = browser.get(page_of(testa)).content.decode()
    assert page.index("20. november 2026</a>") < page.index("11. oktober 2026</a>")
    old = browser.get(reverse("economy:sheet", args=[first.pk])).content.decode()
    assert "som det blev fortalt 11. oktober 2026" in old
    assert "Regnet med satserne for 11. oktober 2026 og med husstanden, som den er nu." in old
    assert f"9.000{NBSP}kr." in old
    assert Sheet.objects.count() == 2


def test_the_sheet_told_last_counts_also_when_an_older_is_written_later(karen, testa, told):
    told(Item(Kind.WAGE, Decimal(9000)), support_told=Decimal(0))
    told(Item(Kind.WAGE, Decimal(20000)), support_told=Decimal(0), said_on=TODAY - datetime.timedelta(9))
    with looking_as(karen):
        assert queries.rent_limits([testa.pk], viewer=karen, on=TODAY)[testa.pk].kroner == 5000


def test_an_economy_of_half_a_year_ago_is_said_to_be_old(browser, testa, told):
    told(Item(Kind.WAGE, Decimal(9000)), support_told=Decimal(0), said_on=datetime.date(2026, 5, 19))
    assert "Tallene er gamle" in browser.get(page_of(testa)).content.decode()


# --- what if, and the law -------------------------------------------------------------------------------------------


def test_another_rent_and_income_stand_beside_and_write_nothing(browser, testa, told):
    told(Item(Kind.WAGE, Decimal(9000)), Item(Kind.PHONE, Decimal(100)), support_told=Decimal(0))
    answer = browser.post(page_of(testa), {"rent": "4.000", "income": "10.000"})
    said = answer.content.decode().replace(NBSP, " ")
    assert answer.status_code == 200
    assert "Så kan borgeren betale op til 5.900 kr. om måneden." in said
    assert "Ved en husleje på 4.000 kr. er der 5.900 kr. tilbage at leve for." in said
    assert Sheet.objects.count() == 1
    wrong = browser.post(page_of(testa), {"rent": "billig", "income": ""})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["rent"])
    nothing = browser.post(page_of(testa), {"rent": "", "income": ""})
    assert "Skriv en husleje eller en indkomst." in nothing.content.decode()


def test_a_rate_that_the_leader_writes_counts_at_once_and_ends_with_its_year(karen, testa, told, now):
    told(Item(Kind.CASH_RAISED, None), support_told=Decimal(0))
    for year, value in ((2026, 13000), (2027, 13400)):
        change_provision(
            key="income_cash_raised", valid_from=datetime.date(year, 1, 1), value=Decimal(value), paragraph="LAS § 22",
            text="Læst", certainty="B", source="bm.dk", by=system("test"), at=now,
        )  # fmt: skip
    spans = Provision.objects.filter(key="income_cash_raised", valid_from__year__gte=2026).order_by("valid_from")
    assert list(spans.values_list("valid_from", "valid_to")) == [
        (datetime.date(2026, 1, 1), datetime.date(2027, 1, 1)), (datetime.date(2027, 1, 1), datetime.date(2028, 1, 1)),
    ]  # fmt: skip
    with looking_as(karen):
        found = queries.rent_limits([testa.pk], viewer=karen, on=TODAY)[testa.pk]
    assert found.basis == "worked_out"
    assert not found.is_sure, "the tax is an estimate"


# --- many, and who may ----------------------------------------------------------------------------------------------


def test_many_people_are_one_question_beside_the_law(karen, told, now, django_assert_num_queries):
    with looking_as(karen):
        ids = [people.create_person(by=karen, at=now, given_names=f"Testa {n}", surname="P").pk for n in range(12)]
        for person_id in ids[:10]:
            said = actions.Said(TODAY, "citizen", items=(Item(Kind.WAGE, Decimal(9000)),), support_told=Decimal(0))
            actions.write_sheet(person_id=person_id, said=said, by=karen, at=now)
        person = people.create_person(by=karen, at=now, given_names="Bystander", surname="P")
        with django_assert_num_queries(2):
            found = queries.rent_limits(ids, viewer=karen, on=TODAY)
    assert set(found) == set(ids[:10])
    assert person.pk not in found


def test_the_household_is_as_it_is_now(karen, testa, told):
    told(Item(Kind.WAGE, Decimal(12000)), support_told=Decimal(0))
    testa.household.create(relation="child", born_year=2020)
    testa.household.create(relation="child", born_year=2000)
    testa.household.create(relation="child", born_year=2019, is_with_them=False)
    with looking_as(karen):
        assert queries.rent_limits([testa.pk], viewer=karen, on=TODAY)[testa.pk].kroner == 12000 - 4000 - 1200


def test_the_person_page_has_one_line_of_it(browser, testa, told):
    told(Item(Kind.WAGE, Decimal(9000)), support_told=Decimal(0))
    page = browser.get(reverse("staff:history", args=[testa.pk])).content.decode()
    assert "Kan betale op til 5.000 kr. om måneden, med varme og vand." in page


def test_a_limit_that_pays_no_more_than_heat_and_water_is_said_as_no_rent(browser, testa, told):
    """The usual heat and water cost more than this: the words say what it means, and the figure stands beside."""
    sheet = told(Item(Kind.WAGE, Decimal(4023)), support_told=Decimal(0))
    heading = browser.get(page_of(testa)).content.decode().replace(NBSP, " ")
    assert "Testa Prøvesen har ikke råd til en husleje efter disse tal" in " ".join(heading.split())
    assert "Der er højst 23 kr. om måneden til husleje, varme og vand." in heading
    assert "op til" not in heading
    card = browser.get(reverse("staff:history", args=[testa.pk])).content.decode().replace(NBSP, " ")
    assert "Der er ikke råd til en husleje efter disse tal: højst 23 kr. om måneden, med varme og vand." in card
    old = browser.get(reverse("economy:sheet", args=[sheet.pk])).content.decode()
    assert "havde ikke råd til en husleje efter de tal" in old


def test_others_see_neither_the_page_nor_a_row(testa, told, colleague_in_other_team, client_of, viewer_for):
    sheet = told(Item(Kind.WAGE, Decimal(9000)))
    for address in (page_of(testa), form_of(testa), reverse("economy:sheet", args=[sheet.pk])):
        assert client_of(colleague_in_other_team).get(address).status_code in (302, 404)
    other = viewer_for(colleague_in_other_team)
    with looking_as(other):
        assert queries.rent_limits([testa.pk], viewer=other, on=TODAY) == {}
        assert not SheetLine.objects.exists()


def test_each_look_is_logged(browser, testa, told):
    sheet = told(Item(Kind.WAGE, Decimal(9000)))
    browser.get(page_of(testa))
    browser.get(reverse("economy:sheet", args=[sheet.pk]))
    assert {"economy.economy", "economy.sheet"} <= set(
        Look.objects.filter(person_id=testa.pk).values_list("page", flat=True)
    )
