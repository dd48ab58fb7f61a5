"""What do the pages that cross rooms decide?"""
