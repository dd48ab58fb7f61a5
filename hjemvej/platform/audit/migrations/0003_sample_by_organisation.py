"""Each organisation checks its own people's looks, drawn by a seed that is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_rights_of_the_web_role")]
    operations = [
        migrations.AlterField("samplecheck", "month", models.DateField()),
        migrations.AddField("samplecheck", "organisation_id", models.UUIDField(default=None), preserve_default=False),
        migrations.AddField("samplecheck", "seed", models.CharField(max_length=32, default=""), preserve_default=False),
        migrations.AddConstraint(
            "samplecheck",
            models.UniqueConstraint(fields=["organisation_id", "month"], name="one_check_a_month"),
        ),
        migrations.AlterField(
            "sampledlook",
            "verdict",
            models.CharField(
                max_length=10,
                default="waiting",
                choices=[
                    ("waiting", "Ikke gennemgået"),
                    ("fine", "I orden"),
                    ("asked", "Spurgt medarbejderen"),
                    ("wrong", "Ikke i orden"),
                ],
            ),
        ),
    ]
