"""What do we remember of a home offered to a citizen? The offer, the wish a no becomes, what the landlord is told."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.casework.models import Task
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.homes.models import Vacancy
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses
from hjemvej.platform.audit.row_security import needs_to_know, own_organisation
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

from .matching import SavedPlace
from .offered import REMOVE, HousingFirstOffer


class HomeOffer(models.Model):
    """A vacant home offered to a citizen: shown, seen, answered in own words, and let; one open offer of a home.

    A second citizen is offered the same home only when both have been told of it.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Fundet til borgeren")
        SHOWN = "shown", _("Fortalt borgeren")
        ACCEPTED = "accepted", _("Borgeren har sagt ja")
        SIGNED = "signed", _("Lejekontrakt skrevet")
        MOVED_IN = "moved_in", _("Flyttet ind")
        DECLINED = "declined", _("Borgeren sagde nej")
        LAPSED = "lapsed", _("Fristen løb ud")
        WITHDRAWN = "withdrawn", _("Boligen faldt væk")

    OPEN = ("proposed", "shown", "accepted", "signed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    because = FreeText()  # why this home for this citizen
    place = models.ForeignKey(
        SavedPlace, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )  # in the order
    offered_on = models.DateField()
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    answer_by_on = models.DateField()
    is_shared = models.BooleanField(default=False)  # another citizen is offered it too, and both know
    shared_words = FreeLine(max_length=300, blank=True)  # how this one was told
    shown_on = models.DateField(null=True, blank=True)
    shown_how = models.CharField(max_length=10, choices=HousingFirstOffer.How, blank=True)
    seen_on = models.DateField(null=True, blank=True)  # the citizen saw the flat
    words = FreeText(blank=True)  # the citizen's own, with the answer
    answered_on = models.DateField(null=True, blank=True)
    outside_pages = FreeText(blank=True)  # how a protected citizen's lease is arranged with the landlord
    signed_on = models.DateField(null=True, blank=True)
    lease_from_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = FreeText(blank=True)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # what is next

    data = FieldClasses(
        personal=dict.fromkeys(
            ("vacancy", "state", "because", "offered_on", "answer_by_on", "is_shared", "shared_words", "shown_on",
             "shown_how", "seen_on", "words", "answered_on", "outside_pages", "signed_on", "lease_from_on", "ended_on",
             "ended_because"),
            REMOVE,
        ),
        plain=("id", "person", "organisation", "offered_by", "recorded_at", "task", "place"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")
    triggers = (begins_need_again("NEW.ended_on IS NULL"),)

    class Meta:
        indexes = [models.Index(fields=["person", "-offered_on"], name="home_offer_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy"], condition=Q(ended_on=None, is_shared=False), name="a_home_is_offered_to_one"
            ),
            ExclusionConstraint(
                name="a_home_is_offered_to_two_only_openly",
                expressions=[
                    ("vacancy", RangeOperators.EQUAL),
                    (Cast("is_shared", models.IntegerField()), RangeOperators.NOT_EQUAL),
                ],
                condition=Q(ended_on=None),
            ),
            models.CheckConstraint(condition=~Q(because=""), name="home_offer_has_a_reason"),
            models.CheckConstraint(
                condition=Q(is_shared=False) | ~Q(shared_words=""), name="shared_home_offer_says_how_it_was_told"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "shown", "accepted", "signed"], ended_on=None)
                | (Q(ended_on__isnull=False) & ~Q(state__in=["proposed", "shown", "accepted", "signed"])),
                name="ended_home_offer_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | (~Q(words="") & Q(answered_on__isnull=False)),
                name="a_no_to_a_home_is_in_own_words",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "signed", "moved_in"]) | Q(answered_on__isnull=False),
                name="a_yes_to_a_home_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "moved_in"])
                | Q(signed_on__isnull=False, lease_from_on__isnull=False),
                name="signed_home_offer_has_its_days",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["lapsed", "withdrawn"]) | ~Q(ended_because=""),
                name="home_offer_that_fell_away_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.ended_on is None


class HomeWish(models.Model):
    """What a citizen wants of a home, in own words; a no to an offer becomes one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = FreeText()
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    offer = models.OneToOneField(HomeOffer, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)  # the citizen wants it no longer

    data = FieldClasses(
        personal={"words": REMOVE, "said_on": REMOVE, "ended_on": REMOVE},
        plain=("id", "person", "recorded_at", "recorded_by", "offer"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "-said_on"], name="home_wish_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="home_wish_has_words"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("said_on")), name="home_wish_ends_after_it_is_said"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Proposal(models.Model):
    """The least that a landlord is told of the citizen for its home, while a consent holds, and its answer."""

    class Answer(models.TextChoices):
        READY = "ready", _("Klar til lejekontrakt")
        NO = "no", _("Nej")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    offer = models.OneToOneField(HomeOffer, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="+")
    landlord = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    told = FreeText()  # the name and what else the lease needs, as it was told
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=5, choices=Answer, blank=True)
    words = FreeText(blank=True)  # the landlord's
    lease_from_on = models.DateField(null=True, blank=True)  # as the landlord says
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)  # the landlord sees it no longer

    data = FieldClasses(
        personal=dict.fromkeys(("vacancy", "landlord", "told", "answer", "words", "lease_from_on"), REMOVE),
        plain=("id", "offer", "person", "consent", "told_at", "told_by", "answered_at", "answered_by", "closed_at"),
    )
    rows = needs_to_know() | own_organisation("landlord")
    changes = logged("person")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(told=""), name="proposal_tells_something"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answered_proposal_has_its_moment",
            ),
            models.CheckConstraint(condition=~Q(answer="no") | ~Q(words=""), name="landlords_no_has_words"),
            models.CheckConstraint(
                condition=~Q(answer="ready") | Q(lease_from_on__isnull=False), name="landlords_yes_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
