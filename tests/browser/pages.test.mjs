// A real browser goes through every page as a person would; each page leaves a picture in target/screens/.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname, "../..");
const vigente = process.env.VIGENTE ?? join(root, "target/debug/vigente");
const screens = join(root, "target/screens");
const axe = readFileSync(join(import.meta.dirname, "node_modules/axe-core/axe.min.js"), "utf8");
const env = { ...process.env, VIGENTE_TODAY: "2023-12-05" };
let server, base, browser, folder;

before(async () => {
  mkdirSync(screens, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), "vigente-browser-"));
  for (const name of ["fujimori", "islas-imaginarias", "achr"]) {
    cpSync(join(root, "dossiers", name), join(folder, name), { recursive: true });
  }
  server = spawn(vigente, ["serve", folder, "--port", "0", "--no-open"], { env });
  base = await new Promise((done, fail) => {
    let said = "";
    server.stderr.on("data", (data) => {
      said += data;
      const found = said.match(/http:\/\/\S+/);
      if (found) done(found[0]);
    });
    server.on("exit", () => fail(new Error(said)));
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
});

after(async () => {
  await browser?.close();
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

// A page that tells of every error, and of everything that it asks of anybody else.
async function open(address, options = {}) {
  const context = await browser.newContext({
    locale: "en-GB", viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options,
  });
  const page = await context.newPage();
  page.wrong = [];
  page.on("pageerror", (error) => page.wrong.push(error.message));
  page.on("console", (message) => { if (message.type() === "error") page.wrong.push(message.text()); });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "file:"].includes(url.protocol) && url.origin !== base) page.wrong.push("asks " + url);
  });
  await page.goto(address.startsWith("file:") ? address : base + address);
  return page;
}

async function close(page) {
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}

const PAGES = {
  matters: "/",
  matter: "/m/fujimori?on=2023-12-04",
  "matter-small": "/m/islas-imaginarias?on=2010-10-02",
  treaty: "/m/achr?on=2024-01-01",
  act: "/m/fujimori/act?name=pardon.indulto",
  why: "/m/islas-imaginarias/why?q=decree-7.fee+in+force&on=2010-06-01",
  collisions: "/m/fujimori/collisions?on=2023-12-04",
  duties: "/m/islas-imaginarias/duties?on=2010-10-02&since=2010-09-01",
  sources: "/m/islas-imaginarias/sources",
  reader: "/m/islas-imaginarias/source?name=order-text",
  "what-if": "/m/islas-imaginarias/what-if?on=2011-02-03&act=2011-02-02+repeal-9+IM.Council%0A++repeals+lantern-duty",
  text: "/m/islas-imaginarias/text",
  add: "/m/islas-imaginarias/add?kind=finding",
  check: "/m/islas-imaginarias/check",
};

for (const [name, address] of Object.entries(PAGES)) {
  test(`${name}: pictures, accessibility, phone width`, async () => {
    for (const lang of ["en", "es"]) {
      const page = await open(address + (address.includes("?") ? "&" : "?") + "lang=" + lang);
      await page.waitForTimeout(150);
      await page.screenshot({ path: join(screens, `${name}-${lang}.png`), fullPage: true });
      await page.evaluate(axe);
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        const found = await page.evaluate(() =>
          // The editor's component keeps its scroller out of the tab order: its content is what one comes to.
          axe.run({ exclude: [[".editor-host"]] }, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        const told = found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" | ")}`);
        assert.deepEqual(told, [], `${name} in ${lang}, ${colorScheme}`);
      }
      await close(page);
    }
    const phone = await open(address, { viewport: { width: 320, height: 640 } });
    await phone.screenshot({ path: join(screens, `${name}-phone.png`) });
    const over = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${name} is ${over} px too wide`);
    await close(phone);
  });
}

test("the day goes across 4 December 2023 by keyboard and by hand", async () => {
  const page = await open("/m/fujimori?on=2023-12-02");
  assert.equal(await page.locator("#state .joined").count(), 0);
  const slider = page.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await page.locator("#state .joined").first().waitFor();
  assert.match(page.url(), /on=2023-12-04/);
  assert.match(await page.locator(".asof").innerText(), /4 December 2023/);
  assert.match(await slider.getAttribute("aria-valuetext"), /4 December 2023/);
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => !document.querySelector("#state .joined"));
  const box = await slider.boundingBox();
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height / 2, { steps: 12 });
  await page.mouse.up();
  await page.waitForFunction(() => !document.querySelector(".asof").textContent.includes("2 December 2023"));
  await page.reload();
  assert.doesNotMatch(await page.locator(".asof").innerText(), /2 December 2023/);
  await close(page);
});

