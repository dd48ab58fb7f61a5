"""What do we remember of what was known? Every fact that a figure reads, of which days, and when we knew it.

PostgreSQL writes these rows as the rooms' own rows change (`facts` and `contact` of a `room.py`), and nobody changes
what was known before.
"""

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Func

from hjemvej.ground.law.models import date_span
from hjemvej.ground.people.models import Person
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import nobody
from hjemvej.platform.audit.triggers import not_logged

REMOVE, COARSEN = WhenErased.REMOVE, WhenErased.COARSEN

# VIVE's nine situations: a person in any of them counts as homeless. Indexes name them, so that few rows are read.
VIVE_KINDS = [
    "gade", "natvarmestue", "herberg", "hotel", "familie_venner", "udslusning", "kriminalforsorg",
    "hospital_behandling", "andet",
]  # fmt: skip


def moment_span(from_at: str, until_at: str) -> Func:
    """Write SQL tstzrange(from, until) with the end left out."""
    return Func(from_at, until_at, function="tstzrange", output_field=DateTimeRangeField())


class Fact(models.Model):
    """What one row of a room said, of which days, and from when until when we knew it so."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")  # none: a rule of ours
    about = models.CharField(max_length=24)  # `situation`, `contact`, `municipality`: as the room's `facts` says
    what = models.CharField(max_length=24, blank=True)  # the kind of situation, the municipality's code
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    source = models.CharField(max_length=48)  # the table and the key of the row that says so
    row_key = models.CharField(max_length=40)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)

    data = FieldClasses(
        personal={"about": REMOVE, "what": COARSEN, "from_on": COARSEN, "until_on": COARSEN},
        plain=("id", "person", "source", "row_key", "known_from", "known_until"),
        never_typed={"about": "a name in room.py", "what": "a kind or a code", "source": "a table", "row_key": "an id"},
    )
    rows = nobody()  # rooms read it through functions that ask what the viewer needs to know
    changes = not_logged("it is itself what was known when")

    class Meta:
        indexes = [
            models.Index(  # all that is asked of a citizen's facts: the rows themselves are not read
                fields=["person", "about", "from_on"],
                include=["until_on", "what", "known_from", "known_until"],
                name="fact_of_person",
            ),
            models.Index(fields=["about", "from_on"], condition=models.Q(person=None), name="fact_rule"),
            GistIndex(
                date_span("from_on", "until_on"),
                moment_span("known_from", "known_until"),
                condition=models.Q(about="situation", what__in=VIVE_KINDS),
                name="fact_homeless_days",
            ),
            models.Index(
                fields=["person", "from_on"],
                include=["until_on", "what", "known_from", "known_until"],
                condition=models.Q(about="situation") & ~models.Q(what__in=VIVE_KINDS),
                name="fact_elsewhere",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "row_key", "about"],
                condition=models.Q(known_until=None),
                name="a_row_says_one_thing_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(known_until=None) | models.Q(known_until__gte=models.F("known_from")),
                name="fact_is_known_before_it_is_not",
            ),
        ]
