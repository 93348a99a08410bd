// Improves pages that also work without it: a slider for the day, lists that update while you type, pages that notice
// when the record changes. Nothing is loaded from other sites.
"use strict";

// On a phone, unused filters are folded up, so that the list comes first.
const phone = matchMedia("(max-width: 45rem)");
const foldUp = (part) => {
  for (const facet of part.querySelectorAll(".facets details:not(:has([aria-current]))")) facet.open = !phone.matches;
};
if (phone.matches) foldUp(document);
phone.addEventListener("change", () => foldUp(document));

// Replaces a part of the page. Rows of long tables below the screen are added after the first paint, so that the first
// rows appear at once.
const AT_ONCE = 12;
const put = (place, html) => {
  const part = document.createElement("template");
  part.innerHTML = html;
  if (phone.matches) foldUp(part.content);
  const later = [];
  // If the reader has scrolled down, adding rows later would move what they read.
  if (scrollY < innerHeight / 4) {
    for (const table of part.content.querySelectorAll("table.panel")) {
      for (const row of [...table.querySelectorAll("tbody > tr")].slice(AT_ONCE)) later.push([row.parentNode, row]);
    }
    for (const [, row] of later) row.remove();
  }
  place.replaceChildren(part.content);
  if (later.length) requestAnimationFrame(() => setTimeout(() => { for (const [body, row] of later) body.append(row); }));
};

const swap = (() => {
  let turn = 0;
  // Fetches the part of a page that changes and shows it; the last request wins.
  return async (address, place, keep) => {
    const mine = ++turn;
    // A request that fails, because the reader left the page or the server stopped, changes nothing.
    const html = await fetch(address, { headers: { "X-Part": "1" } })
      .then((answer) => answer.ok ? answer.text() : null).catch(() => null);
    if (mine !== turn || html === null) return false;
    put(place, html);
    history[keep ? "pushState" : "replaceState"](null, "", address);
    return true;
  };
})();

const address = (form) => {
  const pairs = new URLSearchParams();
  const chosen = [];
  const all = form.querySelectorAll("input[name=v]").length;
  for (const [name, value] of new FormData(form)) {
    if (name === "v") chosen.push(value);
    else if (value) pairs.set(name, value);
  }
  if (chosen.length && chosen.length < all) pairs.set("v", chosen.join(","));
  const text = pairs.toString().replaceAll("%2C", ",");
  return form.action.split("?")[0] + (text ? "?" + text : "");
};

