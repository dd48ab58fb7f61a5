"""Are people let in, moved and let go by those who may, and only into roles that fit?"""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone

from conftest import membership_of
from hjemvej.platform.access import queries, rules
from hjemvej.platform.access.models import Membership, Organisation
from hjemvej.platform.access.roles import PERMISSION_WORDS, Permission, Role
from hjemvej.platform.audit.models import Event
from hjemvej.platform.identity.models import User

NEW = {"name": "Nina Ny Prøve", "email": "nina@example.org", "role": "coordinator", "from_on": "1/12-2026"}


def test_a_leader_adds_a_member_from_a_day(client_of, leader, our_team):
    offered = client_of(leader).get(reverse("access:add_member")).context["form"].fields["role"].choices
    assert [role for role, _words in offered] == ["", "coordinator", "support_worker", "prevention_worker", "leader"]
    answer = client_of(leader).post(reverse("access:add_member"), NEW)
    assert answer.status_code == 302
    place = Membership.objects.get(user__email="nina@example.org")
    assert (place.organisation, place.role, place.from_on) == (our_team, "coordinator", datetime.date(2026, 12, 1))
    assert Event.objects.filter(name="access.member_added").count() == 1


def test_a_leader_makes_no_administrators_and_no_coordinators_elsewhere(client_of, leader, shelter):
    browser = client_of(leader)
    browser.post(reverse("access:add_member"), {**NEW, "role": "administrator"})
    elsewhere = browser.post(f"{reverse('access:add_member')}?sted={shelter.pk}", {**NEW, "role": "shelter_worker"})
    assert elsewhere.status_code == 404
    assert not User.objects.filter(email="nina@example.org").exists()


def test_an_administrator_staffs_a_shelter_but_only_with_its_own_roles(client_of, administrator, shelter):
    browser = client_of(administrator)
    address = f"{reverse('access:add_member')}?sted={shelter.pk}"
    browser.post(address, {**NEW, "role": "leader"})
    assert not User.objects.filter(email="nina@example.org").exists()
    browser.post(address, {**NEW, "role": "shelter_worker"})
    assert Membership.objects.get(user__email="nina@example.org").organisation == shelter


def test_a_role_changes_from_a_day_and_what_it_was_stays_on_record(client_of, leader, support_worker):
    place = membership_of(support_worker)
    client_of(leader).post(
        reverse("access:member", args=[place.pk]), {"do": "change", "role": "coordinator", "from_on": "1/12-2026"}
    )
    rows = [
        (row.role, row.from_on.isoformat(), str(row.last_on))
        for row in Membership.objects.filter(user=support_worker).order_by("pk")
    ]
    assert rows == [("support_worker", "2020-01-01", "2026-11-30"), ("coordinator", "2026-12-01", "None")]


def test_one_whose_membership_ended_yesterday_sees_nothing(client_of, support_worker):
    browser = client_of(support_worker)
    assert browser.get(reverse("access:own_page")).status_code == 200
    Membership.objects.filter(user=support_worker).update(last_on=timezone.localdate() - datetime.timedelta(days=1))
    assert browser.get(reverse("access:own_page")).status_code == 403


def test_a_coordinator_does_not_staff_the_house(client_of, coordinator):
    assert client_of(coordinator).get(reverse("access:members")).status_code == 404


def test_a_new_member_chooses_a_password_by_a_link_that_works_once(client, client_of, leader):
    client_of(leader).post(reverse("access:add_member"), NEW)
    place = Membership.objects.get(user__email="nina@example.org")
    page = client_of(leader).post(reverse("access:make_link", args=[place.pk]))
    link = page.context["link"]
    assert "Velkommen, Nina Ny Prøve" in client.get(link).content.decode()
    weak = client.post(link, {"password": "kort", "again": "kort"})
    assert weak.status_code == 200
    good = {"password": "tre tilfældige ord", "again": "tre tilfældige ord"}
    assert client.post(link, good).status_code == 302
    assert place.user.__class__.objects.get(pk=place.user_id).check_password("tre tilfældige ord")
    assert client.get(link).status_code == 404


