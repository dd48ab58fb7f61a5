"""Find the tasks that were open at a moment without reading every task there ever was."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0008_when_a_need_begins'),
        ('casework', '0006_days_without_anybody'),
        ('people', '0011_words_in_order'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['done_at'], name='task_done'),
        ),
    ]