// The day: a slider that steps from change to change, and date fields that update the page at once.
for (const form of document.querySelectorAll("form.when[data-days]")) {
  const days = form.dataset.days.split(" ").filter(Boolean);
  const slider = form.querySelector("input[type=range]");
  const on = form.querySelector("input[name=on]");
  const state = document.getElementById("state");
  const drawing = document.querySelector(".drawing[data-source]");
  const steps = { prev: form.querySelector("[rel=prev]"), next: form.querySelector("[rel=next]") };
  if (days.length > 1) slider.closest("label").hidden = false;
  // The same style as in the page: 4 December 2023.
  const lang = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const long = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" });
  const worded = (iso) => long.format(new Date(iso + "T12:00:00Z"));
  const place = (iso) => {
    let low = 0, high = days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle] <= iso) low = middle + 1; else high = middle;
    }
    return low - 1;
  };
  const say = () => slider.setAttribute("aria-valuetext", worded(on.value || days[slider.value]));
  let later = 0, shown = location.search;
  const show = (keep) => {
    say();
    if (form.dataset.pages) {
      // A copy has one page for each day on which an answer changes.
      const day = days[Math.max(0, place(on.value))];
      if (keep) location.href = form.dataset.pages.replace("{day}", day) + location.hash;
      return;
    }
    const to = address(form);
    swap(to, state, keep).then((done) => {
      if (!done) return;
      shown = location.search;
      lookBack(to);
      for (const [rel, link] of Object.entries(steps)) {
        if (!link) continue;
        const at = place(on.value);
        const day = days[rel === "next" ? at + 1 : (days[at] === on.value ? at - 1 : at)];
        link.hidden = !day;
        if (!day) continue;
        const url = new URL(to, location.href);
        url.searchParams.set("on", day);
        link.href = url.pathname + url.search;
        link.querySelector("span").textContent = rel === "next" ? worded(day) + " ›" : "‹ " + worded(day);
      }
      for (const link of document.querySelectorAll(".languages a")) {
        const code = new URL(link.href).searchParams.get("lang");
        const url = new URL(to, location.href);
        url.searchParams.set("lang", code);
        link.href = url.pathname + url.search;
      }
    });
    // The picture is large, so it is drawn when the slider stops.
    clearTimeout(later);
    if (drawing) later = setTimeout(() => draw(to), 250);
  };
  // Past answers take longest, so they are requested after the rest is shown.
  let back = 0;
  const lookBack = (to) => {
    clearTimeout(back);
    back = setTimeout(async () => {
      const place = state.querySelector(".looks-back");
      const html = await fetch(to, { headers: { "X-Part": "past" } })
        .then((answer) => answer.ok ? answer.text() : null).catch(() => null);
      if (html !== null) { place.innerHTML = html; place.dataset.told = ""; }
    }, 150);
  };
  // Column heads stick below the bar, whose height varies.
  new ResizeObserver(() => document.body.style.setProperty("--bar", form.offsetHeight + "px")).observe(form);
  // Scrolls a wide picture to the chosen day.
  const turn = () => {
    const line = drawing.querySelector("line.on");
    if (line) drawing.scrollLeft = Number(line.getAttribute("x1")) - drawing.clientWidth * 0.6;
  };
  // A picture outside the screen is drawn when the reader comes near it.
  let seen = false, owed = null;
  const draw = async (to) => {
    if (!seen) { owed = to; return; }
    owed = null;
    const query = to.includes("?") ? to.slice(to.indexOf("?")) : "";
    const svg = await fetch(drawing.dataset.source.split("?")[0] + query, { headers: { "X-Part": "1" } })
      .then((answer) => answer.ok ? answer.text() : null).catch(() => null);
    if (svg === null) return;
    const at = drawing.querySelector("svg") && drawing.scrollLeft;
    drawing.innerHTML = svg;
    if (at === null) turn(); else drawing.scrollLeft = at;
  };
  if (drawing) turn();
  if (drawing && !document.body.classList.contains("copy")) {
    if (!drawing.querySelector("svg")) owed = location.pathname + location.search;
    new IntersectionObserver((all) => {
      seen = all.at(-1).isIntersecting;
      if (seen && owed !== null) draw(owed);
    }, { rootMargin: "400px" }).observe(drawing);
  }
  slider.addEventListener("input", () => { on.value = days[slider.value]; show(false); });
  form.addEventListener("change", (event) => {
    if (event.target === slider) { if (document.body.classList.contains("copy")) show(true); return; }
    if (event.target === on) { if (!on.value) return; slider.value = Math.max(0, place(on.value)); }
    show(true);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); show(true); });
  for (const link of Object.values(steps)) {
    link?.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || document.body.classList.contains("copy")) return;
      event.preventDefault();
      on.value = new URL(link.href).searchParams.get("on");
      slider.value = Math.max(0, place(on.value));
      show(true);
    });
  }
  // Back and forward reload the page of that day; jumps within the page do not.
  addEventListener("popstate", () => { if (location.search !== shown) location.reload(); });
  say();
}

// The form in which words are compared: without accents, case and punctuation.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

// In a static copy, the search index is a script that is loaded on the first search.
const index = (() => {
  let read;
  return (src) => read ??= new Promise((done) => {
    const script = document.createElement("script");
    script.src = src;
    script.addEventListener("load", () => done(new Map(globalThis.vigenteIndex)));
    document.head.append(script);
  });
})();