def test_a_link_is_only_made_by_one_who_may_give_all_the_places_it_opens(client_of, leader, administrator, other_team):
    """Else a leader would add another team's leader, make a link, and sign in as them."""
    client_of(leader).post(reverse("access:add_member"), NEW)
    nina = User.objects.get(email="nina@example.org")
    place = membership_of(nina)
    Membership.objects.create(user=nina, organisation=other_team, role=Role.LEADER, from_on=place.from_on)
    address = reverse("access:make_link", args=[place.pk])
    refused = client_of(leader).post(address, follow=True)
    assert "Bed en administrator" in refused.content.decode()
    assert address not in refused.content.decode()
    assert "link" in client_of(administrator).post(address).context


@pytest.mark.parametrize("doing", [{"do": "change", "role": "leader"}, {"do": "end", "last_on": "1/12-2026"}])
def test_nobody_changes_or_ends_their_own_place(client_of, administrator, doing):
    place = membership_of(administrator)
    answer = client_of(administrator).post(reverse("access:member", args=[place.pk]), {"from_on": "1/12-2026", **doing})
    assert "Din egen plads kan du ikke ændre" in answer.content.decode()
    assert [(row.role, row.last_on) for row in Membership.objects.filter(user=administrator).all()] == [
        ("administrator", None)
    ]


def test_an_administrator_adds_themselves_nowhere(client_of, administrator, other_team):
    address = f"{reverse('access:add_member')}?sted={other_team.pk}"
    client_of(administrator).post(address, {**NEW, "email": administrator.email})
    assert Membership.objects.filter(user=administrator).count() == 1


def test_a_role_does_not_change_after_it_has_ended(client_of, leader, support_worker):
    place = membership_of(support_worker)
    Membership.objects.filter(user=support_worker).update(last_on=datetime.date(2026, 11, 30))
    asked = {"do": "change", "role": "coordinator", "from_on": "1/12-2026"}
    answer = client_of(leader).post(reverse("access:member", args=[place.pk]), asked)
    assert "Pladsen slutter 30.11.2026" in answer.content.decode()


@pytest.mark.parametrize("doing", [{"do": "change", "role": "coordinator"}, {"do": "end"}])
def test_a_role_neither_changes_nor_ends_before_its_first_day(client_of, leader, support_worker, doing):
    place = membership_of(support_worker)
    Membership.objects.filter(pk=place.pk).update(from_on=datetime.date(2026, 12, 1))
    address = reverse("access:member", args=[place.pk])
    too_early = client_of(leader).post(address, {"from_on": "30/11-2026", "last_on": "30/11-2026", **doing})
    assert "Rollen begyndte først 01.12.2026" in too_early.content.decode()
    assert membership_of(support_worker).last_on is None
    on_the_day = client_of(leader).post(address, {"from_on": "1/12-2026", "last_on": "1/12-2026", **doing})
    assert on_the_day.status_code == 302


def test_a_role_may_change_on_its_last_day(client_of, leader, support_worker):
    place = membership_of(support_worker)
    Membership.objects.filter(user=support_worker).update(last_on=datetime.date(2026, 12, 1))
    typed = {"do": "change", "role": "coordinator", "from_on": "1/12-2026"}
    client_of(leader).post(reverse("access:member", args=[place.pk]), typed)
    roles = Membership.objects.filter(user=support_worker).values_list("role", "last_on")
    assert ("coordinator", datetime.date(2026, 12, 1)) in roles


def test_a_member_is_added_once_and_may_return_after_leaving(client_of, leader, our_team, other_team, now):
    for name in ("Nina Ny Prøve", "Tove Tidligere Prøve"):
        client_of(leader).post(
            reverse("access:add_member"), {**NEW, "name": name, "email": f"{name[:4].strip()}@example.org"}
        )
    nina, tove = User.objects.get(email__iexact="nina@example.org"), User.objects.get(email__iexact="tove@example.org")
    again = {**NEW, "email": "NINA@example.org"}
    assert "er allerede medlem" in client_of(leader).post(reverse("access:add_member"), again).content.decode()
    Membership.objects.filter(user=nina).update(last_on=datetime.date(2026, 12, 1))
    assert client_of(leader).post(reverse("access:add_member"), again).status_code == 302
    assert Membership.objects.filter(user=nina).count() == 2
    assert Membership.objects.filter(user=tove).count() == 1


