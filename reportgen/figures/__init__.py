"""The only way between numbers and text: display, rounding, precision, periods."""