// In a static copy: shows the matters that match, and why each matches.
const find = async (list, src, typed) => {
  const known = await index(src);
  const words = fold(typed).split(" ").filter(Boolean);
  // The line above the list counts all matters.
  list.querySelector(".lead").hidden = words.length > 0;
  for (const matter of list.querySelectorAll(".matters > li")) {
    const entries = known.get(matter.querySelector("h2 a").getAttribute("href")) ?? [];
    const named = (w) => entries.length && entries[0][3].includes(w);
    const all = words.every(named);
    const found = all ? [] : entries.slice(1).filter(([,,, said]) => words.every((w) => said.includes(w) || named(w)));
    matter.hidden = !all && !found.length;
    matter.querySelector(".found")?.remove();
    if (!found.length) continue;
    const ul = document.createElement("ul");
    ul.className = "found";
    for (const [kind, title, file] of found.slice(0, 4)) {
      const li = document.createElement("li"), what = document.createElement("span"), to = document.createElement(file ? "a" : "span");
      what.className = "kind";
      what.textContent = kind;
      to.textContent = title;
      if (file) to.href = file;
      li.append(what, " ", to);
      ul.append(li);
    }
    matter.append(ul);
  }
};

// Lists that update while you type.
for (const form of document.querySelectorAll("form[data-part=list]")) {
  const list = document.getElementById("list");
  const copy = form.dataset.index;
  let later = 0;
  if (copy) form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(() => copy ? find(list, copy, form.querySelector("input[type=search]").value) : swap(address(form), list, false), 80);
  });
  // While matters are still being read, the list is updated.
  const grow = () => setTimeout(async () => {
    if (!document.hidden) await swap(location.pathname + location.search, list, false);
    if (list.querySelector("[data-unread]")) grow();
  }, 700);
  if (list.querySelector("[data-unread]") && !copy) grow();
}

// A page of a static copy that holds the answers of all days: shows the answer of the day in the URL, or of the chosen day.
{
  const data = document.getElementById("states");
  const form = document.querySelector("form.dated");
  if (data && form) {
    const { lines, states } = JSON.parse(data.textContent);
    const boundaries = form.dataset.boundaries.split(" ").filter(Boolean);
    const place = document.getElementById("dated"), on = form.elements.namedItem("on");
    const slider = form.querySelector("input[type=range]"), same = form.querySelector(".same");
    const steps = { prev: form.querySelector("[rel=prev]"), next: form.querySelector("[rel=next]") };
    const lang = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
    const long = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" });
    // Each answer is stored as runs of lines.
    const body = (runs) => {
      const said = [];
      for (let i = 0; i < runs.length; i += 2) said.push(...lines.slice(runs[i], runs[i] + runs[i + 1]));
      return said.join("\n");
    };
    const first = (at) => states[at][0].startsWith("0000") ? boundaries[0] : states[at][0];
    const show = (day) => {
      const at = Math.max(0, states.findLastIndex(([from]) => from <= day));
      const worded = long.format(new Date(day + "T12:00:00Z"));
      place.innerHTML = body(states[at][1]).replaceAll("⟦day⟧", worded);
      on.value = day;
      slider.value = at;
      slider.setAttribute("aria-valuetext", worded);
      same.textContent = states[at][2];
      for (const [rel, to] of [["prev", at - 1], ["next", at + 1]]) {
        steps[rel].hidden = !states[to];
        // The first answer holds before the first day of the record.
        if (states[to]) steps[rel].href = "#" + (to === 0 ? before : first(to));
      }
      // Links keep the chosen day.
      const page = boundaries.findLast((b) => b <= day);
      for (const link of document.querySelectorAll("a[data-follows-day]")) {
        const to = link.getAttribute("href");
        // The overview has a page for each day.
        if (!link.dataset.followsDay) link.href = to.split("#")[0] + "#" + day;
        else if (page) link.href = link.dataset.followsDay.replace("{day}", page);
      }
    };
    const copied = on.value;
    const before = new Date(Date.parse(boundaries[0]) - 864e5).toISOString().slice(0, 10);
    const asked = () => /^#\d{4}-\d\d-\d\d$/.test(location.hash) ? location.hash.slice(1) : copied;
    slider.max = states.length - 1;
    slider.addEventListener("input", () => {
      const at = Number(slider.value), day = at === 0 ? before : first(at);
      history.replaceState(null, "", "#" + day);
      show(day);
    });
    on.addEventListener("change", () => { if (on.value) location.hash = on.value; });
    form.addEventListener("submit", (event) => event.preventDefault());
    addEventListener("hashchange", () => show(asked()));
    form.hidden = false;
    show(asked());
  }
}

