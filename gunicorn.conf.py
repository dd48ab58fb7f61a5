"""How does gunicorn write its access log? Never with the query: what was searched for is a citizen's name."""

access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
