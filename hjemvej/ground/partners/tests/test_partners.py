"""Do agreements decide what a partner may send and see, and do the pages keep them?"""

import datetime
import uuid
from dataclasses import dataclass

import pytest
from django.urls import reverse

from hjemvej.ground.partners import actions, queries, rules
from hjemvej.ground.partners.models import ContactPerson, Partner, SharingAgreement
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.models import Change, Event

D = datetime.date
TODAY, NEW_YEAR = D(2026, 11, 20), D(2026, 1, 1)


@dataclass
class Agreed:
    direction: str = "sends"
    what: str = "inquiry"
    legal_basis: str = "FVL § 28"
    from_on: datetime.date = NEW_YEAR
    last_on: datetime.date | None = None


# --- rules -------------------------------------------------------------------------------------------------------


def test_what_is_agreed_may_be_sent_and_the_basis_is_told():
    permit = rules.may_send([Agreed()], "inquiry", TODAY)
    assert permit
    assert (permit.reason.mark, permit.reason.law) == ("holds", "FVL § 28")


@pytest.mark.parametrize(
    ("agreements", "said"),
    [
        ([], "Henvendelser: ingen aftale"),
        ([Agreed(direction="sees")], "Henvendelser: ingen aftale"),
        ([Agreed(what="guests")], "Henvendelser: ingen aftale"),
        ([Agreed(last_on=D(2026, 11, 19))], "Henvendelser: aftalen ophørte 19. november 2026"),
        ([Agreed(from_on=D(2026, 12, 1))], "Henvendelser: aftalen begynder 1. december 2026"),
    ],
)
def test_what_is_not_agreed_today_may_not_be_sent_and_the_reason_is_told(agreements, said):
    permit = rules.may_send(agreements, "inquiry", TODAY)
    assert not permit
    assert permit.reason.text == said


def test_the_last_day_is_one_of_its_days():
    assert rules.may_see([Agreed(direction="sees", last_on=TODAY)], "inquiry", TODAY)


def test_to_send_is_not_to_see():
    assert not rules.may_see([Agreed()], "inquiry", TODAY)


# --- actions -----------------------------------------------------------------------------------------------------


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


def agree(organisation, by, at, **changes):
    values = {
        "direction": "sees", "what": "guests", "basis_key": "own_guests", "from_on": D(2026, 1, 1), "last_on": None
    }  # fmt: skip
    return actions.make_agreement(organisation=organisation, by=by, at=at, **{**values, **changes})


def test_an_agreement_is_made_once_ended_and_made_anew(shelter, karen, now):
    first = agree(shelter, karen, now)
    with pytest.raises(actions.AlreadyAgreed):
        agree(shelter, karen, now, from_on=D(2026, 6, 1), last_on=D(2026, 7, 1))
    agree(shelter, karen, now, from_on=D(2025, 1, 1), last_on=D(2025, 12, 31))
    actions.end_agreement(agreement=first, last_on=D(2026, 11, 20), by=karen, at=now)
    agree(shelter, karen, now, from_on=D(2026, 11, 21))
    assert [one.from_on.year for one in queries.agreements_in_force(shelter.pk, TODAY)] == [2026]
    names = list(Event.objects.order_by("id").values_list("name", flat=True))
    assert names == ["partners.agreement_made"] * 2 + ["partners.agreement_ended", "partners.agreement_made"]


def test_what_one_partner_may_see_another_may_not(shelter, housing_association, karen, now):
    agreed = agree(shelter, karen, now)
    assert list(queries.agreements_in_force(shelter.pk, TODAY)) == [agreed]
    assert not queries.agreements_in_force(housing_association.pk, TODAY).exists()
    assert not queries.agreements_of(housing_association.pk).exists()


