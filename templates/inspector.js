"use strict";
// The inspector of a brief: each number on the page opens and shows where it comes from, and the appendix sorts,
// filters and downloads. Everything it says was made beforehand and lies in the page's own data blocks; nothing is
// reckoned or formatted here, nothing is fetched, and text only ever goes in as text.
(() => {
  const REFERENCES = { amp: "&", lt: "<", "#13": "\r", "#65279": "\ufeff", "#0": "\0" };
  const OPENS = "a[href*='#fact=']";
  const PAGE = location.href.split("#")[0];
  const REACH = 24; // px: how far beside a label in a chart a finger may land
  const WIDE = matchMedia("(min-width: 700px)");

  if (!document.getElementById("inspector-json")) return; // a preview's page that has changed meanwhile

  const block = (id) => JSON.parse(
    document.getElementById(id).textContent.replace(/&(amp|lt|#13|#65279|#0);/g, (_, name) => REFERENCES[name]));
  const { words, entity, sources, numbers, facts } = block("inspector-json");
  const language = document.documentElement.lang;

  // ---- making elements

  const filled = (element, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const make = (name, attributes = {}, ...children) => filled(document.createElement(name), attributes, children);
  const draw = (name, attributes = {}, ...children) =>
    filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
  const address = (name) => `${PAGE}#fact=${name}`;
  const go = (link) => { location.href = link.getAttribute("href"); };
  const text = (element) => element.textContent.trim().replace(/\s+/g, " ");

  // ---- every number a link to itself

  function linkTexts() {
    for (const link of document.querySelectorAll("data.n > a")) {
      const name = numbers[numberOf(link.parentElement)];
      if (name) filled(link, { href: address(name), "aria-haspopup": "dialog" }, []);
    }
    for (const row of appendixRows()) {
      const cell = row.querySelector(".c-shown");
      const link = make("a", { href: address(numberName(row)), "aria-haspopup": "dialog" }, text(cell));
      cell.replaceChildren(link);
    }
  }

  // A label in a chart becomes a link of its own, so that the chart is a group and no longer one picture.
  function linkCharts() {
    for (const chart of document.querySelectorAll("svg.chart")) {
      const labels = [...chart.querySelectorAll("text[data-cite]")].filter((label) => numbers[numberOf(label)]);
      if (!labels.length) continue;
      chart.setAttribute("role", "group");
      for (const label of labels) {
        if (label.closest("a")) continue;
        const link = draw("a", { href: address(numbers[numberOf(label)]), "aria-haspopup": "dialog" });
        label.replaceWith(link);
        link.append(label);
      }
      chart.addEventListener("click", (event) => openNearest(chart, event));
    }
  }

  function openNearest(chart, event) {
    if (event.target.closest("a")) return;
    const near = [...chart.querySelectorAll("a")].map((link) => [distance(link, event), link])
      .sort((one, other) => one[0] - other[0])[0];
    if (near[0] <= REACH) {
      near[1].focus();
      go(near[1]);
    }
  }

  function distance(element, { clientX: x, clientY: y }) {
    const box = element.getBoundingClientRect();
    return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  }

  // A printing is called n17, or n17-2 where it is the second of its number; a row of the appendix r17.
  const numberOf = (element) => (element.id || element.dataset.cite).slice(1).split("-")[0];
  const numberName = (row) => numbers[row.id.slice(1)];
  const appendixRows = () => [...document.querySelectorAll("#numbers > .scroll tbody tr")];

  // ---- where a number stands

  function placeOf(element) {
    const exhibit = element.closest(".exhibit");
    if (exhibit) {
      const [number, title] = [".exhibit-number", ".exhibit-title"].map((part) => text(exhibit.querySelector(part)));
      return { name: `${number} · ${title}`, target: exhibit.id };
    }
    const target = element.id;
    if (element.closest("h1")) return { name: words.headline, target };
    const part = element.closest(".key-figures, .section");
    return { name: part ? text(part.querySelector("h2, .panel-head")) : words.summary, target };
  }

  function placesOf(number) {
    const found = new Map();
    for (const element of document.querySelectorAll("main data.n, main text[data-cite]")) {
      if (numberOf(element) !== String(number)) continue;
      const place = { ...placeOf(element), shown: text(element) };
      const key = `${place.name} ${place.shown}`;
      if (!found.has(key)) found.set(key, place);
    }
    return [...found.values()];
  }

  // ---- the panel

  const panel = make("dialog", { class: "inspector", "aria-labelledby": "inspector-head" });
  const said = make("p", { class: "said", role: "status" });

  function button(kind, label, act) {
    const made = make("button", { type: "button", class: kind }, label);
    made.addEventListener("click", act);
    return made;
  }

  function bar() {
    const back = history.state?.from;
    const way = facts[back] ? button("back", `‹ ${facts[back].label} ${facts[back].short}`, () => history.back()) : make("span");
    return make("div", { class: "bar" }, way,
      button("copy", words.copy, copyLink), button("close", words.close, () => panel.close()));
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = words.copied;
    } catch { // a browser may keep its clipboard to itself
      said.replaceChildren(`${words.by_hand} `, make("span", { class: "link" }, location.href));
      getSelection().selectAllChildren(said.lastChild);
    }
  }

  function fill(name) {
    const fact = facts[name];
    const head = make("h2", { id: "inspector-head", tabindex: "-1" }, fact.label);
    said.replaceChildren();
    panel.replaceChildren(bar(), said, make("div", { class: "sheet" },
      head, make("p", { class: "coordinates" }, fact.short), make("p", { class: "value" }, fact.value),
      particulars(fact), ...origin(fact), ...working(fact), ...verdict(fact), ...where(fact)));
    return head;
  }

  function particulars(fact) {
    const rows = ["exact", "precision", "unit", "period", "scenario", "basis"].filter((key) => fact[key]);
    return make("dl", {}, ...rows.map((key) =>
      make("div", {}, make("dt", {}, words[key]), make("dd", {}, fact[key]))));
  }

  const part = (title, ...children) => [make("section", {}, make("h3", {}, title), ...children)];

  const placeIn = (key, locator) => sources[key].title + (/[ -~]$/.test(sources[key].title) ? " " : "") + locator;

  function origin(fact) {
    if (!fact.tellings) return [];
    const items = fact.tellings.map(([key, locator, printed]) => make("li", {},
      make("q", { lang: sources[key].lang }, printed), " ",
      make("span", { class: "quiet" }, placeIn(key, locator))));
    return part(items.length > 1 ? words.sources : words.source, make("ul", {}, ...items));
  }

  function working(fact) {
    if (!fact.working) return [];
    const pieces = fact.working.map((piece) => Array.isArray(piece) ? operandLink(piece[1], piece[0]) : piece);
    const names = new Set(fact.working.filter(Array.isArray).map((piece) => piece[1]).filter((name) => facts[name]));
    return part(words.working,
      make("p", { class: "formula" }, ...pieces, ...(fact.computed ? [" = ", fact.computed] : [])),
      make("h4", {}, words.operands), make("ul", { class: "rows" }, ...[...names].map(operandRow)));
  }

  const operandLink = (name, shown) => facts[name] ? make("a", { href: address(name) }, shown) : shown;

  function operandRow(name) {
    const fact = facts[name];
    return make("li", {}, make("a", { href: address(name) },
      make("span", {}, fact.label, " ", make("span", { class: "quiet" }, fact.short)),
      make("span", { class: "shown" }, fact.value)));
  }

  function verdict(fact) {
    const reasons = (fact.reasons ?? []).map((reason) => make("p", { class: "reason" }, reason));
    return part(words.verdict,
      make("p", {}, make("strong", {}, fact.verdict + words.stop), make("span", { class: "quiet" }, fact.meaning)),
      ...(fact.line ? [numberLine(fact.line)] : []), ...reasons);
  }

  function where(fact) {
    if (!fact.number) return part(words.where, make("p", { class: "quiet" }, words.unprinted));
    const rows = [...placesOf(fact.number), { name: words.row, shown: fact.number, target: `r${fact.number}` }];
    return part(words.where, make("ul", { class: "rows" }, ...rows.map(({ name, shown, target }) =>
      make("li", {}, make("a", { href: `#${target}` },
        make("span", {}, name), make("span", { class: "shown" }, shown))))));
  }

  // ---- the number line: an interval a row, its two ends beside it, a tint where all of them meet

  const LINE = { left: 96, width: 168, row: 40, total: 360 };
  const across = (place) => LINE.left + place * LINE.width / 1000;

  function numberLine(rows) {
    const height = rows.length * LINE.row + 4;
    const low = Math.max(...rows.map(({ at }) => at[0])), high = Math.min(...rows.map(({ at }) => at[1]));
    const shared = low <= high ? [draw("rect", { class: "shared", x: across(low) - 1, y: 0,
      width: across(high) - across(low) + 2, height })] : [];
    const spoken = rows.map(({ name, ends }) => `${name} ${ends.filter(Boolean).join(words.until)}`).join("; ");
    return draw("svg", { class: "line", viewBox: `0 0 ${LINE.total} ${height}`, role: "img", "aria-label": spoken },
      ...shared, ...rows.flatMap(interval));
  }

  function interval({ name, ends, at }, index) {
    const [low, high, point] = at.map(across), y = index * LINE.row + 26;
    const tick = (x) => draw("path", { d: `M ${x} ${y - 4} V ${y + 4}` });
    const label = (x, anchor, words) => draw("text", { x, y: y + 4, "text-anchor": anchor }, words);
    return [
      draw("text", { class: "name", x: 0, y: y - 13 }, name),
      draw("path", { d: `M ${low} ${y} H ${high}` }),
      ...(ends[0] ? [tick(low), label(low - 6, "end", ends[0])] : []),
      ...(ends[1] ? [tick(high), label(high + 6, "start", ends[1])] : []),
      draw("circle", { cx: point, cy: y, r: 3 }),
    ];
  }

  // ---- opening, going on, coming back: the address says which number is open, the browser's history is the way back
  //
  // `depth` counts the numbers that were opened one from the other, `from` is the one before. Closing goes back over
  // all of them, so that the way back then leads out of the page as it should.

  let shown = "";       // the number that is open
  let depth = 0;        // of its entry in the history
  let leaving = false;  // while closing goes back to where the reader was
  let next = null;      // the link to open once that is done

  // The edition's own company may be named or not: #fact=revenue@2025Q4, #fact=acme/revenue@2025Q4.
  function asked() {
    const [, name] = /^#fact=(.+)$/.exec(plain(location.hash)) ?? [];
    if (!name || Object.hasOwn(facts, name)) return name ?? "";
    const local = name.startsWith(`${entity}/`) ? name.slice(entity.length + 1) : "";
    return Object.hasOwn(facts, local) ? local : "";
  }

  function plain(hash) {
    try { return decodeURIComponent(hash); } catch { return ""; }
  }

  function follow(first) {
    const name = asked();
    if (leaving) {
      leaving = false;
      return left();
    }
    if (!name) return shut();
    if (!history.state) history.replaceState({ depth: first ? 0 : shown ? depth + 1 : 1, from: shown }, "");
    depth = history.state.depth;
    open(name);
  }

  function open(name) {
    const opener = document.activeElement, came = shown;
    const head = fill(name);
    shown = name;
    if (!panel.open) {
      panel.showModal();
      beside(opener);
    }
    panel.querySelector(".sheet").scrollTop = 0;
    const link = [...panel.querySelectorAll(OPENS)].find((one) => came && one.href === address(came));
    (link ?? head).focus();
  }

  function shut() {
    shown = "";
    if (!panel.open) return;
    panel.close();
    const target = document.getElementById(location.hash.slice(1));
    (target?.matches("data") ? target.firstElementChild : null)?.focus({ preventScroll: true });
  }

  function closed() {
    const at = document.activeElement; // who came by a link has nowhere to go back to but the number itself
    if (at === document.body || panel.contains(at)) document.querySelector(".opened")?.focus({ preventScroll: true });
    mark(null);
    shown = "";
    if (!asked()) return;
    leaving = depth > 0;
    if (leaving) history.go(-depth);
    else left();
  }

  // Where the reader came in by a number's own link, there is nothing to go back to but the page without it.
  function left() {
    if (asked()) history.replaceState(null, "", location.pathname + location.search);
    const link = next;
    next = null;
    link?.focus();
    if (link) go(link);
  }

  // The panel must not lie on the number that it is about: it comes from the other side, and on a phone, where it
  // comes from below, the number moves up.
  function beside(opener) {
    const number = opener?.closest?.("main, .appendix") ? opener : firstPlace();
    mark(number);
    if (!number) return;
    const box = number.getBoundingClientRect(), edge = panel.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) number.scrollIntoView({ block: "center", behavior: "instant" });
    panel.classList.toggle("left", WIDE.matches && box.right > innerWidth - edge.width);
    const top = number.getBoundingClientRect().bottom;
    if (!WIDE.matches && top > edge.top - 12) scrollBy({ top: top - edge.top / 2, behavior: "instant" });
  }

  const firstPlace = () => [...document.querySelectorAll(`main ${OPENS}, .appendix ${OPENS}`)]
    .find((link) => link.getAttribute("href") === address(shown) && link.getClientRects().length);

  function mark(number) {
    document.querySelectorAll(".opened").forEach((element) => element.classList.remove("opened"));
    number?.classList.add("opened");
  }

  // A click beside the panel closes it; where it hit another number, that one opens.
  function outside(event) {
    if (event.target !== panel) return;
    const box = panel.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right
      && event.clientY >= box.top && event.clientY <= box.bottom;
    if (inside) return;
    panel.close();
    next = document.elementFromPoint(event.clientX, event.clientY)?.closest(OPENS) ?? null;
  }

  // ---- the appendix: sorting, filtering, downloading

  const SORTS = [["c-no"], ["c-label"], ["c-period", 1], ["c-exact", 0], ["c-origin"], ["c-verdict", 2]];
  const order = { column: "c-no", up: true };

  function tools() {
    const table = document.querySelector("#numbers > .scroll"), rows = appendixRows();
    const find = make("input", { type: "search", placeholder: words.search_hint, autocomplete: "off" });
    const verdicts = [...new Set(rows.map((row) => text(row.querySelector(".c-verdict"))))];
    const verdict = choice([["", words.all_verdicts], ...verdicts.map((one) => [one, one])]);
    const kind = choice([["", words.all_kinds], ["stated", words.stated], ["derived", words.derived]]);
    const sort = choice(SORTS.flatMap(([column]) => [[`${column} up`, `${headText(column)}, ${words.ascending}`],
      [`${column} down`, `${headText(column)}, ${words.descending}`]]));
    const count = make("p", { class: "count", role: "status" });
    const none = make("p", { class: "none", hidden: "" }, words.none);
    const sift = () => filter(rows, { find, verdict, kind, count, none });
    find.addEventListener("input", sift);
    verdict.addEventListener("change", sift);
    kind.addEventListener("change", sift);
    sort.addEventListener("change", () => sortBy(sort.value.split(" ")[0], sort.value.endsWith("up")));
    table.before(make("div", { class: "tools", role: "search", "aria-label": words.search },
      labelled(words.search, find, "find"), labelled(words.verdict, verdict), labelled(words.kind, kind),
      labelled(words.sort, sort, "sort"), button("csv", words.csv, download), count));
    table.after(none);
    sortableHeads(sort);
    sift();
  }

  const labelled = (label, control, kind = "") =>
    make("label", { class: kind }, make("span", {}, label), filled(control, { "aria-label": label }, []));
  const choice = (options) =>
    make("select", {}, ...options.map(([value, label]) => make("option", { value }, label)));
  const headOf = (column) => document.querySelector(`#numbers > .scroll thead .${column}`);
  const headText = (column) => text(headOf(column));

  function filter(rows, { find, verdict, kind, count, none }) {
    const wanted = find.value.trim().toLocaleLowerCase(language).split(/\s+/);
    let left = 0;
    for (const row of rows) {
      const name = numberName(row), said = `${text(row)} ${name}`.toLocaleLowerCase(language);
      const is = facts[name].tellings ? "stated" : "derived";
      row.hidden = !wanted.every((word) => said.includes(word))
        || (verdict.value && text(row.querySelector(".c-verdict")) !== verdict.value)
        || (kind.value && kind.value !== is);
      left += !row.hidden;
    }
    count.textContent = words.count.replace("{n}", left).replace("{m}", rows.length);
    none.hidden = left > 0;
  }

  function sortableHeads(select) {
    for (const [column] of SORTS) {
      const head = headOf(column), label = head.textContent;
      head.replaceChildren(button("sort", label, () => {
        sortBy(column, order.column === column ? !order.up : true);
        select.value = `${column} ${order.up ? "up" : "down"}`;
      }));
    }
    sayOrder();
  }

  function sortBy(column, up) {
    Object.assign(order, { column, up });
    const rank = (SORTS.find(([name]) => name === column) ?? [])[1];
    const key = (row) => column === "c-no" ? Number(row.id.slice(1))
      : rank === undefined ? text(row.querySelector(`.${column}`)) : facts[numberName(row)].ranks[rank];
    const compare = (one, other) => typeof one === "string" ? one.localeCompare(other, language) : one - other;
    const rows = appendixRows().map((row) => [key(row), row]);
    rows.sort((one, other) => (up ? 1 : -1) * compare(one[0], other[0]));
    document.querySelector("#numbers > .scroll tbody").append(...rows.map(([, row]) => row));
    sayOrder();
  }

  function sayOrder() {
    for (const [column] of SORTS) {
      const head = headOf(column);
      if (column === order.column) head.setAttribute("aria-sort", order.up ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    }
  }

  // The same rows as numbers.csv, in this page's language: made of what the page carries as numbers.json.
  function csvText() {
    const record = block("numbers-json"), exceptions = new Map();
    const own = (entry) => entry.texts[language];
    // Each exception is two lists of wordings: the figure with the mark of its row, and what stands against it and why.
    record.documents[language].exceptions.forEach((used, index, parts) => {
      const mark = index % 2 ? "" : used[3];
      if (mark) exceptions.set(mark, [...exceptions.get(mark) ?? [], parts[index + 1].filter(Boolean).join(" · ")]);
    });
    const columns = {
      number: (entry) => String(entry.number), fact: (entry) => entry.fact, value: (entry) => entry.value,
      low: (entry) => entry.low, high: (entry) => entry.high, unit: (entry) => entry.unit,
      period: (entry) => entry.period, scenario: (entry) => entry.scenario,
      source: (entry) => entry.tellings.map((one) => `${one.source} ${one.locator}: ${one.printed}`).join("; "),
      formula: (entry) => entry.formula, verdict: (entry) => entry.verdict,
      [`label ${language}`]: (entry) => own(entry).label,
      [`shown ${language}`]: (entry) => [...new Set(own(entry).printings.map((one) => one.shown))].join(" · "),
      [`working ${language}`]: (entry) => own(entry).working,
      [`source ${language}`]: (entry) =>
        entry.tellings.map((one) => `${placeIn(one.source, one.locator)}: ${one.printed}`).join("; "),
      [`exception ${language}`]: (entry) => exceptions.get(`[${entry.number}]`)?.join("; "),
    };
    const lines = record.numbers.map((entry) =>
      Object.entries(columns).map(([name, cell]) => csvCell(cell(entry) ?? "", NUMERIC.has(name))).join(","));
    return `\ufeff${[Object.keys(columns).join(","), ...lines].join("\r\n")}\r\n`;
  }

  const NUMERIC = new Set(["number", "value", "low", "high"]);

  // A spreadsheet runs a text that begins like a formula; an apostrophe keeps it a text.
  function csvCell(cell, numeric) {
    const safe = !numeric && /^[=+\-@＝＋－＠\t\r\n]/.test(cell) ? `'${cell}` : cell;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  function download() {
    const url = URL.createObjectURL(new Blob([csvText()], { type: "text/csv" }));
    make("a", { href: url, download: `${block("numbers-json").edition}.${language}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  // ---- the start

  // A browser may have saved the page as it stood, with all of this in it.
  document.querySelectorAll("dialog.inspector, #numbers > .tools, #numbers > .none").forEach((old) => old.remove());
  linkTexts();
  linkCharts();
  tools();
  document.body.append(panel);
  panel.addEventListener("close", closed);
  panel.addEventListener("click", outside);
  addEventListener("hashchange", () => follow(false));
  addEventListener("keydown", (event) => { // a link that opens a dialog answers to the space bar too
    const link = event.key === " " && event.target.closest?.(OPENS);
    if (!link) return;
    event.preventDefault();
    go(link);
  });
  follow(true);
})();
