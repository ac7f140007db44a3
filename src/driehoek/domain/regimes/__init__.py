"""Legal regimes: their words, calendars and the rules that differ."""
