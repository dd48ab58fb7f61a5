"""Find who coordinates for many citizens now without going through an index of spans."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0007_tasks_open_at_a_moment'),
        ('people', '0013_channel_since'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='coordination',
            index=models.Index(condition=models.Q(('until_on', None)), fields=['person'], include=('coordinator', 'until_on'), name='coordination_present'),
        ),
    ]
