"""Which words on the table of people say that everybody in a database is invented?"""

EVERYBODY_IS_INVENTED = "Everybody here is invented."
