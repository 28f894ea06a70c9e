"""Counting in letters, as notes, sources and columns are."""

from __future__ import annotations


def in_letters(number: int) -> str:
    """a for 1, z for 26, then aa, ab …"""
    rest, place = divmod(number - 1, 26)
    return (in_letters(rest) if rest else "") + chr(ord("a") + place)
