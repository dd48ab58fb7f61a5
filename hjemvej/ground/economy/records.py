"""Which sample row does each kind of id in an address lead to, and which rows does a bystander have?"""

from django.utils.timezone import localdate

from hjemvej.platform.rooms import Bystander, Laid

from .models import Sheet, SheetLine


def sheet(laid: Laid) -> Sheet:
    """Lay out a sheet with a wage and a fixed expense."""
    made = Sheet.objects.create(
        person=laid.person, said_on=localdate(laid.at), said_by="citizen", written_at=laid.at,
        recorded_by_id=laid.by.user_id, organisation=laid.team,
    )  # fmt: skip
    for place, (kind, amount) in enumerate((("wage", 11_000), ("phone", 300)), 1):
        SheetLine.objects.create(sheet=made, person=laid.person, kind=kind, amount=amount, place=place)
    return made


def add_bystander(bystander: Bystander) -> None:
    made = bystander.add(
        Sheet, person=bystander.person, said_on=bystander.night, said_by="other", said_by_name="en uberørt rådgiver",
        written_at=bystander.at, recorded_by_id=bystander.worker_id, organisation_id=bystander.team_id,
    )  # fmt: skip
    bystander.add(SheetLine, sheet=made, person=bystander.person, kind="wage", amount=9_000, place=1)
