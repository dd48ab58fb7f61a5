"""Keep the key by which PostgreSQL believes who looks where the web role can't read it; `migrate` fills it."""

from django.db import migrations

KEY = """
CREATE TABLE audit_claimkey (inner_key bytea NOT NULL, outer_key bytea NOT NULL);
REVOKE ALL ON audit_claimkey FROM hjemvej_web;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_listed")]
    operations = [migrations.RunSQL(KEY, "DROP TABLE audit_claimkey")]
