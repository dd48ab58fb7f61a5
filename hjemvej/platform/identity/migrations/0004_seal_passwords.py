"""Seal the hashes of passwords: every connection could read them, and try guesses at leisure."""

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import migrations, models

GUARD = "DROP TRIGGER IF EXISTS guard ON identity_user"  # it names the column; `migrate` makes it again at the end


def seal(apps, schema_editor):
    users = apps.get_model("identity", "User")
    for user in users.objects.exclude(password="").exclude(password__startswith="!"):
        key = hashlib.sha256(f"password {user.pk}\0{settings.SECRET_KEY}".encode()).digest()
        user.password = Fernet(base64.urlsafe_b64encode(key)).encrypt(user.password.encode()).decode()
        user.save(update_fields=["password"])


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_end_sessions")]
    operations = [
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
        migrations.AlterField("user", "password", models.CharField(max_length=400)),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