def test_an_agreement_is_refused_only_when_subject_direction_and_partner_are_the_same(
    shelter, housing_association, karen, now
):
    agree(shelter, karen, now, last_on=D(2026, 1, 1))
    agree(shelter, karen, now, direction="sends", what="inquiry", basis_key="inquiries")
    agree(shelter, karen, now, what="answer", basis_key="standard_answers")
    agree(housing_association, karen, now, what="answer", basis_key="standard_answers")
    with pytest.raises(actions.AlreadyAgreed):
        agree(shelter, karen, now)  # the first agreement's last day is the second's first
    assert SharingAgreement.objects.count() == 4


def test_an_agreement_may_last_a_single_day(shelter, karen, now):
    agreed = agree(shelter, karen, now, last_on=NEW_YEAR)
    ended = actions.end_agreement(agreement=agree(shelter, karen, now, from_on=TODAY), last_on=TODAY, by=karen, at=now)
    assert (agreed.last_on, ended.last_on) == (NEW_YEAR, TODAY)


def test_an_agreement_does_not_end_before_it_begins(shelter, karen, now):
    with pytest.raises(actions.EndsBeforeItBegins):
        agree(shelter, karen, now, last_on=D(2025, 1, 1))
    with pytest.raises(actions.EndsBeforeItBegins):
        actions.end_agreement(agreement=agree(shelter, karen, now), last_on=D(2025, 1, 1), by=karen, at=now)


def test_a_name_is_used_once_and_a_team_is_no_partner(shelter, karen, now):
    with pytest.raises(actions.NameTaken):
        actions.add_partner(name=shelter.name, kind="shelter", facts=actions.Facts(), by=karen, at=now)
    with pytest.raises(actions.NotAPartner):
        actions.add_partner(name="Nyt team", kind="team", facts=actions.Facts(), by=karen, at=now)


