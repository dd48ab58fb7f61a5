"""What do we remember of a housing meeting? Who was there, what was proposed for each home, what was decided, why."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.homes.models import Vacancy
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, plain
from hjemvej.platform.audit.row_security import as_its, needs_to_know, own_organisation
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

from .matching import SavedOrder
from .offered import REMOVE


class HousingMeeting(models.Model):
    """A meeting (visitationsmøde) looks at every vacant home and everybody who needs one, by the rules of the day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    present = FreeLine(max_length=300)  # who was there, colleagues and partners
    order = models.OneToOneField(
        SavedOrder, on_delete=models.PROTECT, related_name="+"
    )  # of everybody who was looked at
    found = models.JSONField()  # how many citizens and homes, housed by the proposal, one by one; what each rule costs

    data = plain("id", "organisation", "began_at", "began_by", "ended_at", "present", "order", "found")
    rows = own_organisation("organisation")
    changes = logged()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at=None), name="one_housing_meeting_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(present=""), name="housing_meeting_says_who_was_there"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="housing_meeting_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class MeetingHome(models.Model):
    """A vacant home at a meeting: how many it fits, what keeps others out, and what was decided."""

    class Decided(models.TextChoices):
        AGREED = "agreed", _("Enig i forslaget")
        ANOTHER = "another", _("En anden end foreslået")
        NOBODY = "nobody", _("Ingen nu")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    meeting = models.ForeignKey(HousingMeeting, on_delete=models.CASCADE, related_name="+")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="+")
    fits = models.PositiveSmallIntegerField()
    kept_out = models.JSONField()  # how many each condition kept out, by its key
    has_choice = models.BooleanField(default=False)  # a citizen is proposed or chosen, whom not everybody may know of
    because = FreeText(blank=True)  # why nobody gets it now, where nobody was proposed
    decided = models.CharField(max_length=7, choices=Decided, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_open = models.BooleanField(default=True)  # the meeting goes on: no other team looks at the home meanwhile

    data = plain(
        "id", "meeting", "vacancy", "fits", "kept_out", "has_choice", "because", "decided", "decided_at", "decided_by",
        "is_open",
    )  # fmt: skip
    rows = as_its("meeting")
    changes = logged()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "vacancy"], name="a_home_is_at_a_meeting_once"),
            models.UniqueConstraint(
                fields=["vacancy"], condition=Q(is_open=True), name="a_home_is_at_one_open_meeting"
            ),
            models.CheckConstraint(
                condition=Q(decided="", decided_at=None) | (~Q(decided="") & Q(decided_at__isnull=False)),
                name="decided_home_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class MeetingChoice(models.Model):
    """A citizen proposed for a home, or chosen for it, and why; it gives way when the meeting changes another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    home = models.ForeignKey(MeetingHome, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    is_chosen = models.BooleanField(default=False)
    unknown = models.PositiveIntegerField(default=0)  # the conditions that nobody had asked about, in bits
    because = FreeText(blank=True)  # why another than proposed, or why the one proposed does not get it now
    recorded_at = models.DateTimeField()
    gave_way_at = models.DateTimeField(null=True, blank=True)

    data = FieldClasses(
        personal={"home": REMOVE, "is_chosen": REMOVE, "because": REMOVE, "unknown": REMOVE},
        plain=("id", "person", "recorded_at", "gave_way_at"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["home"], condition=Q(gave_way_at=None), name="a_meeting_proposes_one_for_a_home"
            ),
            models.CheckConstraint(
                condition=~Q(is_chosen=True) | Q(gave_way_at=None), name="who_is_chosen_does_not_give_way"
            ),
            models.CheckConstraint(
                condition=Q(gave_way_at=None) | Q(gave_way_at__gte=F("recorded_at")),
                name="a_proposal_gives_way_after_it_is_made",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
