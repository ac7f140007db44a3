"""What went on in an agreement, told within a second to whoever has it open, and who has it open.

A process of its own without the tables: it listens to the database on one connection and says which agreement went on
and to which number, never what changed; the page then fetches that where access is guarded.

Promises: whoever has no pass of an agreement hears nothing of it; a change that was taken back is never told; after any
break everybody is told to look again, so that nothing is missed; without this process the portal does all it did.
"""
