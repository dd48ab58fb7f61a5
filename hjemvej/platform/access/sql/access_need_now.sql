-- The citizens that the viewer, through their organisation or (after breaking the glass) alone, needs to know of now.
-- Every policy and every function that looks as the tables' owner asks here; access/queries.py says the same in Python.
-- A need has begun and not ended. It begins by the web server's clock, which may be ahead of this one, and within the
-- page's own transaction: hence the statement's time and a minute. It ends by the time the page began, so that a page
-- that closes a need can still write what it came for.
CREATE VIEW access_need_now AS
    SELECT need.person_id, need.organisation_id, need.user_id
    FROM access_needtoknow need
    WHERE need.organisation_id = (SELECT audit_viewer('organisation')::uuid)
        AND (need.user_id IS NULL OR need.user_id = (SELECT audit_viewer('user')::uuid))
        AND need.from_at <= statement_timestamp() + interval '1 minute'
        AND coalesce(need.until_at, 'infinity') > now();  -- as the index need_now has it: the ended are not read
