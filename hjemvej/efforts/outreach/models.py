"""What do we remember of going out? Places, rounds, who was met and said yes to being written of, and promises."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased, plain
from hjemvej.platform.audit.row_security import about_nobody, needs_to_know, own_organisation
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE
A_CITIZEN_OR_A_NAME = Q(person__isnull=False, known_as="") | (Q(person=None) & ~Q(known_as=""))


class Place(models.Model):
    """A place where people stay, as exactly as the team chooses; forgotten when nobody has been seen there for long."""

    class Coarseness(models.TextChoices):
        PART = "part", _("En bydel, f.eks. havnen")
        AREA = "area", _("Et område, f.eks. parken ved åen")
        SPOT = "spot", _("Et bestemt sted, f.eks. trappen bag stationen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    team = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = FreeLine(max_length=80)
    coarseness = models.CharField(max_length=4, choices=Coarseness)
    where = FreeLine(max_length=200, blank=True)  # how one gets there
    added_at = models.DateTimeField()
    visited_at = models.DateTimeField(null=True, blank=True)  # when somebody of us was there last
    seen_at = models.DateTimeField(null=True, blank=True)  # when somebody was last met or counted there
    used_on = models.DateField()  # when it was last of use: its clock

    data = plain("id", "team", "name", "coarseness", "where", "added_at", "visited_at", "seen_at", "used_on")
    rows = own_organisation("team")
    changes = logged()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "name"], name="outreach_place_has_its_own_name"),
            models.CheckConstraint(condition=~Q(name=""), name="outreach_place_has_a_name"),
            models.CheckConstraint(
                condition=Q(seen_at=None) | Q(visited_at__gte=F("seen_at")), name="who_sees_somebody_has_been_there"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Round(models.Model):
    """Somebody of us goes out, perhaps with others, and comes back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    team = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    others = FreeLine(max_length=120, blank=True)  # who goes along
    night = models.DateField()  # bears its evening's date
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    data = plain("id", "team", "worker", "others", "night", "began_at", "ended_at")
    rows = own_organisation("team")
    changes = logged()

    class Meta:
        indexes = [models.Index(fields=["team", "-began_at"], name="round_of_a_team")]
        constraints = [
            models.UniqueConstraint(fields=["worker"], condition=Q(ended_at=None), name="one_round_at_a_time"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="round_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Meeting(models.Model):
    """Somebody met outside who said yes to being written of. Who said no is a `StreetObservation`: a count."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    known_as = FreeLine(max_length=60, blank=True)  # what somebody whom we have no record of is called
    team = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()
    own_words = FreeText(blank=True)  # the citizen's own
    handed_out = FreeLine(max_length=200, blank=True)
    danger = FreeLine(max_length=200, blank=True)  # what may harm them tonight
    wants_bed = models.BooleanField(default=False)

    data = FieldClasses(
        personal=dict.fromkeys(
            ("known_as", "happened_at", "own_words", "handed_out", "danger", "wants_bed", "place"), REMOVE
        ),
        plain=("id", "person", "team", "worker", "round", "written_at"),
    )
    rows = needs_to_know() | (about_nobody() & own_organisation("team"))
    changes = logged("person")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-happened_at"], name="meeting_person"),
            models.Index(fields=["team", "-happened_at"], name="meeting_team"),
        ]
        constraints = [
            models.CheckConstraint(condition=A_CITIZEN_OR_A_NAME, name="met_a_citizen_or_a_name"),
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("written_at")), name="meeting_is_written_after_it_happened"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Promise(models.Model):
    """What we said we would do for somebody, by when; kept, forgotten, or not needed any more."""

    class Outcome(models.TextChoices):
        KEPT = "kept", _("Holdt")
        FORGOTTEN = "forgotten", _("Blev ikke holdt")
        LET_GO = "let_go", _("Ikke nødvendigt mere")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    known_as = FreeLine(max_length=60, blank=True)
    team = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")  # who gave it
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    what = FreeLine(max_length=200)
    by_on = models.DateField()
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("known_as", "what", "by_on", "outcome", "place"), REMOVE),
        plain=("id", "person", "team", "worker", "meeting", "made_at", "closed_at", "closed_by"),
    )
    rows = needs_to_know() | (about_nobody() & own_organisation("team"))
    changes = logged("person")

    class Meta:
        indexes = [
            models.Index(fields=["team", "by_on"], condition=Q(closed_at=None), name="promise_open"),
            models.Index(fields=["person"], name="promise_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=A_CITIZEN_OR_A_NAME, name="promised_a_citizen_or_a_name"),
            models.CheckConstraint(condition=~Q(what=""), name="promise_says_what"),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at=None, closed_by=None)
                | (~Q(outcome="") & Q(closed_at__gte=F("made_at"), closed_by__isnull=False)),
                name="closed_promise_says_how_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
