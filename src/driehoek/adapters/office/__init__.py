"""Letters, budget forms and the printed policy as PDF, DOCX and Excel.

Promises: a rendering holds nothing that the outcome does not say; the same outcome gives the same bytes; what is made
up says SYNTHETIC.
"""
