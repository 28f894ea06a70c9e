"""How the page of a comparison looks, beyond what the program's pages share."""

from __future__ import annotations

from typing import Final

from reportgen.page_style import PAGE_STYLE

COMPARISON_STYLE: Final = (
    PAGE_STYLE
    + """\
:root { --old: #8a6a2f; --old-ground: #f6efe0; --new-ground: #e3eefb; --plain: #9aa6b0; }
@media (prefers-color-scheme: dark) { :root { --old: #d8b878; --old-ground: #2c2517; --new-ground: #16283a; --plain: #6b7883; } }
a { color: var(--accent); }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; margin: 16px 0 20px; padding: 0; list-style: none; }
.sides li { border-left: 4px solid var(--old); padding: 2px 0 2px 12px; overflow-wrap: anywhere; }
.sides li + li { border-color: var(--accent); }
.sides small { display: block; color: var(--muted); }
nav { display: flex; flex-wrap: wrap; gap: 6px 18px; padding: 10px 0; border-block: 1px solid var(--line); }
nav a { padding: 3px 0; text-decoration: none; }
nav b { font-variant-numeric: tabular-nums; }
h2 { font-size: 1.125rem; margin: 40px 0 8px; }
h2 .total { color: var(--muted); font-weight: 400; margin-left: 6px; }
.unread { color: var(--muted); }
thead th, tbody th { width: 30%; }
thead .picture { white-space: normal; }
tbody th small { display: block; font-weight: 400; color: var(--muted); overflow-wrap: anywhere; }
tbody th ul { margin: 4px 0 0; padding: 0; list-style: none; font-weight: 400; font-size: .9375rem; }
thead .was, thead .is { width: 18%; }
thead .far { width: 12%; }
thead .picture { width: 22%; }
.was, .is, .far { word-break: keep-all; overflow-wrap: break-word; }
td.was { color: var(--old); }
.was a { color: inherit; }
td.is { font-weight: 600; }
.far { font-variant-numeric: tabular-nums; }
td small { display: block; font-weight: 400; color: var(--muted); font-size: .8125rem; }
.picture { padding-right: 0; }
.picture svg { display: block; width: 100%; max-width: 320px; height: auto; }
.axis { stroke: var(--line); fill: none; }
.bar-old { fill: var(--old); }
.bar-new { fill: var(--accent); }
.bar-expected { fill: none; stroke: var(--muted); stroke-width: 1.2; stroke-dasharray: 3 2; }
td .head { display: none; }
.word { white-space: nowrap; }
.warning { color: var(--bad); }
.claim, .text { border-top: 1px solid var(--line); padding: 10px 0; margin: 0; max-width: 76ch; }
.claim p, .text p { margin: 2px 0; }
.claim code { color: var(--muted); font-size: .8125rem; overflow-wrap: anywhere; }
.under { color: var(--muted); font-size: .875rem; }
del + ins { margin-left: .2em; }
del { background: var(--old-ground); text-decoration: line-through; text-decoration-thickness: 1px; }
ins { background: var(--new-ground); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 3px; }
.alike { font-size: 1.125rem; margin-top: 32px; }
@media (max-width: 700px) {
  .sides { grid-template-columns: 1fr; }
  thead { position: absolute; left: -9999px; }
  tr { display: grid; grid-template-columns: 1fr 1fr; gap: 2px 12px; border-top: 1px solid var(--line); padding: 12px 0; }
  tbody th, td, .was, .is, .picture { border: 0; padding: 0; width: auto; }
  tbody th, .picture { grid-column: 1 / -1; }
  td.far { grid-column: 1 / -1; }
  td .head { display: block; color: var(--muted); font-size: .8125rem; font-weight: 400; }
  td.far .head { display: inline; margin-right: .5em; }
  td.far:empty { display: none; }
  td.far small { display: inline; margin-left: .4em; }
  .picture { padding-top: 6px; }
  .picture svg { max-width: none; }
  .picture:empty { display: none; }
}
@media print { nav { display: none; } body { padding: 0; } }
"""
)
