"""Domain types: frozen values that the steps hand to each other. No I/O, no library but w3lib.

Every datetime is aware and UTC unless its name says otherwise.
"""
