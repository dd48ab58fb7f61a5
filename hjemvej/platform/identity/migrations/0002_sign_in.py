"""The throttle's counts are shared by the web server's processes."""

from django.db import migrations

CACHE = """
CREATE UNLOGGED TABLE identity_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL
);
CREATE INDEX identity_cache_expires ON identity_cache (expires)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0001_initial"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]
    operations = [
        migrations.RunSQL(CACHE, "DROP TABLE identity_cache"),
    ]
