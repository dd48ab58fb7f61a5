"""Let a worker stop an erasure that was promised by mistake."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0008_when_a_need_begins'),
        ('casework', '0004_informing'),
        ('people', '0009_municipality_recorded_at'),
        ('requests', '0002_addressee'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='citizenrequest',
            name='stopped_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='citizenrequest',
            name='stopped_because',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='citizenrequest',
            name='stopped_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='citizenrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stopped_at', None), ('stopped_because', ''), ('stopped_by', None)), models.Q(('kind', 'erase'), ('outcome', 'granted'), ('stopped_at__isnull', False), ('stopped_by__isnull', False), models.Q(('stopped_because', ''), _negated=True)), _connector='OR'), name='stopped_promise_was_one_and_has_a_reason'),
        ),
    ]
