"""Casework stands under row-level security; a draft is its writer's alone; a signed note is locked by the database."""

from django.db import migrations

from hjemvej.platform.access.protection import USER, policy, protect

LOCK = """
CREATE FUNCTION casework_lock_signed_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.signed_at IS NULL THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR (OLD.text, OLD.own_words, OLD.kind, OLD.happened_at, OLD.written_at, OLD.author_id,
            OLD.organisation_id, OLD.signed_at, OLD.corrects_id) IS DISTINCT FROM (NEW.text, NEW.own_words, NEW.kind,
            NEW.happened_at, NEW.written_at, NEW.author_id, NEW.organisation_id, NEW.signed_at, NEW.corrects_id) THEN
        RAISE EXCEPTION 'note % is signed and locked', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_note_is_locked';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER lock_signed BEFORE UPDATE OR DELETE ON casework_note
    FOR EACH ROW EXECUTE FUNCTION casework_lock_signed_note();
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("people", "0002_protection")]
    operations = [
        *protect("casework_coordination"),
        *protect("casework_course"),
        *protect("casework_note"),
        *protect("casework_task"),
        policy("casework_draft", f"user_id = {USER}"),
        migrations.RunSQL(LOCK, "DROP TRIGGER lock_signed ON casework_note; DROP FUNCTION casework_lock_signed_note()"),
    ]
