"""What do we remember of a network meeting? Why, when it could be, who comes by the citizen's wish, what was agreed."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.casework.models import Task
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE


class NetworkMeeting(models.Model):
    """A meeting of a citizen with those whom the citizen wants there: times to choose from, then what was agreed."""

    class Outcome(models.TextChoices):
        HELD = "held", _("Holdt")
        NOT_COME = "not_come", _("Borgeren kom ikke")
        CANCELLED = "cancelled", _("Aflyst")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about = FreeText()  # what the citizen wants to talk of, in the citizen's words
    place = FreeLine(max_length=160)
    minutes_long = models.PositiveSmallIntegerField(default=60)
    times = ArrayField(models.DateTimeField())  # those the citizen may choose from
    starts_at = models.DateTimeField(null=True, blank=True)
    is_citizens_choice = models.BooleanField(null=True)  # nothing: no time is chosen yet
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")  # the next step, until it has ended
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    summary = FreeText(blank=True)  # what was talked of and agreed; or why there was no meeting
    own_words = FreeText(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(
            ("about", "place", "times", "starts_at", "is_citizens_choice", "outcome", "summary", "own_words"), REMOVE
        ),
        plain=("id", "person", "organisation", "minutes_long", "task", "invited_by", "written_at", "ended_at",
               "ended_by"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")
    triggers = (begins_need_again("NEW.ended_at IS NULL"),)

    class Meta:
        indexes = [models.Index(fields=["person", "-written_at"], name="network_meeting_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(about="") & ~Q(place=""), name="network_meeting_says_why_and_where"),
            models.CheckConstraint(
                condition=Q(starts_at=None, is_citizens_choice=None)
                | Q(starts_at__isnull=False, is_citizens_choice__isnull=False),
                name="chosen_time_says_who_chose",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None, ended_by=None, summary="", own_words="")
                | (~Q(outcome="") & ~Q(summary="") & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="ended_network_meeting_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=("held", "not_come")) | Q(starts_at__isnull=False),
                name="held_network_meeting_had_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Invited(models.Model):
    """Somebody who is asked to the meeting: by the citizen's wish, or by ours with the citizen's yes."""

    class Wish(models.TextChoices):
        CITIZEN = "citizen", _("Borgeren vil have dem med")
        AGREED = "agreed", _("Vi foreslog det, og borgeren sagde ja")

    class Told(models.TextChoices):
        CITIZEN = "citizen", _("Borgeren har selv sagt det")
        PHONE = "phone", _("Vi har ringet")
        LETTER = "letter", _("Vi har skrevet")
        MET = "met", _("Vi har sagt det, da vi sås")

    meeting = models.ForeignKey(NetworkMeeting, on_delete=models.CASCADE, related_name="invited")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")  # the citizen
    name = FreeLine(max_length=120)
    role = FreeLine(max_length=80, blank=True)  # "søster", "bostøtte"
    wish = models.CharField(max_length=7, choices=Wish)
    told_how = models.CharField(max_length=7, choices=Told, blank=True)
    told_on = models.DateField(null=True, blank=True)
    came = models.BooleanField(null=True)

    data = FieldClasses(
        personal=dict.fromkeys(("name", "role", "wish", "told_how", "told_on", "came"), REMOVE),
        plain=("id", "meeting", "person"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(wish=""), name="invited_has_a_name_by_the_citizens_yes"),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="") | (Q(told_on__isnull=False) & ~Q(told_how="")),
                name="told_of_a_meeting_somehow",
            ),
            models.UniqueConstraint(fields=["meeting", "name"], name="invited_once_to_a_meeting"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Agreed(models.Model):
    """What somebody does after the meeting, by when; a worker's own part is a task as well."""

    meeting = models.ForeignKey(NetworkMeeting, on_delete=models.CASCADE, related_name="agreed")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    what = FreeLine(max_length=200)
    who = FreeLine(max_length=120)
    by_on = models.DateField(null=True, blank=True)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("what", "who", "by_on"), REMOVE), plain=("id", "meeting", "person", "task")
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(who=""), name="agreed_says_what_and_who"),
            models.CheckConstraint(condition=Q(task=None) | Q(by_on__isnull=False), name="agreed_task_has_a_day"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
