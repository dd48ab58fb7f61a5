"""Whose names a page showed, one row a citizen; the web role only adds, as to the rest of the log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_sample_by_organisation")]
    operations = [
        migrations.CreateModel(
            "Listed",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("user_id", models.UUIDField(null=True)),
                ("organisation_id", models.UUIDField(null=True)),
                ("person_id", models.UUIDField()),
                ("page", models.CharField(max_length=80)),
            ],
            options={"indexes": [models.Index(fields=["person_id", "-at"], name="listed_person_at")]},
        ),
        migrations.RunSQL("REVOKE UPDATE, DELETE ON audit_listed FROM hjemvej_web", migrations.RunSQL.noop),
    ]
