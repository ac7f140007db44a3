"""Notices: who is told what when something happened or a deadline comes near, on the screen and by mail.

Promises: nobody is told of what they may not see; a mail says that there is something and where, never what; each tells
once; every group can be switched off for mail, and nothing is lost on the screen.
"""
