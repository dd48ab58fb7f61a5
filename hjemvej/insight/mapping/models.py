"""What do we keep of the counting? The counts as last made; and of those who were erased, their months and weeks."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from hjemvej.ground.retention.models import Spell
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import nobody
from hjemvej.platform.audit.triggers import Trigger, not_logged


class KeptOverview(models.Model):
    """One row, for all server processes: numbers of people and nights, never who."""

    on = models.DateField()
    counted_at = models.DateTimeField()
    counts = models.JSONField(encoder=DjangoJSONEncoder)

    data = plain("id", "on", "counted_at", "counts")
    rows = nobody()  # small numbers: the page decides what each viewer may see
    changes = not_logged("counts that are made anew")


class ClosedMonth(models.Model):
    """A month's count as it was closed and shown: it stays so, whatever is learned later."""

    month_end = models.DateField()
    known_on = models.DateField()  # what was known at the end of this day is counted
    closed_at = models.DateTimeField()
    active = models.PositiveIntegerField()
    by_kind = models.JSONField()  # of the active: where they slept; the protected apart
    shown = models.JSONField()  # the same as those outside the team may see it

    data = plain("id", "month_end", "known_on", "closed_at", "active", "by_kind", "shown")
    rows = nobody()  # small numbers: the page decides what each viewer may see
    changes = not_logged("it is never changed")
    triggers = (Trigger("stays_as_shown", "BEFORE UPDATE OR DELETE", "mapping_refuse_change"),)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month_end"], name="a_month_is_closed_once")]


class SpellMonth(models.Model):
    """An erased citizen at the end of a month, as the curve counts them; without a row it did not."""

    spell = models.ForeignKey(Spell, on_delete=models.CASCADE, related_name="+")
    month_end = models.DateField()
    kind = models.CharField(max_length=20, choices=Situation.Kind, blank=True)
    is_active = models.BooleanField()
    was_active_then = models.BooleanField()  # as we knew it when the month was closed
    learned = models.CharField(max_length=20, blank=True)  # a key of rules.LEARNED, where the two differ
    why = models.CharField(max_length=12, blank=True)  # a name of rules.Flow, where they came or left that month

    data = plain("id", "spell", "month_end", "kind", "is_active", "was_active_then", "learned", "why",
                 never_typed={"why": "a name of rules.Flow", "learned": "a key of rules.LEARNED"})  # fmt: skip
    rows = nobody()  # small numbers: the page decides what each viewer may see
    changes = not_logged("a change of it would say when the citizen was erased")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spell", "month_end"], name="a_spell_has_a_month_once")]
        indexes = [models.Index(fields=["month_end"], name="spell_month_end")]


class SpellWeek(models.Model):
    """A week of an erased citizen, cut where a month ends: where they slept last, and who had contact with them."""

    spell = models.ForeignKey(Spell, on_delete=models.CASCADE, related_name="+")
    week_on = models.DateField()  # its Monday, or the first of its month
    kind = models.CharField(max_length=20, choices=Situation.Kind, blank=True)
    was_ours = models.BooleanField()
    sources = ArrayField(models.SlugField(max_length=40))  # who had contact, `casework_note`; who knew, `by-shelter`

    data = plain("id", "spell", "week_on", "kind", "was_ours", "sources")
    rows = nobody()
    changes = not_logged("a change of it would say when the citizen was erased")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spell", "week_on"], name="a_spell_has_a_week_once")]
        indexes = [models.Index(fields=["week_on"], name="spell_week_on")]
