"""The letter to a provider, as typed content: decision, reasons, scores, routes and last dates.

Promises: the first sentence is the decision; everything computed or recorded is a locked `Fact`; nothing about
layout. The words are plain Dutch.
"""

from driehoek.application.letters.build import letter_for, letters
from driehoek.application.letters.letter import Letter, Variant

__all__ = ["Letter", "Variant", "letter_for", "letters"]
