"""Take savings out of the sheet: nothing reckons with them, so nobody is asked."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0011_broken_glass'),
        ('economy', '0001_initial'),
        ('people', '0013_channel_since'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='sheet',
            name='economy_sheet_amounts_are_not_negative',
        ),
        migrations.RemoveField(
            model_name='sheet',
            name='savings',
        ),
        migrations.AddConstraint(
            model_name='sheet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rent_told', None), ('rent_told__gte', 0), _connector='OR'), models.Q(('support_told', None), ('support_told__gte', 0), _connector='OR')), name='economy_sheet_amounts_are_not_negative'),
        ),
    ]
