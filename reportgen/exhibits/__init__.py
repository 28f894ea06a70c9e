"""Exhibits: charts as ink placed in points, the kinds they come in, and the colours and faces of a theme.

`charts` draws; each module in `kinds` declares and lays out one family of chart kinds; `ink`, `measure` and `rows` are
what they share; `printing` makes SVG of it.
"""
