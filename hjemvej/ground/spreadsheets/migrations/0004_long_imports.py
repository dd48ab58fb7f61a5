"""A long list is imported by the worker: when was it asked for, how far is it, and why did it stop?"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('spreadsheets', '0003_own_list'),
    ]

    operations = [
        migrations.AddField(
            model_name='upload',
            name='begun_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='upload',
            name='row_count',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='upload',
            name='rows_done',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='upload',
            name='stopped_because',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='upload',
            name='status',
            field=models.CharField(choices=[('uploaded', 'Vælg kolonner'), ('ready', 'Klar til at indlæse'), ('running', 'Indlæses'), ('imported', 'Indlæst'), ('expired', 'For gammel, slettet')], default='uploaded', max_length=8),
        ),
    ]