test("a date, what was known and viewpoints answer at once and stand in the address", async () => {
  const page = await open("/m/islas-imaginarias?on=2010-06-02");
  await page.getByLabel("Known by").fill("2010-06-03");
  await page.waitForURL(/known=2010-06-03/);
  await page.locator("#state", { hasText: "as known by 3 June 2010" }).waitFor();
  assert.match(await page.locator("tr", { hasText: "league-order.no-charge" }).first().innerText(), /not on record/);
  await page.getByText("Viewpoints", { exact: true }).first().click();
  await page.getByLabel(/As the Council sees it/).uncheck();
  await page.waitForURL(/v=LA\.Tribunal/);
  await page.waitForFunction(() => document.querySelector("#state table.panel thead").querySelectorAll("th").length === 2);
  const there = page.url();
  await page.goto(there);
  assert.equal(await page.getByLabel(/As the Council sees it/).isChecked(), false);
  await close(page);
});

test("from an answer to its reasons to the passage", async () => {
  const page = await open("/m/islas-imaginarias?on=2010-06-02");
  await page.locator("tr", { hasText: "decree-7.fee" }).locator("a.state").first().click();
  await page.getByText("this decides").first().waitFor();
  await page.locator(".quote a", { hasText: "ruling" }).first().click();
  await page.locator("mark").first().waitFor();
  assert.match(page.url(), /#c\d+/);
  const marked = await page.locator(".anchor:target + mark").innerText();
  assert.match(marked, /it may not\s+sell the way into it/);
  await page.screenshot({ path: join(screens, "passage.png") });
  await close(page);
});

test("a collision shows both sides and what the organ in the middle can do", async () => {
  const page = await open("/m/fujimori?on=2023-12-04");
  await page.locator(".collisions a").first().click();
  await page.locator(".versus .side").nth(1).waitFor();
  assert.equal(await page.locator(".versus .side").count(), 2);
  await page.getByRole("heading", { name: /could do on 4 December 2023/ }).waitFor();
  await page.screenshot({ path: join(screens, "collision-en.png"), fullPage: true });
  await page.getByRole("link", { name: "Español" }).click();
  await page.screenshot({ path: join(screens, "collision-es.png"), fullPage: true });
  await close(page);
});

test("an act added by form stands in the file, laid out; words selected in the reader become its quote", async () => {
  const file = join(folder, "islas-imaginarias/islands.vig");
  const page = await open("/m/islas-imaginarias/source?name=ruling-text");
  await page.evaluate(() => {
    const text = document.querySelector(".text[data-pin='para.3']");
    const range = document.createRange();
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let node;
    while ((node = walker.nextNode())) if (node.textContent.includes("hands it back")) break;
    const at = node.textContent.indexOf("hands it back");
    range.setStart(node, at);
    range.setEnd(node, at + "hands it back".length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  await page.getByRole("link", { name: "Quote this" }).click();
  assert.equal(await page.getByLabel(/^Quote/).inputValue(), "hands it back");
  await page.getByRole("link", { name: "An act" }).click();
  await page.getByLabel(/^Day/).fill("2011-02-01");
  await page.getByLabel(/^Name in the record/).fill("fourth-payment");
  await page.getByLabel(/^Made by/).selectOption("IM.Council");
  await page.getByLabel(/^Title/).fill("Fourth payment");
  await page.getByLabel(/^What it does/).fill("does   pay(fishers,1 pearls)");
  await page.getByLabel(/^Source/).selectOption("ruling-text");
  await page.getByLabel(/^Place in/).fill("para.3");
  await page.getByLabel(/^Quote/).fill("hands it back");
  await page.getByRole("button", { name: "Preview" }).click();
  await page.getByRole("heading", { name: "As it will be written" }).waitFor();
  assert.doesNotMatch(readFileSync(file, "utf8"), /fourth-payment/);
  await page.screenshot({ path: join(screens, "preview.png"), fullPage: true });
  await page.getByRole("button", { name: "Write it" }).click();
  await page.getByRole("heading", { name: "Fourth payment" }).waitFor();
  assert.match(readFileSync(file, "utf8"),
    /2011-02-01 fourth-payment IM\.Council "Fourth payment"\n  does pay\(fishers, 1 pearls\)\n  cites ruling-text para\.3 "hands it back"\n/);
  execFileSync(vigente, ["fmt", "--check", file]);
  await close(page);
});

test("a file changed from outside meanwhile loses nothing", async () => {
  const file = join(folder, "islas-imaginarias/islands.vig");
  const page = await open("/m/islas-imaginarias/text", { javaScriptEnabled: false });
  const area = page.locator("textarea[name=text]");
  const mine = (await area.inputValue()) + "\n; mine\n";
  await area.fill(mine);
  writeFileSync(file, readFileSync(file, "utf8") + "\n; theirs\n");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("The file changed on disk meanwhile").waitFor();
  assert.match(await page.locator("textarea[name=text]").inputValue(), /; mine/);
  assert.match(await page.locator("textarea[readonly]").inputValue(), /; theirs/);
  assert.match(readFileSync(file, "utf8"), /; theirs/);
  await page.screenshot({ path: join(screens, "conflict.png") });
  await page.locator("textarea[name=text]").fill(mine + "; theirs\n");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Written to").waitFor();
  assert.match(readFileSync(file, "utf8"), /; mine\n; theirs\n$/);
  await page.context().close();
});

test("the editor says what is wrong while one writes", async () => {
  const page = await open("/m/islas-imaginarias/text");
  const editor = page.locator(".cm-content");
  await editor.waitFor();
  await editor.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n2011-03-01 x IM.Council\n  annuls nothing-there\n", { delay: 1 });
  await page.keyboard.press("Escape");
  await page.locator("#diagnostics", { hasText: "nothing-there" }).waitFor();
  await page.keyboard.type("lan");
  await page.locator(".cm-tooltip-autocomplete", { hasText: "lantern-duty" }).waitFor();
  await page.screenshot({ path: join(screens, "editor.png") });
  await close(page);
});

test("all four languages, by browser and by switch", async () => {
  for (const [locale, said] of [["es-PE", "Asuntos"], ["en-GB", "Matters"], ["pt-BR", "Casos"], ["fr-FR", "Affaires"], ["de-DE", "Matters"]]) {
    const page = await open("/", { locale });
    await page.getByRole("heading", { level: 1, name: said }).waitFor();
    await close(page);
  }
  const page = await open("/m/fujimori?on=2023-12-04");
  for (const [name, said] of [["Español", "Quién debe hacer qué"], ["Português", "Quem deve fazer"], ["Français", "Qui doit faire"], ["English", "Who must do"]]) {
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { name: new RegExp(said) }).waitFor();
    assert.match(page.url(), /on=2023-12-04/);
  }
  await close(page);
});

test("search as one types", async () => {
  const page = await open("/");
  const all = await page.locator(".matters > li").count();
  assert.equal(all, 3);
  await page.getByRole("searchbox").pressSequentially("resolucion suprema", { delay: 5 });
  await page.waitForFunction(() => document.querySelectorAll(".matters > li").length === 1);
  assert.match(page.url(), /q=resolucion/);
  await close(page);
});

test("keyboard only", async () => {
  const page = await open("/m/islas-imaginarias?on=2010-10-02");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  const reached = new Set();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      const shown = getComputedStyle(e).outlineStyle;
      return { what: e.type || e.className?.baseVal || e.className || e.tagName, shown, name: e.textContent.slice(0, 30) };
    });
    // The parts of a date field belong to the browser, which shows the focus on them itself.
    if (at.what !== "date") assert.notEqual(at.shown, "none", `focus is not seen on ${JSON.stringify(at)}`);
    reached.add(at.what);
  }
  for (const what of ["range", "date", "checkbox", "state"]) assert.ok(reached.has(what), `${what}: ${[...reached]}`);
  await close(page);
});

