-- Queue the sending of a message that waits: for a viewer one that they see, at once; for the system any, at any time.
-- The job holds the id alone.
CREATE FUNCTION correspondence_write_job(message_id uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF audit_viewer('scope') IS DISTINCT FROM 'system' THEN
        at := NULL;
        IF NOT EXISTS (
            SELECT FROM correspondence_message message
            WHERE message.id = message_id AND message.status = 'waiting'
                AND message.organisation_id = audit_viewer('organisation')::uuid
                AND (message.person_id IS NULL OR access_known(message.person_id))
        ) THEN
            RAISE EXCEPTION 'the viewer has no such message that waits' USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    PERFORM procrastinate_defer_jobs_v1(ARRAY[ROW(
        'default', 'hjemvej.ground.correspondence.jobs.send_message', 0, message_id::text, NULL,
        jsonb_build_object('message_id', message_id), at
    )]::procrastinate_job_to_defer_v1[]);
END $$;