def test_nothing_is_agreed_when_the_log_cannot_be_written(shelter, karen, now, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("the log is full")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(RuntimeError, match="the log is full"):
        agree(shelter, karen, now)
    assert not SharingAgreement.objects.exists()


# --- pages -------------------------------------------------------------------------------------------------------


def test_all_staff_see_whom_to_ring_and_what_is_shared(client_of, support_worker, shelter, our_team, karen, now):
    actions.add_contact(
        organisation=shelter, contact=actions.Contact("Nadia Natvagt Prøve", phone="00 00 00 01"), by=karen, at=now
    )
    agree(shelter, karen, now)
    shown = client_of(support_worker).get(reverse("partners:organisations")).content.decode()
    assert "Nadia Natvagt Prøve" in shown
    assert "Egne gæster i nat" in shown
    assert f">{our_team.name}</a>" not in shown
    assert "Ny samarbejdspartner" not in shown
    one = client_of(support_worker).get(reverse("partners:organisation", args=[shelter.pk])).content.decode()
    assert "SEL § 110" in one
    assert "Alt andet er ikke aftalt." in one
    assert "Intet er aftalt." in one


def test_a_partner_of_whom_nothing_is_written_is_listed_and_may_be_described(client_of, leader, shelter, karen, now):
    page, address = client_of(leader), reverse("partners:organisation", args=[shelter.pk])
    [listed] = [one for one in queries.partners(on=TODAY) if one.id == shelter.pk]
    assert (listed.phone, listed.contact, listed.agreed, listed.is_active) == ("", None, [], True)
    assert shelter.name in page.get(reverse("partners:organisations")).content.decode()
    assert page.get(address).status_code == 200
    Partner.objects.create(organisation=shelter, phone="00 00 00 03")
    [described] = [one for one in queries.partners(on=TODAY) if one.id == shelter.pk]
    assert (described.phone, described.contact) == ("00 00 00 03", None)
    assert page.get(reverse("partners:add_partner")).status_code == 200
    for name, typed in (("change_partner", "00 00 00 03"), ("add_contact", ""), ("make_agreement", "i dag")):
        assert typed in page.get(reverse(f"partners:{name}", args=[shelter.pk])).content.decode()
    agreed = agree(shelter, karen, now)
    contact = actions.add_contact(organisation=shelter, contact=actions.Contact("Nadia Prøve"), by=karen, at=now)
    assert "i dag" in page.get(reverse("partners:end_agreement", args=[agreed.pk])).content.decode()
    assert "Nadia Prøve" in page.get(reverse("partners:change_contact", args=[contact.pk])).content.decode()


def test_the_list_is_searched_and_asks_as_little_for_many(client_of, support_worker, django_assert_max_num_queries):
    for number in range(60):
        partner = Partner.objects.create(organisation=Organisation.objects.create(name=f"P{number}", kind="other"))
        ContactPerson.objects.create(partner=partner, name=f"Kontakt {number}")
    page = client_of(support_worker)
    with django_assert_max_num_queries(20):
        first = page.get(reverse("partners:organisations"))
    assert "Kontakt 1" in first.content.decode()
    assert len(first.context["page"]) == 50
    assert len(page.post(reverse("partners:organisations"), {"tekst": "p"}).context["page"]) >= 60
    shown = page.post(reverse("partners:organisations"), {"tekst": "p59", "slags": "other"}).content.decode()
    assert "Kontakt 59" in shown
    assert "Kontakt 58" not in shown
    assert page.post(reverse("partners:organisations"), {"slags": "sludder"}).status_code == 200
    in_an_address = page.get(reverse("partners:organisations"), {"tekst": "p59", "side": "x"}).content.decode()
    assert "Kontakt 1" in in_an_address, "a name in the address is not read"


def test_adds_and_changes_a_partner(client_of, coordinator):
    page = client_of(coordinator)
    typed = {"name": "Værestedet Prøve", "kind": "voluntary", "phone": "00 00 00 02", "cvr": "12 34 56 78"}
    wrong = page.post(reverse("partners:add_partner"), {**typed, "cvr": "123", "municipality_code": "x"})
    assert "Et CVR-nummer har otte cifre." in wrong.content.decode()
    assert "00 00 00 02" in wrong.content.decode()
    assert page.post(reverse("partners:add_partner"), typed).status_code == 302
    partner = Partner.objects.get()
    assert partner.cvr == "12345678"
    assert "allerede en organisation" in page.post(reverse("partners:add_partner"), typed).content.decode()
    page.post(reverse("partners:change_partner", args=[partner.pk]), {**typed, "name": "Kafé Prøve"})
    partner.organisation.refresh_from_db()
    assert partner.organisation.name == "Kafé Prøve"


def test_adds_changes_and_removes_a_contact_and_the_log_remembers(client_of, coordinator, shelter):
    page = client_of(coordinator)
    assert page.post(reverse("partners:add_contact", args=[shelter.pk]), {"name": ""}).status_code == 422
    page.post(reverse("partners:add_contact", args=[shelter.pk]), {"name": "Nadia Prøve"})
    person = ContactPerson.objects.get()
    page.post(reverse("partners:change_contact", args=[person.pk]), {"name": "Nadia Nat Prøve", "hours": "kl. 20-8"})
    page.post(reverse("partners:remove_contact", args=[person.pk]))
    assert not ContactPerson.objects.exists()
    log = Change.objects.filter(table_name="partners_contactperson").order_by("id")
    assert [change.operation for change in log] == ["insert", "update", "delete"]


def test_makes_and_ends_an_agreement(client_of, leader, shelter):
    page = client_of(leader)
    typed = {"direction": "sees", "what": "guests", "basis_key": "own_guests", "from_on": "1/1-26", "last_on": ""}
    make = reverse("partners:make_agreement", args=[shelter.pk])
    assert "basis_key" in page.post(make, {**typed, "basis_key": ""}).context["form"].errors
    assert "basis_key" in page.post(make, {**typed, "basis_key": "other_authority"}).context["form"].errors
    assert "Den hjemmel gælder ikke" in page.post(make, {**typed, "basis_key": "admissions"}).content.decode()
    assert "ligger før den første" in page.post(make, {**typed, "last_on": "1/1-25"}).content.decode()
    page.post(make, typed)
    assert "allerede aftalt" in page.post(make, typed).content.decode()
    agreement = SharingAgreement.objects.get()
    end = reverse("partners:end_agreement", args=[agreement.pk])
    assert "ligger før den første" in page.post(end, {"last_on": "1/1-20"}).content.decode()
    page.post(end, {"last_on": "1/2-26"})
    agreement.refresh_from_db()
    assert agreement.last_on == D(2026, 2, 1)


def test_who_may_not_edit_and_what_is_not_there_get_404(client_of, support_worker, shelter_worker, leader, shelter):
    assert client_of(support_worker).get(reverse("partners:change_partner", args=[shelter.pk])).status_code == 404
    assert client_of(shelter_worker).get(reverse("partners:organisations")).status_code == 404
    for name in ("organisation", "change_partner", "add_contact", "make_agreement", "end_agreement"):
        assert client_of(leader).get(reverse(f"partners:{name}", args=[uuid.uuid4()])).status_code == 404
    assert client_of(leader).get(reverse("partners:change_contact", args=[0])).status_code == 404


def test_a_team_has_no_partner_page(client_of, leader, our_team):
    assert client_of(leader).get(reverse("partners:organisation", args=[our_team.pk])).status_code == 404


def test_a_list_with_nobody_says_whether_there_is_nobody_or_nobody_like_that(client_of, coordinator):
    browser, address = client_of(coordinator), reverse("partners:organisations")
    assert "Ingen samarbejdspartnere endnu" in browser.get(address).content.decode()
    assert "Ingen passer til det" in browser.post(address, {"tekst": "Findes ikke"}).content.decode()


# --- who edits --------------------------------------------------------------------------------------------------------


def test_a_team_edits_itself_what_it_keeps_and_what_is_agreed_for_all(
    karen, our_team, other_team, shelter, other_shelter, night_cafe, housing_association
):
    Partner.objects.create(organisation=shelter, kept_by=our_team)
    Partner.objects.create(organisation=other_shelter, kept_by=other_team)
    Partner.objects.create(organisation=night_cafe)
    edited = [one for one in Organisation.objects.all() if queries.may_edit(one.pk, viewer=karen)]
    assert set(edited) == {our_team, shelter, night_cafe, housing_association}
    assert set(queries.kept_elsewhere(viewer=karen)) == {other_team.pk, other_shelter.pk}


def test_another_teams_coordinator_reads_a_partner_and_edits_nothing_of_it(
    client_of, coordinator, colleague_in_other_team, karen, now
):
    ours, theirs = client_of(coordinator), client_of(colleague_in_other_team)
    facts = actions.Facts(phone="00 00 00 00")
    partner = actions.add_partner(name="Herberget Prøve", kind="shelter", facts=facts, by=karen, at=now)
    organisation = partner.organisation
    actions.add_contact(organisation=organisation, contact=actions.Contact(name="Vagten"), by=karen, at=now)
    agreement = agree(organisation, karen, now)
    page = reverse("partners:organisation", args=[organisation.pk])
    pages = [
        reverse(f"partners:{name}", args=[organisation.pk])
        for name in ("change_partner", "add_contact", "make_agreement")
    ]
    contact = ContactPerson.objects.get()
    pages += [
        reverse("partners:change_contact", args=[contact.pk]),
        reverse("partners:end_agreement", args=[agreement.pk]),
    ]
    shown = theirs.get(page).content.decode()
    assert "rettes af Hjemløseteamet" in shown
    assert not [address for address in pages if address in shown]
    for address in pages:
        assert ours.get(address).status_code == 200
        assert theirs.get(address).status_code == theirs.post(address, {"name": "X"}).status_code == 404
    assert theirs.post(reverse("partners:remove_contact", args=[contact.pk])).status_code == 404
    assert ContactPerson.objects.filter(pk=contact.pk, name="Vagten").exists()
    ours.post(pages[0], {"name": "Herberget Prøve", "kind": "shelter", "is_for_all_teams": "on"})
    assert all(theirs.get(address).status_code == 200 for address in pages)
