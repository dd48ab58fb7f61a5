-- Which vacant homes are at a housing meeting that another team holds now? It tells of homes alone, to who looks.
-- It belongs to the tables' owner: a team sees its own meetings.
CREATE FUNCTION housing_first_at_other_meetings() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT home.vacancy_id FROM housing_first_meetinghome home
    JOIN housing_first_housingmeeting meeting ON meeting.id = home.meeting_id
    WHERE home.is_open AND meeting.ended_at IS NULL
$$;
