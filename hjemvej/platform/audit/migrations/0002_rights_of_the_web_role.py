"""The extensions all tables may use; and a web role that reads and writes rows, owns nothing, and only adds to the logs."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hjemvej_web') THEN
        CREATE ROLE hjemvej_web NOLOGIN;
        EXECUTE format('GRANT hjemvej_web TO %I', current_user);
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(
            [
                ROLE,
                "GRANT USAGE ON SCHEMA public TO hjemvej_web",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO hjemvej_web",
                "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO hjemvej_web",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public"
                " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO hjemvej_web",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO hjemvej_web",
                "REVOKE UPDATE, DELETE ON audit_event, audit_change, audit_look FROM hjemvej_web",
                "REVOKE INSERT ON audit_change FROM hjemvej_web",
            ],
            migrations.RunSQL.noop,
        ),
    ]
