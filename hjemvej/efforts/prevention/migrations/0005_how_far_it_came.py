from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('prevention', '0004_night_after'),
    ]

    operations = [
        migrations.AddField(
            model_name='signaltrace',
            name='home_12',
            field=models.CharField(blank=True, choices=[('home', 'Har et hjem'), ('lost', 'Mistede hjemmet'), ('elsewhere', 'Et andet sted'), ('unknown', 'Ved vi ikke')], max_length=9),
        ),
        migrations.AddField(
            model_name='signaltrace',
            name='home_3',
            field=models.CharField(blank=True, choices=[('home', 'Har et hjem'), ('lost', 'Mistede hjemmet'), ('elsewhere', 'Et andet sted'), ('unknown', 'Ved vi ikke')], max_length=9),
        ),
        migrations.AddField(
            model_name='signaltrace',
            name='home_6',
            field=models.CharField(blank=True, choices=[('home', 'Har et hjem'), ('lost', 'Mistede hjemmet'), ('elsewhere', 'Et andet sted'), ('unknown', 'Ved vi ikke')], max_length=9),
        ),
        migrations.AddField(
            model_name='signaltrace',
            name='is_helped',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='signaltrace',
            name='is_preceded',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='signaltrace',
            name='is_reached',
            field=models.BooleanField(default=False),
        ),
    ]
