"""Find those who sleep outside or in a café tonight without reading every stay there ever was."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("situations", "0008_home_that_cannot_be_used")]

    operations = [
        migrations.AddIndex(
            model_name='situation',
            index=models.Index(condition=models.Q(('superseded_at', None)), fields=['kind', 'until_on'], name='situation_current_until'),
        ),
    ]