// In the picture, the other arrows are dimmed while the pointer is on an act.
document.addEventListener("pointerover", (event) => {
  const link = event.target.closest?.(".drawing a");
  if (!link) return;
  const name = link.querySelector(".act-name")?.textContent;
  for (const group of link.closest("svg").querySelectorAll("g")) {
    const said = group.querySelector("title")?.textContent ?? "";
    if (group.querySelector(".arrow")) group.classList.toggle("dim", !said.split(" ").some((w) => w === name || w.startsWith(name + ".")));
  }
  link.addEventListener("pointerleave", () => link.closest("svg").querySelectorAll(".dim").forEach((g) => g.classList.remove("dim")), { once: true });
});

// Offers a link to quote the selected words of a source.
for (const source of document.querySelectorAll("article.source[data-quote]")) {
  const button = document.createElement("a");
  button.className = "toast";
  button.textContent = source.dataset.said;
  button.hidden = true;
  document.body.append(button);
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const words = chosen.toString().replace(/\s+/g, " ").trim();
    const text = chosen.anchorNode?.parentElement?.closest(".text");
    button.hidden = !(words && text && source.contains(text));
    if (button.hidden) return;
    const url = new URL(source.dataset.quote, location.href);
    url.searchParams.set("quote", words);
    url.searchParams.set("pin", text.dataset.pin);
    button.href = url.href;
  });
}

// When the record changes on disk, the page reloads. A page with a form shows a notice instead, so that no input is lost.
const follows = document.body.dataset.follows;
if (follows && "EventSource" in window && location.protocol.startsWith("http")) {
  const events = new EventSource(document.body.dataset.changes);
  // Changes during an interruption are not sent again, so a new connection reloads the page.
  events.addEventListener("open", () => {
    if ("hears" in document.body.dataset && !document.querySelector("[data-writes]")) location.reload();
    document.body.dataset.hears = "";
  });
  events.addEventListener("changed", (event) => {
    if (follows !== "*" && event.data !== "*" && event.data !== follows) return;
    if (!document.querySelector("[data-writes]")) return location.reload();
    if (document.querySelector(".toast.changed")) return;
    const toast = document.createElement("p");
    toast.className = "toast changed";
    toast.setAttribute("role", "status");
    toast.textContent = document.body.dataset.changed;
    document.body.append(toast);
  });
  addEventListener("pagehide", () => events.close());
}

// The text of a record: shows problems while you write, and warns before you leave with unsaved changes.
for (const form of document.querySelectorAll("form.editor[data-check]")) {
  const text = form.elements.namedItem("text");
  const list = document.getElementById("diagnostics");
  if (!text || text.readOnly) continue;
  const first = text.value;
  let later = 0, turn = 0, sending = false;
  const check = async () => {
    const mine = ++turn;
    const sent = ["token", "file"].map((name) => [name, form.elements.namedItem(name).value]);
    const body = new URLSearchParams([...sent, ["text", text.value]]);
    const answer = await fetch(form.dataset.check, { method: "POST", body });
    if (!answer.ok || mine !== turn) return;
    const { diagnostics } = await answer.json();
    form.dispatchEvent(new CustomEvent("diagnosed", { detail: diagnostics }));
    list.replaceChildren();
    if (!diagnostics.length) {
      const none = document.createElement("p");
      none.className = "nothing";
      none.textContent = form.dataset.none;
      return list.append(none);
    }
    const ul = document.createElement("ul");
    ul.className = "findings";
    ul.lang = "en";
    for (const d of diagnostics) {
      const li = document.createElement("li");
      li.className = { error: "bad", warning: "alert" }[d.severity] ?? "faint";
      const at = document.createElement("strong");
      at.textContent = form.dataset.at.replace("%", d.line);
      li.append(at, " " + (d.meaning ? d.meaning + " – " : "") + d.message + " ");
      if (d.help) { const help = document.createElement("span"); help.className = "about"; help.textContent = d.help; li.append(help); }
      ul.append(li);
    }
    list.append(ul);
  };
  text.addEventListener("input", () => { clearTimeout(later); later = setTimeout(check, 200); });
  form.addEventListener("submit", () => { sending = true; });
  addEventListener("beforeunload", (event) => { if (!sending && text.value !== first) event.preventDefault(); });
  const line = Number(form.dataset.line);
  if (line > 0) {
    const at = text.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(at, at);
    text.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(text).lineHeight));
  }
}
