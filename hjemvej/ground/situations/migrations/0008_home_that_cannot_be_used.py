from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('situations', '0007_homeless_since_before'),
    ]

    operations = [
        migrations.AddField(
            model_name='situation',
            name='unusable_home',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name='situation',
            constraint=models.CheckConstraint(condition=models.Q(('unusable_home', ''), ('kind', 'herberg'), _connector='OR'), name='only_a_guest_has_an_unusable_home'),
        ),
    ]
