"""The rules of the desk: plain frozen values and functions. No database, no clock, no terminal.

RULES.md beside this file states every rule; code and tests cite it by number.
"""
