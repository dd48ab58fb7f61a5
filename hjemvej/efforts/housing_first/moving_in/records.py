"""Which rows do tests and the door table have of a move?"""

from django.utils.timezone import localdate

from hjemvej.efforts.housing_first.models import MovingInLine, MovingInStep
from hjemvej.efforts.housing_first.offering.records import home_offer
from hjemvej.platform.rooms import Laid


def line(laid: Laid) -> MovingInLine:
    return MovingInLine.objects.create(
        offer=home_offer(laid),
        person=laid.person,
        title="Seng",
        who="Støttekontakten",
        by_on=localdate(laid.at),
        order=1,
    )


def step(_laid: Laid) -> MovingInStep:
    return MovingInStep.objects.filter(valid_to=None).order_by("order")[0]
