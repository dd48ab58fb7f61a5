"""Does a place fit, which needs do we know, and how long is it held?"""
