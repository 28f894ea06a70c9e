"""The catalogue as a page of its own, as JSON and as an RSS feed; each is a pure text of its entries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import format_datetime
from html import escape
from typing import Final
from xml.sax.saxutils import escape as in_xml

from reportgen.catalogue.entries import CatalogueEntry
from reportgen.page_style import PAGE_STYLE


def catalogue_json(entries: Sequence[CatalogueEntry]) -> str:
    """The entries by name of each field; figures as texts of per cent."""
    rows = [asdict(entry) for entry in entries]
    return json.dumps({"editions": rows}, ensure_ascii=False, indent=1, default=str) + "\n"


def catalogue_feed(entries: Sequence[CatalogueEntry], title: str, address: str) -> str:
    """An RSS 2.0 feed of what was built; `address` is where the page will stand, "" for links relative to the feed."""
    base = address.rstrip("/") + "/" if address else ""
    items = "".join(_item(entry, base) for entry in entries if entry.files)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>\n'
        f"<title>{in_xml(title)}</title>\n<link>{in_xml(base or 'index.html')}</link>\n<description>{in_xml(title)}</description>\n"
        f"{items}</channel></rss>\n"
    )


def _item(entry: CatalogueEntry, base: str) -> str:
    first = next((file for file in entry.files if file.kind == "html"), entry.files[0])
    day = format_datetime(datetime.fromisoformat(entry.published).replace(tzinfo=UTC))
    return (
        f"<item><title>{in_xml(entry.title)}</title><link>{in_xml(base + first.path)}</link>"
        f'<guid isPermaLink="false">{in_xml(entry.name)} {entry.published}</guid><pubDate>{day}</pubDate>'
        f"<description>{in_xml(entry.headline)}</description></item>\n"
    )


def catalogue_page(entries: Sequence[CatalogueEntry], title: str) -> str:
    """A self-contained page: searched and sorted in the browser, and complete without a script."""
    rows = "\n".join(map(_row, entries))
    failed = sum(bool(entry.failed) for entry in entries)
    count = f"{len(entries)} edition{'s' * (len(entries) != 1)}" + (f", {failed} failed" if failed else "")
    return _PAGE.format(title=escape(title), count=count, rows=rows, style=_STYLE, script=_SCRIPT)


def _row(entry: CatalogueEntry) -> str:
    links = " ".join(
        f'<a href="{escape(file.path)}">{escape(file.kind.upper())}<small> {escape(file.language)}</small></a>'
        for file in entry.files
    )
    state = f'<p class="failed">{escape(entry.failed)}</p>' if entry.failed else ""
    state += (
        "<p>All else here is of the last build that succeeded.</p>" if entry.failed and entry.files else ""
    )
    name = f"<small class=name>{escape(entry.name)}</small>" if entry.name != entry.title else ""
    headline = f"<p>{escape(entry.headline)}</p>" if entry.headline else ""
    return (
        f'<tr data-failed="{int(bool(entry.failed))}"><td class=day data-sort="{escape(entry.published)}">{escape(entry.published)}</td>'
        f"<th scope=row>{escape(entry.title)} {name}{state}{headline}</th><td>{escape(entry.company)}</td>"
        f"{_cell(entry.growth)}{_cell(entry.surprise)}<td class=links>{links}</td></tr>"
    )


def _cell(value: Decimal | None) -> str:
    """A share in per cent with one digit, and a true minus sign."""
    if value is None:
        return '<td class=figure data-sort=""></td>'
    shown = f"{value:+.1f}%".replace("-", "−")
    return f'<td class=figure data-sort="{value}">{shown}</td>'


_STYLE: Final = (
    PAGE_STYLE
    + """\
