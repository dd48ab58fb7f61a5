"""Take from the web role the tables of other packages that no page writes.

A row of `socialaccount_socialapp` is a login broker that is believed: SQL in a page could add its own.
"""

from django.db import migrations

REVOKE = """
DO $$ DECLARE name text; BEGIN
    FOREACH name IN ARRAY '{django_migrations,django_content_type,auth_permission,auth_group,auth_group_permissions,
        account_emailconfirmation,socialaccount_socialapp,socialaccount_socialtoken}'::text[] LOOP
        IF to_regclass(name) IS NOT NULL THEN
            EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I FROM hjemvej_web', name);
        END IF;
    END LOOP;
    GRANT DELETE ON socialaccount_socialtoken TO hjemvej_web;  -- with the connection of a user who has left
END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0005_counted"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0001_initial"),
    ]
    operations = [migrations.RunSQL(REVOKE, migrations.RunSQL.noop)]
