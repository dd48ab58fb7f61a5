"""Which sample row does each kind of id in an address lead to, and which rows does a bystander have?"""

from django.utils.timezone import localdate

from hjemvej.platform.rooms import Bystander, Laid

from .models import Consent


def consent(laid: Laid) -> Consent:
    """Lay out a consent to the shelter."""
    today = localdate(laid.at)
    return Consent.objects.create(
        person=laid.person, to_organisation=laid.shelter, topics=["inquiry"], purpose="for at finde en bolig",
        how="own_words", words="Det må I godt.", given_at=laid.at, recorded_by_id=laid.by.user_id,
        organisation=laid.team, from_on=today, last_on=today,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    bystander.add(
        Consent, person=bystander.person, to_name="en uberørt søster", topics=["home"], purpose="uberørt",
        how="paper", given_at=bystander.at, recorded_by_id=bystander.worker_id, organisation_id=bystander.team_id,
        from_on=bystander.night, last_on=bystander.night,
    )  # fmt: skip
