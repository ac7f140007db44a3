"""What keeps the documents true: generators for the pages that are made from the code, and the lock files.

Run as ``python -m tools docs`` (write the pages), ``python -m tools docs --check`` (say which are stale),
``python -m tools lock`` (write the lock files) and ``python -m tools requirements FOLDER`` (write the index of
requirement numbers). Each module makes one kind of page and hands it over as `Page` values; only `__main__`
writes.
"""