form { display: flex; flex-wrap: wrap; gap: 12px 20px; align-items: center; margin-bottom: 16px; }
input[type=search] { font: inherit; padding: 8px 10px; border: 1px solid var(--muted); background: none; color: inherit; flex: 1 1 240px; min-width: 0; }
thead button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
thead [aria-sort] button { color: var(--accent); font-weight: 600; }
thead [aria-sort=ascending] button::after { content: " ↑"; }
thead [aria-sort=descending] button::after { content: " ↓"; }
thead th { vertical-align: bottom; padding-bottom: 10px; }
thead th:nth-child(2) { width: 44%; }
.day, .name { white-space: nowrap; }
.name { font-weight: 400; color: var(--muted); }
.order { display: none; }
tbody th p { font-weight: 400; color: var(--muted); margin: 2px 0 0; }
tbody th .failed { color: var(--bad); }
.links a { color: var(--accent); white-space: nowrap; margin-right: 10px; display: inline-block; padding: 2px 0; }
@media (max-width: 700px) {
  thead { display: none; }
  .order { display: inline; }
  .order select { font: inherit; color: inherit; background: var(--paper); padding: 6px; }
  .name { white-space: normal; }
  table, tbody { display: block; }
  tr { display: grid; grid-template-columns: auto 1fr auto; gap: 0 12px; border-top: 1px solid var(--line); padding: 10px 0; }
  tbody th, td { border: 0; padding: 2px 0; overflow-wrap: anywhere; }
  tbody th, .links { grid-column: 1 / -1; }
  tbody th { order: -1; }
}
"""
)
_SCRIPT: Final = """
const body = document.querySelector("tbody"), rows = [...body.rows], box = document.querySelector("input[type=search]");
const only = document.querySelector("input[type=checkbox]"), count = document.querySelector(".count"), all = count.textContent;
const heads = [...document.querySelectorAll("thead th")], order = document.querySelector("select");
document.querySelector("form").hidden = false;
function show() {
  const words = box.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let seen = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = (only.checked && row.dataset.failed !== "1") || !words.every(word => text.includes(word));
    seen += !row.hidden;
  }
  count.textContent = seen === rows.length ? all : `${seen || "None"} of ${all}`;
  document.querySelector("table").hidden = !seen;
}
function key(row, column) { const cell = row.cells[column]; return cell.dataset.sort ?? cell.textContent; }
function sort(column, down) {
  heads.forEach(one => one.removeAttribute("aria-sort"));
  heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
  const figures = heads[column].classList.contains("figure"), sign = down ? -1 : 1;
  rows.sort((a, b) => key(a, 1).localeCompare(key(b, 1)));
  rows.sort((a, b) => {
    const one = key(a, column), other = key(b, column);
    if (!one || !other) return !one - !other;
    return sign * (figures ? one - other : one.localeCompare(other));
  });
  body.append(...rows);
  order.value = column;
}
heads.forEach((head, column) => {
  if (column && !rows.some(row => key(row, column).trim()))
    for (const row of [head.parentElement, ...rows]) row.cells[column].style.display = "none";
  const button = head.querySelector("button"), words = column === 1 || column === 2;
  if (!button) return;
  order.append(new Option(button.textContent, column));
  button.addEventListener("click", () => sort(column, head.hasAttribute("aria-sort") ? head.getAttribute("aria-sort") !== "descending" : !words));
});
order.addEventListener("change", () => sort(+order.value, order.value !== "1" && order.value !== "2"));
box.addEventListener("input", show);
only.addEventListener("change", show);
document.querySelector("form").addEventListener("submit", event => event.preventDefault());
"""
_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="alternate" type="application/rss+xml" href="feed.xml" title="{title}">
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
<p class="count" role="status">{count}</p>
<form role="search" hidden>
<input type="search" aria-label="Search" placeholder="Search">
<label><input type="checkbox"> failed only</label>
<label class="order">by <select aria-label="Sorted by"></select></label>
</form>
<table>
<thead><tr><th scope="col" aria-sort="descending"><button>Published</button></th><th scope="col"><button>Brief</button></th>
<th scope="col"><button>Company</button></th><th scope="col" class="figure"><button>Revenue, y/y</button></th>
<th scope="col" class="figure"><button>Surprise</button></th><th scope="col">Documents</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
<script>{script}</script>
</body>
</html>
"""
