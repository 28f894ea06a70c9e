"use strict";
// The preview's script: hears that a page was made anew, fetches it, and puts it in the old one's place where the
// reader stands. What is shown is made by the server alone; nothing is worded here.
(() => {
  const QUIET = 500; // ms without a change until the inspector is fetched: it would delay the next page
  const host = document.querySelector("reportgen-preview");
  const shadow = host.shadowRoot;
  const address = location.pathname + location.search;

  // ---- hearing of changes

  let events = null;
  function listen() {
    if (document.hidden || events) return;
    events = new EventSource(`/-/events?at=${encodeURIComponent(address)}`);
    events.onmessage = ({ data }) => { if (data !== host.dataset.stamp) refresh(); };
    events.onopen = () => ended(false);
    events.onerror = () => ended(true);
  }
  function rest() { // a browser opens few connections to one place: a hidden tab leaves its own to others
    events?.close();
    events = null;
  }
  function ended(so) { // what the bar says of a page holds only while somebody makes it
    shadow.querySelector(".ended").hidden = !so;
    shadow.querySelector("[data-part=state]").hidden = so;
  }
  document.addEventListener("visibilitychange", () => document.hidden ? rest() : listen());
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);

  let fetching = false, again = false;
  async function refresh() {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    do {
      again = false;
      try {
        const answer = await fetch(address, { cache: "no-store", headers: { "X-Preview": "swap" } });
        if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
        else if (answer.status === 404) location.replace("/"); // the edition does not come out in this language any more
      } catch { /* the preview has ended, or is begun anew: the events' own connection will say so */ }
    } while (again);
    fetching = false;
  }

  function show(fresh) {
    const theirs = fresh.querySelector("reportgen-preview");
    if (theirs.dataset.page !== host.dataset.page) swap(fresh);
    else if (!document.getElementById("inspector-json")) inspector.open();
    for (const part of theirs.querySelector("template").content.querySelectorAll("[data-part]")) put(part);
    host.toggleAttribute("data-beside", theirs.hasAttribute("data-beside"));
    Object.assign(host.dataset, theirs.dataset);
  }

  // ---- the page

  // The page as the server made it: the inspector changes the one that is looked at.
  let made = document.body.cloneNode(true);

  function swap(fresh) {
    const place = standing(), focused = document.activeElement?.closest("[id]")?.id;
    inspector.close();
    head(fresh);
    document.body.className = fresh.body.className;
    change(document.body, made, fresh.body);
    made = fresh.body;
    place();
    if (focused && document.activeElement === document.body) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
    inspector.open();
  }

  const ADDED = "script, reportgen-preview, dialog.inspector, .tools, .none"; // by the preview or the inspector
  const nodes = (element) => [...element.childNodes].filter((node) => !node.matches?.(ADDED));

  // Makes `live`, which came of `was`, what `now` is, and touches nothing that is the same in both: where a reader
  // stands, what is selected, focused or open stays so, and the browser draws little.
  function change(live, was, now) {
    const here = nodes(live), old = nodes(was), next = nodes(now);
    const alike = here.length === old.length && old.length === next.length
      && here.every((node, index) => node.nodeName === old[index].nodeName && node.id === old[index].id);
    if (!alike) {
      here.forEach((node) => node.remove());
      live.prepend(...next.map((node) => document.importNode(node, true)));
      return;
    }
    here.forEach((node, index) => {
      if (old[index].isEqualNode(next[index])) return;
      const shells = [old[index], next[index]].map((one) => one.cloneNode(false));
      const within = node.nodeType === Node.ELEMENT_NODE && node.nodeName !== "svg" && shells[0].isEqualNode(shells[1]);
      if (within) change(node, old[index], next[index]);
      else node.replaceWith(document.importNode(next[index], true));
    });
  }

  // What stands at the top of the window, and how to have it there again.
  function standing() {
    const left = scrollX, top = scrollY;
    const first = top > 0 ? [...document.body.querySelectorAll("[id]")]
      .find((element) => { const box = element.getBoundingClientRect(); return box.height && box.bottom > 0; }) : null;
    const offset = first?.getBoundingClientRect().top;
    return () => {
      scrollTo({ left, top, behavior: "instant" });
      const now = first && document.getElementById(first.id);
      if (now) scrollBy({ top: now.getBoundingClientRect().top - offset, behavior: "instant" });
    };
  }

  function head(fresh) {
    const root = fresh.documentElement;
    document.title = fresh.title;
    document.documentElement.lang = root.lang;
    document.documentElement.className = root.className;
    const text = (page) => [...page.head.querySelectorAll("style")].map((style) => style.textContent).join("\0");
    if (text(fresh) !== text(document)) {
      document.head.querySelectorAll("style").forEach((style) => style.remove());
      document.head.append(...fresh.head.querySelectorAll("style"));
    }
    sheets(fresh);
  }

  // A sheet that is new comes beside the old ones, which go when it has come: no letter is without its face meanwhile.
  function sheets(fresh) {
    const links = (page) => [...page.head.querySelectorAll("link[rel=stylesheet]")];
    const wanted = links(fresh).map((link) => link.getAttribute("href"));
    const old = links(document).filter((link) => !wanted.includes(link.getAttribute("href")));
    const have = links(document).map((link) => link.getAttribute("href"));
    for (const href of wanted.filter((one) => !have.includes(one))) {
      const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
      link.addEventListener("load", () => old.forEach((one) => one.remove()));
      document.head.append(link);
    }
  }

  // ---- the bar: each part is put in only where it differs, so that what is read or open stays as it is

  function put(part) {
    const old = shadow.querySelector(`[data-part="${part.dataset.part}"]`);
    if (old.dataset.was === part.innerHTML || (!old.dataset.was && old.innerHTML === part.innerHTML)) return;
    const details = old.querySelector("details"), open = details?.open, bad = details?.classList.contains("errors");
    const scrolled = [...old.querySelectorAll("ol, aside")].map((one) => one.scrollTop);
    const focused = shadow.activeElement && old.contains(shadow.activeElement)
      ? [...old.querySelectorAll("a, summary, pre, ol, aside")].indexOf(shadow.activeElement) : -1;
    old.dataset.was = part.innerHTML;
    old.replaceChildren(...part.cloneNode(true).childNodes);
    const now = old.querySelector("details");
    if (now && details && now.classList.contains("errors") === bad) now.open = open;
    [...old.querySelectorAll("ol, aside")].forEach((one, index) => { one.scrollTop = scrolled[index] ?? 0; });
    if (focused >= 0) old.querySelectorAll("a, summary, pre, ol, aside")[focused]?.focus();
  }

  // ---- the inspector: its own script, run anew on each page; what it listens to in the window is taken back before

  const inspector = {
    heard: [], waiting: 0, turn: 0,
    close() {
      this.turn += 1; // what is still asked for comes too late
      clearTimeout(this.waiting);
      for (const [kind, hear] of this.heard.splice(0)) removeEventListener(kind, hear);
      document.querySelectorAll("dialog.inspector, body > script[id]").forEach((one) => one.remove());
    },
    open() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.fetch(), QUIET);
    },
    async fetch() {
      const page = host.dataset.page, from = host.dataset.inspector, turn = (this.turn += 1);
      if (!from) return;
      const answer = await fetch(`${from}?page=${page}`, { cache: "no-store" }).catch(() => null);
      const blocks = answer?.ok ? await answer.json() : {};
      if (turn !== this.turn || page !== host.dataset.page || !Object.keys(blocks).length) return;
      for (const [id, text] of Object.entries(blocks)) {
        const data = Object.assign(document.createElement("script"), { type: "application/json", id });
        data.textContent = text.replaceAll("&", "&amp;");
        document.body.insertBefore(data, host);
      }
      const own = window.addEventListener;
      window.addEventListener = (kind, hear, ...more) => {
        this.heard.push([kind, hear]);
        own.call(window, kind, hear, ...more);
      };
      const script = Object.assign(document.createElement("script"), { src: "/-/inspector.js" });
      script.onload = script.onerror = () => { window.addEventListener = own; };
      document.body.insertBefore(script, host);
    },
  };

  listen();
  inspector.open();
})();
