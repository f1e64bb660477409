"""What a person can do at the desk, one file per act.

Each act loads what it needs, asks the domain, and writes, in one transaction. The terminal
interface, the commands and SSH sessions all come through here, so the rules, limits and request ids
are the same for all.
"""
