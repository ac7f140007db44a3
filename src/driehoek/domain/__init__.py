"""The procurement year, in the order it is lived: pure functions over frozen objects.

Promises: no clock, no files, no database, no web; standard library only.
"""
