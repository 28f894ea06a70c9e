"""What things are counted and measured in, in English: several of them, and one."""

from __future__ import annotations

from typing import Final

from reportgen.languages.wordlists import word_columns

_WORDS: Final = word_columns("""
    shares shares share
    people people person
    employees employees employee
    customers customers customer
    users users user
    subscribers subscribers subscriber
    members members member
    passengers passengers passenger
    companies companies company
    countries countries country
    stores stores store
    homes homes home
    rooms rooms room
    vehicles vehicles vehicle
    aircraft aircraft aircraft
    units units unit
    items items item
    chips chips chip
    wafers wafers wafer
    barrels barrels barrel
    tonnes tonnes tonne
    litres litres litre
    hectares hectares hectare
    years years year
    quarters quarters quarter
    months months month
    weeks weeks week
    days days day
    hours hours hour
    sqft sq_ft sq_ft
    sqm sq_m sq_m
    year - year
    month - month
""")
NOUNS: Final = {name: many for name, (many, _) in _WORDS.items()}
EACH: Final = {name: one for name, (_, one) in _WORDS.items()}
SINGLE: Final = {f" {many}": f" {one}" for many, one in _WORDS.values() if many != one and many}
