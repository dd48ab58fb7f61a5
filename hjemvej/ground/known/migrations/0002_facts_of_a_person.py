"""Read what was known of a citizen from the index alone, without opening the table."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('known', '0001_initial'),
        ('people', '0011_words_in_order'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='fact',
            name='fact_person_about',
        ),
        migrations.AddIndex(
            model_name='fact',
            index=models.Index(fields=['person', 'about', 'from_on'], include=('until_on', 'what', 'known_from', 'known_until'), name='fact_of_person'),
        ),
    ]