def test_a_former_members_address_brings_a_new_member_none_of_the_account(
    client_of, leader, coordinator, support_worker, our_team
):
    """The town gives the address of somebody who left to somebody new."""
    support_worker.set_password("gammel-adgangskode")
    support_worker.save()
    signed_in = client_of(support_worker)
    for user in (support_worker, coordinator):
        SocialAccount.objects.create(user=user, provider="broker", uid=f"of {user.name}")
        Authenticator.objects.create(user=user, type="totp", data={})
    old, address, name = support_worker.pk, support_worker.email, support_worker.name
    Membership.objects.filter(user=support_worker).update(last_on=timezone.localdate() - datetime.timedelta(days=1))
    answer = client_of(leader).post(reverse("access:add_member"), {**NEW, "email": address.upper()})
    assert answer.status_code == 302
    new = User.objects.get(email=address)
    assert (new.pk != old, new.name, new.has_usable_password()) == (True, "Nina Ny Prøve", False)
    left = User.objects.get(pk=old)
    assert (left.name, left.is_active, left.has_usable_password()) == (name, False, False)
    assert left.email.endswith("@forladt.invalid")
    assert signed_in.get(reverse("access:own_page")).status_code == 302
    assert {one.user for model in (SocialAccount, Authenticator) for one in model.objects.all()} == {coordinator}
    assert Event.objects.get(name="identity.account_retired").details == {"user": str(old)}


@pytest.mark.parametrize("last_on", [0, 10])
def test_a_member_whose_last_day_has_not_passed_keeps_the_account(client_of, leader, support_worker, last_on):
    day = timezone.localdate() + datetime.timedelta(days=last_on)
    Membership.objects.filter(user=support_worker).update(last_on=day)
    assert (
        client_of(leader).post(reverse("access:add_member"), {**NEW, "email": support_worker.email}).status_code == 302
    )
    assert Membership.objects.filter(user=support_worker).count() == 2
    assert not Event.objects.filter(name="identity.account_retired").exists()


def test_a_member_of_another_organisation_may_be_added_here(client_of, leader, our_team, colleague_in_other_team):
    client_of(leader).post(reverse("access:add_member"), {**NEW, "email": colleague_in_other_team.email})
    assert Membership.objects.filter(user=colleague_in_other_team, organisation=our_team).count() == 1


def test_a_member_with_a_past_place_elsewhere_may_be_given_a_link(
    client_of, leader, support_worker, other_team, colleague_in_other_team
):
    """A membership that has ended opens nothing, so it need not be a role that the leader may give."""
    Membership.objects.create(
        user=support_worker, organisation=other_team, role=Role.LEADER,
        from_on=datetime.date(2020, 1, 1), last_on=datetime.date(2020, 12, 31),
    )  # fmt: skip
    place = Membership.objects.get(user=support_worker, organisation=membership_of(leader).organisation)
    assert "link" in client_of(leader).post(reverse("access:make_link", args=[place.pk])).context


def test_a_made_up_link_opens_nothing(client, coordinator):
    token = default_token_generator.make_token(coordinator)
    for code, key in [(str(coordinator.pk), "made-up"), ("nobody", token)]:
        assert client.get(reverse("access:choose_password", args=[code, key])).status_code == 404


def test_one_who_works_in_two_places_chooses_where(client_of, coordinator, other_team):
    Membership.objects.create(
        user=coordinator, organisation=other_team, role="coordinator", from_on=datetime.date(2021, 1, 1)
    )
    browser = client_of(coordinator)
    browser.post(reverse("access:switch_organisation"), {"organisation": str(other_team.pk)})
    assert other_team.name in browser.get(reverse("access:own_page")).content.decode()


def test_nobody_switches_to_a_place_they_do_not_belong_to(client_of, coordinator, other_team):
    browser = client_of(coordinator)
    browser.post(reverse("access:switch_organisation"), {"organisation": str(other_team.pk)})
    assert browser.get(reverse("access:own_page")).context["viewer"].organisation_name != other_team.name


def test_no_member_belongs_to_a_closed_organisation(client_of, coordinator, support_worker, our_team, other_team):
    membership_of(support_worker)
    Membership.objects.filter(user=support_worker).update(organisation=other_team)
    our_team.is_active = False
    our_team.save()
    assert client_of(coordinator).get(reverse("access:own_page")).status_code == 403
    assert client_of(support_worker).get(reverse("access:own_page")).status_code == 200


def test_a_leader_reads_the_members_of_their_own_team_alone(client_of, leader, support_worker, colleague_in_other_team):
    page = client_of(leader).get(reverse("access:members")).content.decode()
    assert support_worker.name in page
    assert colleague_in_other_team.name not in page
    place = membership_of(colleague_in_other_team)
    assert client_of(leader).get(reverse("access:member", args=[place.pk])).status_code == 404


