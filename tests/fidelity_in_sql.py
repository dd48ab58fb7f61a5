"""What does each criterion of a method say in SQL, written from its words in ground/law and from the rooms' own tables?

Each gives a row for every course that it is about: the course, and whether it holds; null where nobody can know.
"""

COURSES = """
WITH said AS (SELECT %(on)s::date AS today, %(on)s::date - 90 AS since, %(team)s::uuid AS team, %(limit)s::int AS most),
course AS (  -- the team's, of this method: they run, or ended in the days looked back at
    SELECT c.*, c.ended_on IS NULL AS runs, since, today, most,
        CASE WHEN method <> 'cti' THEN every_days
            ELSE (SELECT p.every_days FROM support_phase p WHERE p.support_id = c.id AND p.until_on IS NULL)
            END AS agreed
    FROM said, support_supportcourse c
    WHERE c.team_id = said.team AND c.method = %(method)s
        AND c.began_on <= today AND coalesce(c.ended_on, today) >= since
        AND (c.ended_on IS NOT NULL
            OR c.person_id NOT IN (SELECT id FROM people_person WHERE died_on IS NOT NULL AND died_on <= today))
),
meeting AS (  -- the team's with a citizen, as they stand written now
    SELECT m.*, (m.happened_at AT TIME ZONE 'Europe/Copenhagen')::date AS day
    FROM support_contact m, said WHERE m.kind = 'met' AND m.corrected_at IS NULL AND m.team_id = said.team
),
lately AS (  -- those of a course, in the days looked back at
    SELECT c.id AS course_id, m.* FROM course c JOIN meeting m ON m.person_id = c.person_id
    WHERE m.day >= c.since AND m.day >= c.began_on AND m.day <= coalesce(c.ended_on, c.today) AND m.day <= c.today
),
waits AS (  -- a day on which a course is on pause
    SELECT DISTINCT p.support_id, each::date AS day
    FROM said, support_pause p, generate_series(p.from_on, coalesce(p.until_on, today + 1) - 1, interval '1 day') each
),
phase AS (
    SELECT p.*, coalesce(p.until_on, today) - p.from_on AS days,
        (SELECT count(*) FROM waits WHERE waits.support_id = p.support_id
            AND waits.day >= p.from_on AND waits.day < coalesce(p.until_on, today)) AS paused,
        (SELECT count(*) FROM meeting m WHERE m.person_id = p.person_id AND m.day >= p.from_on
            AND (p.until_on IS NULL AND m.day <= today OR m.day < p.until_on)) AS meetings,
        (SELECT count(*) FROM support_phasearea a WHERE a.phase_id = p.id AND a.ended_on IS NULL) AS areas
    FROM said, support_phase p
),
fresh AS (  -- nobody has met the citizen, and by what is agreed nobody should have yet
    SELECT c.id FROM course c
    WHERE c.runs AND c.today - c.began_on <= coalesce(c.agreed, 0)
        AND NOT EXISTS (SELECT FROM lately WHERE lately.course_id = c.id)
),
seen AS (SELECT * FROM course WHERE runs AND id NOT IN (SELECT id FROM fresh))
"""

# The longest row of days without a meeting, days on pause left out, is no longer than what is agreed.
MET_AS_AGREED = """,
counted AS (
    SELECT c.id, c.agreed, greatest(c.since, c.began_on,
        (SELECT p.from_on FROM phase p WHERE p.support_id = c.id AND p.until_on IS NULL)) AS begins, c.today
    FROM course c WHERE c.runs
),
alone AS (
    SELECT counted.id, each::date AS day,
        (SELECT max(m.day) FROM lately m WHERE m.course_id = counted.id AND m.day <= each AND m.day >= counted.begins)
    FROM counted, generate_series(counted.begins, counted.today - 1, interval '1 day') each
    WHERE NOT EXISTS (SELECT FROM waits WHERE waits.support_id = counted.id AND waits.day = each)
),
stretch AS (SELECT id, max, count(*) AS days FROM alone GROUP BY id, max)
SELECT counted.id, CASE
    WHEN agreed IS NULL THEN NULL
    WHEN begins < today AND NOT EXISTS (SELECT FROM alone WHERE alone.id = counted.id) THEN NULL
    ELSE coalesce((SELECT max(days) FROM stretch WHERE stretch.id = counted.id), 0) <= agreed END
FROM counted"""

