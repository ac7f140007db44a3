"""What the pages of need show: a region, a municipality, the country, two pictures side by side, and the data.

Promises: each figure carries how sure it is; what may not be published is not in what comes out of here; nothing is
said about layout, so that HTML and PDF say the same.
"""
