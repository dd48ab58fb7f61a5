"""Remember what `migrate` has made; the web role cannot change it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("audit", "0002_rights_of_the_web_role")]
    operations = [
        migrations.CreateModel(
            name="Made",
            fields=[
                ("name", models.CharField(max_length=150, primary_key=True, serialize=False)),
                ("declared", models.CharField(max_length=64)),
                ("form", models.CharField(max_length=64)),
            ],
        ),
        migrations.RunSQL(
            "REVOKE INSERT, UPDATE, DELETE ON operations_made FROM hjemvej_web", migrations.RunSQL.noop
        ),
    ]
