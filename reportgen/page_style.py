"""The look that the program's own pages share: those that are no brief."""

from __future__ import annotations

from typing import Final

PAGE_STYLE: Final = """
:root { color-scheme: light dark; --ink: #17212b; --muted: #55626e; --line: #d8dee3; --accent: #0b5cad; --bad: #a3251c; --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaed; --muted: #aeb8c0; --line: #3a444d; --accent: #8fc1ee; --bad: #f2a59d; --paper: #11161b; } }
* { box-sizing: border-box; }
body { font: 16px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto; max-width: 1120px; padding: 32px 20px 64px; }
h1 { font-size: 1.6rem; margin: 0 0 4px; }
.count { color: var(--muted); margin: 0 0 20px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 10px 14px 10px 0; border-top: 1px solid var(--line); font-weight: 400; }
thead th { border-top: 0; padding-bottom: 6px; font-size: .8125rem; color: var(--muted); white-space: nowrap; }
tbody th { font-weight: 600; }
td { font-variant-numeric: tabular-nums; }
.figure { text-align: right; white-space: nowrap; }
"""
