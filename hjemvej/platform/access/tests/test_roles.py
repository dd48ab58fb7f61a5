"""Does each role see the kinds of page that its work needs? Who decides, and who does what was decided, are two."""

from collections import Counter

import pytest
from django.urls import reverse

from conftest import tight
from hjemvej.platform.access.roles import KINDS_OF_PAGE, PERMISSIONS, WORK, Permission, Role, Work

# What each role needs of each kind of page: all of it, some of it, or nothing.
KINDS = ("Borgerens sag", "Afgørelser og klager", "Henvendelser", "Natten", "Boliger", "Lister og tal",
         "Fælles oplysninger", "Ledelse og kontrol")  # fmt: skip
NEEDED = {
    Role.COORDINATOR: "all all some some some all some nothing",
    Role.PREVENTION_WORKER: "all all some some some some some nothing",
    Role.SUPPORT_WORKER: "all nothing some some some some some nothing",
    Role.SHELTER_WORKER: "nothing nothing some some nothing nothing nothing nothing",
    Role.LEADER: "some all some some some all all all",
    Role.ADMINISTRATOR: "nothing nothing nothing nothing nothing nothing some some",
    Role.LANDLORD: "nothing nothing some nothing some nothing nothing nothing",
    Role.PARTNER_WORKER: "nothing nothing some nothing nothing nothing nothing nothing",
    Role.VOLUNTEER: "nothing nothing some some nothing nothing nothing nothing",
    Role.COUNCIL_MEMBER: "nothing nothing some nothing nothing some nothing nothing",
}


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_the_kinds_of_page_it_needs(role):
    found = []
    for _kind, permissions in KINDS_OF_PAGE:
        has = [one in PERMISSIONS[role] for one in permissions]
        found.append("all" if all(has) else "some" if any(has) else "nothing")
    assert dict(zip(KINDS, found, strict=True)) == dict(zip(KINDS, NEEDED[role].split(), strict=True))


def test_every_permission_is_of_one_kind_and_who_does_what_was_decided_does_not_decide():
    assert tuple(str(kind) for kind, _permissions in KINDS_OF_PAGE) == KINDS
    assert Counter(one for _kind, permissions in KINDS_OF_PAGE for one in permissions) == Counter(Permission)
    deciding = {role for role in Role if Permission.DECIDE in PERMISSIONS[role]}
    assert deciding == {role for role in Role if WORK[role] == Work.AUTHORITY} | {Role.LEADER}


def test_the_leader_reads_who_decides_and_who_does_what_was_decided(client_of, leader):
    text = tight(client_of(leader).get(reverse("access:roles")).content.decode())
    for work in Work:
        assert f'<span class="hv-hint">{work.label}</span>' in text
    assert text.index("Koordinator<br>") < text.index("Bostøttemedarbejder<br>"), "who decides stands first"
