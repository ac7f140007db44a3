"""The agreement after the division: its lines, what it opens with, and what an announcement does to it."""
