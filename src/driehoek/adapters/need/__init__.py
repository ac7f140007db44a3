"""The picture of need from files and to files: packaged facts, published tables, the folder of a purchaser, text, CSV.

Promises: every record says where it stands; all faults of a file are found in one go, each with line, column and mend.
"""