test("without script everything is there", async () => {
  const page = await open("/m/fujimori?on=2023-12-02", { javaScriptEnabled: false });
  await page.getByLabel("Day", { exact: true }).fill("2023-12-04");
  await page.getByRole("button", { name: "Show" }).click();
  await page.locator(".joined").first().waitFor();
  await page.locator("a[rel=prev]").click();
  await page.waitForURL(/on=2023-12-0[0-3]/);
  await page.context().close();
});

test("a page follows what changes on disk", async () => {
  const page = await open("/m/islas-imaginarias?on=2012-01-01");
  const file = join(folder, "islas-imaginarias/later.vig");
  writeFileSync(file, '2011-12-01 late-act IM.Council "A late act"\n  repeals lantern-duty\n');
  await page.locator("#state", { hasText: "late-act" }).waitFor();
  rmSync(file);
  await page.waitForFunction(() => !document.querySelector("#state").textContent.includes("late-act"));
  await close(page);
});

test("print is a brief", async () => {
  const page = await open("/m/fujimori?on=2023-12-04");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".when").isVisible(), false);
  assert.equal(await page.locator("h1").isVisible(), true);
  writeFileSync(join(screens, "brief.pdf"), await page.pdf({ format: "A4" }));
  await close(page);
});

test("a copy works without a server", async () => {
  const out = join(folder, "..", `vigente-copy-${process.pid}`);
  execFileSync(vigente, ["export", "html", out, join(folder, "islas-imaginarias"), "--on", "2010-10-02"], { env });
  const page = await open(pathToFileURL(join(out, "index.html")).href);
  await page.locator(".matters a").first().click();
  await page.getByRole("heading", { name: "The boats of Cala Inventada" }).waitFor();
  await page.getByRole("slider").focus();
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL(/2010-10-01\.html/);
  await page.screenshot({ path: join(screens, "copy.png") });
  await close(page);
  assert.ok(readdirSync(out).includes("index.html"));
  rmSync(out, { recursive: true });
});
