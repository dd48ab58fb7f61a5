-- Whether a place is taken, without the guest: the board counts guests that the viewer has no need to know of.
CREATE VIEW safe_night_takenplace AS
    SELECT id, place_id, house_id, from_night, until_night, status, held_until
    FROM safe_night_occupancy
    WHERE status::text = ANY (ARRAY['held', 'staying', 'ended']);  -- so worded, it is the same after a restore
