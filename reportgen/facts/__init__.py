"""The fact base: quantities, periods, units, formulas, and the YAML they are written in."""
