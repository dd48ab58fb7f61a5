"""The throttle's counts are shared by the web server's processes; a change of how somebody signs in is logged."""

from django.db import migrations

from hjemvej.platform.audit.tracking import track

CACHE = """
CREATE UNLOGGED TABLE access_cache (
    cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL
);
CREATE INDEX access_cache_expires ON access_cache (expires)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_row_level_security"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]
    operations = [
        migrations.RunSQL(CACHE, "DROP TABLE access_cache"),
        track("mfa_authenticator", masked=("data",)),
        track("socialaccount_socialaccount"),
    ]
