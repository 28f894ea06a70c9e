"""Filings: what companies file in XBRL, as numbers that know their place. Bytes in, frozen values out."""
