"""When does what happen by itself? One line a job: the function in a room's `jobs.py`, and its times (cron, UTC)."""

from procrastinate import App

TIMES = {
    # Hourly, none at one hour of the night alone: the clock is changed twice a year, and a machine may sleep just then.
    "hjemvej.platform.repeated_forms.jobs.forget_taken_forms": "43 * * * *",
    "hjemvej.platform.identity.jobs.forget_sessions": "47 * * * *",
    "hjemvej.platform.tries.jobs.forget_old_tries": "53 * * * *",
    "hjemvej.platform.offline.jobs.forget_returned": "59 * * * *",
    "hjemvej.ground.spreadsheets.jobs.forget_uploads": "17 * * * *",
    "hjemvej.ground.documents.jobs.forget_expired_documents": "27 * * * *",
    "hjemvej.ground.needs.jobs.end_needs": "37 * * * *",
    "hjemvej.ground.people.jobs.look_for_same": "* * * * *",
    "hjemvej.ground.retention.jobs.erase_due": "57 * * * *",
    "hjemvej.ground.retention.jobs.count_preview": "11 * * * *",
    "hjemvej.ground.requests.jobs.keep_promises": "3 * * * *",
    "hjemvej.ground.casework.jobs.bring_back": "7 * * * *",
    "hjemvej.ground.casework.jobs.count_days": "11 * * * *",
    "hjemvej.efforts.safe_night.jobs.let_holds_run_out": "*/5 * * * *",
    "hjemvej.efforts.prevention.jobs.renew_due": "1-59/10 * * * *",
    "hjemvej.efforts.prevention.jobs.put_on_the_board": "3-59/10 * * * *",
    "hjemvej.efforts.prevention.jobs.follow_outcomes": "37 * * * *",
    "hjemvej.efforts.prevention.jobs.decide_onsets": "23 * * * *",
    "hjemvej.efforts.prevention.jobs.erase_who_is_alone": "49 * * * *",
    "hjemvej.insight.mapping.jobs.count_overview": "*/10 * * * *",
    "hjemvej.insight.mapping.jobs.close_months": "9 * * * *",
    "hjemvej.efforts.safe_night.jobs.settle_nights": "1 * * * *",
}


def set_times(app: App) -> None:
    """Called when the queue is ready and every room's jobs are known."""
    for name, times in TIMES.items():
        app.periodic(cron=times)(app.tasks[name])
