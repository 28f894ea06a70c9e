"""Snapshots of a thousand companies that there are not: made up, built in every way, measured, held against another."""
