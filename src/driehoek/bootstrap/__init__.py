"""The one place that picks adapters: load, call the act, save. Nothing here decides anything.

Promises: every act is one plain function; whoever calls it reads the clock and talks to people.
"""
