"""Which pages are there about signals and cases?"""
