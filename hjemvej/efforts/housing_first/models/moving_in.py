"""What do we remember of a move into a home? The team's list of steps, and a citizen's own checklist."""

import uuid

from django.db import models
from django.db.models import F, Q

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, plain
from hjemvej.platform.audit.row_security import (
    about_nobody,
    everybody_signed_in,
    needs_to_know,
    only_seen,
    own_organisation,
)
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine

from .offered import REMOVE
from .offering import HomeOffer


class MovingInStep(models.Model):
    """A line of a team's list, or of the one all begin with: what is done around a move, by whom, how many days off."""

    team = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = FreeLine(max_length=160)
    who = FreeLine(max_length=80)
    days = models.SmallIntegerField()  # from the first day of the lease; -7 is a week before
    order = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # first day it is no longer on new checklists

    data = plain("id", "team", "title", "who", "days", "order", "valid_from", "valid_to")
    rows = own_organisation("team") | only_seen(about_nobody("team") & everybody_signed_in())
    changes = logged()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="moving_in_step_ends_in_time",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def days_before(self) -> int:
        return -self.days


class MovingInLine(models.Model):
    """A line of a citizen's own checklist: what is to be done, who does it, by when, and when it was done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    offer = models.ForeignKey(HomeOffer, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    title = FreeLine(max_length=160)
    who = FreeLine(max_length=80)
    by_on = models.DateField()
    order = models.PositiveSmallIntegerField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal={"title": REMOVE, "who": REMOVE, "by_on": REMOVE, "done_on": REMOVE},
        plain=("id", "offer", "person", "order", "done_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["offer", "by_on"], name="moving_in_line_offer")]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(who=""), name="moving_in_line_says_what_and_who"),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_by__isnull=False), name="done_moving_in_line_says_by_whom"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
