"""Keep the name that an answer bore."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('requests', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='citizenrequest',
            name='addressee',
            field=models.CharField(blank=True, max_length=250),
        ),
    ]
