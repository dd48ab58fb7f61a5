import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0011_broken_glass'),
        ('homes', '0004_pictures_of_a_home'),
    ]

    operations = [
        migrations.AddField(
            model_name='dwellingpicture',
            name='added_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.organisation'),
        ),
    ]
