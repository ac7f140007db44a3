"""The report of a round and a comparison for people: one HTML file each, a text for the terminal, a picture.

Promises: one file that opens anywhere without a network; the same report gives the same bytes; every figure has its
table; what a user wrote is never markup.
"""
