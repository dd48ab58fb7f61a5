"""Say the nights in words that people speak; nothing changes in the tables."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("safe_night", "0012_years_of_spells")]

    operations = [
        migrations.AlterField(
            model_name='night',
            name='outcome',
            field=models.CharField(choices=[('safe', 'Sov et trygt sted'), ('chair', 'Sad i en natcafé'), ('unsafe', 'Havde ikke et trygt sted'), ('missing', 'Vides ikke hvor'), ('not_assessed', 'Ikke vurderet')], max_length=12),
        ),
        migrations.AlterField(
            model_name='night',
            name='why',
            field=models.CharField(blank=True, choices=[('stay', 'Sov på et af stederne'), ('told', 'Fortalt om morgenen'), ('situation', 'Det sted, vi ved, borgeren sover'), ('in_vain', 'Bad om en plads og fik ingen'), ('stayed_empty', 'Kom ikke til en reserveret plads'), ('came_late', 'Kom først sidst på natten'), ('found_alone', 'Fandt selv et sted'), ('unknown', 'Ingen ved hvor')], max_length=12),
        ),
        migrations.AlterField(
            model_name='toldnight',
            name='outcome',
            field=models.CharField(choices=[('safe', 'Sov et trygt sted'), ('chair', 'Sad i en natcafé'), ('unsafe', 'Havde ikke et trygt sted'), ('missing', 'Vides ikke hvor'), ('not_assessed', 'Ikke vurderet')], max_length=12),
        ),
    ]
