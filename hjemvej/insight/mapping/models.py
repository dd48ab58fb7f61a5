"""What do we keep of the counting? The counts as last made; and of those who were erased, their months and weeks."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from hjemvej.ground.retention.models import Spell
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import nobody
from hjemvej.platform.audit.triggers import not_logged


class KeptOverview(models.Model):
    """One row, for all server processes: numbers of people and nights, never who."""

    on = models.DateField()
    counted_at = models.DateTimeField()
    counts = models.JSONField(encoder=DjangoJSONEncoder)

    data = plain("id", "on", "counted_at", "counts")
    rows = nobody()  # small numbers: the page decides what each viewer may see
    changes = not_logged("counts that are made anew")


class SpellMonth(models.Model):
    """An erased citizen at the end of a month, as the curve counts them; without a row it did not."""

    spell = models.ForeignKey(Spell, on_delete=models.CASCADE, related_name="+")
    month_end = models.DateField()
    kind = models.CharField(max_length=20, choices=Situation.Kind, blank=True)
    is_active = models.BooleanField()
    was_active_then = models.BooleanField()  # as we knew it then
    why = models.CharField(max_length=12, blank=True)  # a name of rules.Flow, where they came or left that month

    data = plain("id", "spell", "month_end", "kind", "is_active", "was_active_then", "why",
                 never_typed={"why": "a name of rules.Flow"})  # fmt: skip
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
    sources = ArrayField(models.SlugField(max_length=40))  # tables that had contact that week: `casework_note`

    data = plain("id", "spell", "week_on", "kind", "was_ours", "sources")
    rows = nobody()
    changes = not_logged("a change of it would say when the citizen was erased")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spell", "week_on"], name="a_spell_has_a_week_once")]
        indexes = [models.Index(fields=["week_on"], name="spell_week_on")]
