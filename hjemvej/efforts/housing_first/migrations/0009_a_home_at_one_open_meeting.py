"""A home is at one open meeting, whichever team holds it. Homes of meetings before are at none that is open."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("housing_first", "0008_meetings_keep_what_they_say")]

    operations = [
        migrations.AddField("meetinghome", "is_open", models.BooleanField(default=False)),
        migrations.AlterField("meetinghome", "is_open", models.BooleanField(default=True)),
        migrations.AddConstraint(
            "meetinghome",
            models.UniqueConstraint(
                condition=models.Q(is_open=True), fields=["vacancy"], name="a_home_is_at_one_open_meeting"
            ),
        ),
    ]
