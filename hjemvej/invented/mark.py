"""Which comment on the table of people says that all people in a database are invented?"""

EVERYBODY_IS_INVENTED = "Everybody here is invented."