# Fewer meetings a day than in the phase before; a phase younger than one interval has not been seen yet.
FALLS_BY_PHASE = """,
told AS (
    SELECT p.*, row_number() OVER (PARTITION BY p.support_id ORDER BY p.number DESC) AS place
    FROM phase p JOIN course c ON c.id = p.support_id
    WHERE c.runs AND p.number > 0 AND NOT (p.until_on IS NULL AND p.days < coalesce(c.agreed, 0))
)
SELECT now.support_id, CASE WHEN now.days > 0 AND now.days = now.paused OR past.days > 0 AND past.days = past.paused
    THEN NULL ELSE now.meetings / greatest(now.days - now.paused, 1)::numeric
        < past.meetings / greatest(past.days - past.paused, 1)::numeric END
FROM told now JOIN told past ON past.support_id = now.support_id AND past.place = 2
WHERE now.place = 1"""

MET_WHERE_THEY_ARE = """
SELECT seen.id, CASE WHEN most > 0 THEN count(m.id) > 0
    AND 100 * count(m.id) FILTER (WHERE m.place <> ALL ('{office,phone}')) >= most * count(m.id) END
FROM seen LEFT JOIN lately m ON m.course_id = seen.id GROUP BY seen.id, most"""

A_WORKERS_CITIZENS = """
SELECT c.id, CASE WHEN c.most > 0 THEN
    (SELECT count(*) FROM course other WHERE other.runs AND other.worker_id = c.worker_id) <= c.most END
FROM course c WHERE c.runs"""

THE_TEAMS_CITIZENS = """
SELECT c.id, CASE WHEN c.most > 0 THEN (SELECT count(*) FROM course WHERE runs) <= c.most * greatest(
    (SELECT count(DISTINCT m.worker_id) FROM lately m JOIN course o ON o.id = m.course_id WHERE o.runs), 1) END
FROM course c WHERE c.runs"""

TEAM_IS_SHARED = """
SELECT seen.id, (SELECT count(DISTINCT m.worker_id) FROM lately m WHERE m.course_id = seen.id) > 1 FROM seen"""

ASKED_FOR_WISHES = """
SELECT c.id, EXISTS (SELECT FROM housing_first_wishsheet sheet WHERE sheet.person_id = c.person_id)
FROM course c WHERE c.runs"""

# Whoever has answered a home has answered it, also where the home fell away afterwards.
ANSWERED_OFFER = """
SELECT c.id, bool_and(offer.state <> 'lapsed') FROM course c JOIN housing_first_homeoffer offer USING (person_id)
WHERE offer.offered_on >= c.since AND (offer.answered_on IS NOT NULL OR offer.state = 'lapsed') GROUP BY c.id"""

ASKED_FOR_PROVIDER = """
SELECT c.id, (SELECT bool_or(plan.provider > '') FROM plans_planversion plan
    WHERE plan.person_id = c.person_id AND plan.kind = 'plan_142' AND plan.agreed_on <= c.today)
FROM course c WHERE c.runs"""

# Of a citizen who had a home when the support ended: it lasts. Death, another municipality, another home say nothing.
HOME_OUTLASTS_SUPPORT = """
SELECT c.id, bool_or(home.until_on IS NULL OR home.until_on > c.ended_on + 1)
FROM course c JOIN homes_tenancy home USING (person_id)
WHERE c.ended_on BETWEEN c.since AND c.today AND c.ended_because NOT IN ('died', 'moved_away', 'another_method')
    AND home.from_on < c.ended_on AND coalesce(home.until_on, c.today) >= c.ended_on
    AND NOT (home.ended IN ('died', 'other_home') AND home.until_on <= c.ended_on + 1)
GROUP BY c.id"""

