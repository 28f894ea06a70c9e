"""Checks: plain functions from a fact base to verdicts and findings."""