def test_the_own_page_lists_what_the_role_may_and_no_more(client_of, landlord):
    may = client_of(landlord).get(reverse("access:own_page")).context["may"]
    assert may == [
        PERMISSION_WORDS[one] for one in (Permission.SEND_INQUIRY, Permission.SEND_SIGNAL, Permission.REPORT_VACANCY)
    ]


def test_a_name_cannot_be_emptied_and_what_was_typed_stays(client_of, coordinator, leader):
    page = client_of(coordinator).post(reverse("access:own_page"), {"name": " ", "phone": "12 34 56 78"})
    assert page.context["form"].errors.keys() == {"name"}
    assert "12 34 56 78" in page.content.decode()
    coordinator.refresh_from_db()
    assert (coordinator.name, coordinator.phone) == ("Karen Koordinator Prøve", "")


def test_two_passwords_that_differ_are_not_chosen(client, coordinator):
    link = reverse(
        "access:choose_password", args=[str(coordinator.pk), default_token_generator.make_token(coordinator)]
    )
    page = client.post(link, {"password": "tre tilfældige ord", "again": "tre tilfældige ore"})
    assert "De to er ikke ens." in page.content.decode()
    coordinator.refresh_from_db()
    assert coordinator.check_password("hjemvej")


def test_an_added_member_is_shown_at_once_at_their_newest_place(client_of, leader, support_worker, our_team):
    Membership.objects.filter(user=support_worker).update(last_on=timezone.localdate() + datetime.timedelta(days=9))
    day = timezone.localdate() + datetime.timedelta(days=10)
    again = {**NEW, "email": support_worker.email, "from_on": f"{day:%d/%m-%Y}"}
    answer = client_of(leader).post(reverse("access:add_member"), again)
    newest = Membership.objects.get(user=support_worker, last_on=None)
    assert answer.url == reverse("access:member", args=[newest.pk])


def test_active_teams_are_named_in_danish_order(our_team, other_team, shelter):
    for name, kind, is_active in (("Ærøteamet", "team", True), ("Aalborgteamet", "team", True), ("A", "team", False)):
        Organisation.objects.create(name=name, kind=kind, is_active=is_active)
    assert queries.names_of_active_teams() == [our_team.name, other_team.name, "Ærøteamet", "Aalborgteamet"]


@pytest.mark.parametrize(
    ("who", "frame"),
    [("administrator", "ui/staff.html"), ("coordinator", "ui/staff.html"), ("landlord", "ui/partner.html")],
)
def test_the_frame_fits_the_viewer(request, client_of, who, frame):
    page = client_of(request.getfixturevalue(who)).get(reverse("access:own_page"))
    assert page.context["frame"] == frame


def test_members_who_may_are_the_days_members_whose_role_has_the_permission(
    coordinator, leader, administrator, support_worker, colleague_in_other_team, our_team
):
    today = datetime.date(2026, 11, 20)
    Membership.objects.filter(user=support_worker).update(last_on=datetime.date(2026, 11, 19))
    User.objects.filter(pk=leader.pk).update(is_active=False)
    members = queries.members_who_may(Permission.SEE_PERSON, organisation_id=our_team.pk, on=today)
    assert list(members) == [coordinator]


def test_the_table_of_roles_has_words_for_every_permission(client_of, leader):
    assert set(PERMISSION_WORDS) == set(Permission)
    text = client_of(leader).get(reverse("access:roles")).content.decode()
    assert all(str(words) in text for words in PERMISSION_WORDS.values())


@pytest.mark.parametrize("kind", ["shelter", "night_cafe", "landlord", "voluntary", "council", "police", "other"])
def test_no_partner_gets_a_role_that_opens_the_teams_cases(kind):
    from hjemvej.platform.access.roles import PERMISSIONS

    for role in rules.roles_in(kind):
        assert Permission.SEE_PERSON not in PERMISSIONS[role]
        assert Permission.FIND_PERSON not in PERMISSIONS[role]


def test_a_leader_gives_no_role_outside_their_own_team():
    assert rules.roles_one_may_give(Role.LEADER, "shelter", is_own_organisation=False) == ()
    assert rules.roles_one_may_give(Role.COORDINATOR, "team", is_own_organisation=True) == ()
