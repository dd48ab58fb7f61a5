-- Queue the import of a file that its own uploader has asked for, once while it waits. The job holds the id alone.
CREATE FUNCTION spreadsheets_write_job(upload_id uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM spreadsheets_upload upload
        WHERE upload.id = upload_id AND upload.status = 'running' AND upload.user_id = audit_viewer('user')::uuid
    ) THEN
        RAISE EXCEPTION 'the viewer has no such file that is to be imported' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM procrastinate_defer_jobs_v1(ARRAY[ROW(
        'default', 'hjemvej.ground.spreadsheets.jobs.import_file', 0, NULL, upload_id::text,
        jsonb_build_object('upload_id', upload_id), NULL
    )]::procrastinate_job_to_defer_v1[]);
EXCEPTION WHEN unique_violation THEN
    NULL; -- it waits already
END $$;