# Of a citizen who lost a home while supported: the support goes on, by this method or by another.
SUPPORT_OUTLASTS_HOME = """
SELECT c.id, c.ended_on IS NULL OR c.ended_because = 'another_method' OR c.ended_on > max(home.until_on) + 1
FROM course c JOIN homes_tenancy home USING (person_id)
WHERE c.ended_because NOT IN ('died', 'moved_away') AND home.ended NOT IN ('', 'died', 'other_home')
    AND home.until_on > greatest(c.since, c.began_on)
    AND home.until_on <= least(coalesce(c.ended_on + 1, c.today), c.today)
GROUP BY c.id, c.ended_on, c.ended_because"""

PHASE_HAS_A_PLAN = """
SELECT c.id, p.areas BETWEEN 1 AND 3 FROM course c JOIN phase p ON p.support_id = c.id
WHERE c.runs AND p.until_on IS NULL AND p.number > 0"""

PHASE_ENDS_IN_TIME = """
SELECT c.id, bool_and(p.planned_until_on <= p.from_on + make_interval(months => c.most, days => p.paused::int)
    AND p.from_on + p.days <= p.planned_until_on + p.paused::int)
FROM course c JOIN phase p ON p.support_id = c.id
WHERE p.planned_until_on IS NOT NULL AND coalesce(p.until_on, c.today) >= c.since GROUP BY c.id"""

# The latest area of each part of a life has a name beside it, and phase three was there.
HANDED_OVER = """,
area AS (
    SELECT DISTINCT ON (p.support_id, a.dimension) p.support_id, a.handed_to <> '' AS has_a_name
    FROM support_phasearea a JOIN phase p ON p.id = a.phase_id
    WHERE a.ended_on IS NULL ORDER BY p.support_id, a.dimension, p.number DESC
)
SELECT c.id, EXISTS (SELECT FROM phase p WHERE p.support_id = c.id AND p.number = 3)
    AND coalesce((SELECT bool_and(has_a_name) FROM area WHERE area.support_id = c.id), false)
FROM course c WHERE c.ended_on >= c.since AND c.ended_because IN ('done', 'handed_over')"""

OWN_WORDS = """
SELECT seen.id, EXISTS (SELECT FROM lately m WHERE m.course_id = seen.id AND m.own_words <> '') FROM seen"""

# Only a goal from before these days, which was still one in them, is one the citizen should have spoken of.
OWN_VERDICT = """,
spoken AS (
    SELECT c.id, goal.said_on < c.since AS is_old, EXISTS (SELECT FROM plans_verdict verdict
        WHERE verdict.goal_id = goal.id AND verdict.said_on BETWEEN c.since AND c.today) AS was_asked
    FROM course c JOIN plans_goal goal USING (person_id)
    WHERE c.runs AND goal.said_on <= c.today AND (goal.state = 'open' OR goal.state_on >= c.since)
)
SELECT c.id, (SELECT bool_or(was_asked) FROM spoken WHERE spoken.id = c.id AND (is_old OR was_asked))
FROM course c WHERE c.runs"""

IN_SQL = {
    "met_as_agreed": MET_AS_AGREED, "falls_by_phase": FALLS_BY_PHASE, "met_where_they_are": MET_WHERE_THEY_ARE,
    "caseload_cti": A_WORKERS_CITIZENS, "caseload_icm": A_WORKERS_CITIZENS, "caseload_act": THE_TEAMS_CITIZENS,
    "caseload_act_modified": THE_TEAMS_CITIZENS, "team_is_shared": TEAM_IS_SHARED,
    "asked_for_wishes": ASKED_FOR_WISHES, "answered_offer": ANSWERED_OFFER,
    "asked_for_provider": ASKED_FOR_PROVIDER, "home_outlasts_support": HOME_OUTLASTS_SUPPORT,
    "support_outlasts_home": SUPPORT_OUTLASTS_HOME, "phase_has_a_plan": PHASE_HAS_A_PLAN,
    "phase_ends_in_time": PHASE_ENDS_IN_TIME, "handed_over": HANDED_OVER, "own_words": OWN_WORDS,
    "own_verdict": OWN_VERDICT,
}  # fmt: skip
