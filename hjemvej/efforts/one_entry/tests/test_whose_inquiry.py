"""Whose inquiry is it, who receives it, and which reason for an answer does the step record?"""

import dataclasses

import pytest
from django.http import Http404
from django.urls import reverse

from hjemvej.efforts.one_entry import actions
from hjemvej.efforts.one_entry.answering import access, queries, rules
from hjemvej.efforts.one_entry.models import InquiryStep
from hjemvej.efforts.one_entry.rules import could_be_a_name
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as


def test_without_consent_the_step_does_not_say_that_the_citizen_said_yes(client_of, coordinator, recorded):
    inquiry = recorded(about="en mand", asker_kind="neighbour")
    standard = "Vi har taget din henvendelse op."
    client_of(coordinator).post(reverse("one_entry:answer_inquiry", args=[inquiry.pk]), {"standard": standard})
    text = InquiryStep.objects.get(kind="answered").text
    assert rules.what_may_be_told("neighbour").reasons[0].text in text
    assert "Borgeren har sagt ja" not in text


@pytest.mark.parametrize("words", ["Ukendt Hansen", "En Borger", "Et Menneske", "Mand Hansen", "Pige Hansen"])
def test_a_description_of_looks_is_no_name(words):
    assert not could_be_a_name(words)
    assert could_be_a_name("Hansine Borger")


def test_a_team_that_is_closed_or_no_team_receives_nothing(our_team, shelter, settings):
    closed = Organisation.objects.create(name="Abe, nedlagt team", kind="team", is_active=False)
    Organisation.objects.filter(pk=shelter.pk).update(name="Abc, forsorgshjem")
    assert actions.receiving_team() == our_team.pk
    settings.ENTRY_TEAM = closed.name
    assert actions.receiving_team() == our_team.pk


def test_a_partner_follows_what_it_sent_itself_as_a_partner(
    recorded, karen, shelter_worker, other_shelter, viewer_for, now
):
    signe = viewer_for(shelter_worker)
    own = recorded(channel="partner", sent_by_id=signe.team_id, about="vores gæst")
    recorded(channel="partner", sent_by_id=other_shelter.pk, about="en andens gæst")
    recorded(channel="phone", sent_by_id=signe.team_id, about="ringet ind")
    with looking_as(signe):
        assert [inquiry.pk for inquiry in queries.sent_inquiries(viewer=signe, at=now)] == [own.pk]
    with looking_as(karen):  # the team has all three, and has sent none
        assert list(queries.sent_inquiries(viewer=karen, at=now)) == []


def test_a_role_that_may_not_send_opens_no_sent_inquiry(recorded, shelter_worker, viewer_for, our_team, now):
    signe = viewer_for(shelter_worker)
    own = recorded(channel="partner", sent_by_id=signe.team_id)
    with looking_as(signe):
        assert access.open_sent_inquiry(signe, own.pk, at=now).pk == own.pk
    administrator = dataclasses.replace(signe, role=Role.ADMINISTRATOR)
    with looking_as(administrator), pytest.raises(Http404):
        access.open_sent_inquiry(administrator, own.pk, at=now)
