// A copy is opened from the disk, as from a stick: there is no server and no network.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { accessible, application, env, screens, vigente } from "./application.mjs";

const app = application();
const made = new Map();

// The address of a page of a copy; each copy is made once.
function copy(name, from, options, page = "index.html") {
  if (!made.has(name)) {
    const out = join(app.folder, name);
    execFileSync(vigente, ["export", "html", out, join(app.small, from), "--on", "2010-10-02", ...options], { env, stdio: "ignore" });
    made.set(name, out);
  }
  return pathToFileURL(join(made.get(name), page)).href;
}

test("a copy works without a server", async () => {
  const page = await app.open(copy("one", "islas-imaginarias", []));
  await page.locator(".matters a").first().click();
  await page.getByRole("heading", { name: "The boats of Cala Inventada" }).waitFor();
  await page.getByRole("slider").focus();
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL(/2010-10-01\.html/);
  await page.screenshot({ path: join(screens, "copy.png") });
  await accessible(page, "a page of a copy");
  await app.close(page);
});

test("a copy has the reasons of every day", async () => {
  const page = await app.open(copy("one", "islas-imaginarias", [], "m/islas-imaginarias/2010-03-01.html"));
  // The boat lay in the yard until it was handed back.
  const verdict = page.locator("#dated .verdict");
  for (const [day, said] of [["2010-10-01", /no/], ["2010-05-10", /yes/]]) {
    await page.goto(copy("one", "islas-imaginarias", [], `m/islas-imaginarias/${day}.html`));
    await page.locator("tr", { hasText: "seized(gaviota)" }).locator("a.state").first().click();
    await verdict.waitFor();
    assert.match(await verdict.innerText(), said, `on ${day}`);
    assert.equal(await page.getByLabel("Day", { exact: true }).inputValue(), day);
  }
  await page.getByRole("link", { name: "Next change ›" }).click();
  await page.waitForFunction(() => document.querySelector("#dated .verdict").innerText.includes("no"));
  await page.screenshot({ path: join(screens, "copy-why.png"), fullPage: true });
  await accessible(page, "reasons in a copy");
  await app.close(page);
});

// What a page says, but for what needs a server and for how many days are left.
const told = (page, place) => page.locator(place).evaluateAll((all) => all
  .flatMap((e) => [...e.querySelectorAll("table.panel tr, .collision-list li, .option tr, h2")])
  .map((e) => e.innerText.replace(/\(\d+ days? (left|ago)\)/g, "").replace(/\s+/g, " ").trim()).filter(Boolean));

test("duties, collisions and who of a copy are those of the day that one chooses", async () => {
  const collision = await app.open("/m/islas-imaginarias/collisions?on=2010-10-02");
  const one = new URL(await collision.locator(".collision-list a").first().getAttribute("href"), app.base).searchParams.get("id");
  await app.close(collision);
  const copied = await app.open(copy("one", "islas-imaginarias", [], "m/islas-imaginarias/index.html"));
  const served = await app.open("/m/islas-imaginarias");
  const file = async (href) => copied.locator(`a[href*="${href}"]`).first().getAttribute("href");
  const folder = new URL(".", copied.url()).href;
  const pages = { "duties.html": "duties", "collisions.html": "collisions" };
  await copied.goto(folder + "collisions.html");
  await copied.locator("#dated").waitFor();
  pages[(await file("/collision-")).split("/").at(-1).split("#")[0]] = `collision?id=${encodeURIComponent(one)}`;
  for (const [name, address] of Object.entries(pages)) {
    const seen = new Set();
    // Also days on which nothing changes.
    for (const day of ["2010-03-15", "2010-05-11", "2010-06-02", "2010-10-02", "2011-02-20"]) {
      await copied.goto("about:blank");
      await copied.goto(`${folder}${name}#${day}`);
      await copied.locator("form.dated:not([hidden])").waitFor();
      await served.goto(`${app.base}/m/islas-imaginarias/${address}${address.includes("?") ? "&" : "?"}on=${day}`);
      const said = await told(copied, "main");
      assert.deepEqual(said, await told(served, "main"), `${name} on ${day}`);
      seen.add(said.join("|"));
    }
    assert.ok(seen.size > 1, `${name} says the same on every day`);
  }
  // By keyboard, and from there the same day everywhere.
  await copied.goto("about:blank");
  await copied.goto(folder + "duties.html#2010-10-02");
  await accessible(copied, "duties in a copy");
  await copied.screenshot({ path: join(screens, "copy-duties.png"), fullPage: true });
  const slider = copied.getByRole("slider");
  await slider.focus();
  const before = await slider.getAttribute("aria-valuetext");
  await copied.keyboard.press("ArrowLeft");
  await copied.waitForFunction((b) => document.querySelector("input[type=range]").getAttribute("aria-valuetext") !== b, before);
  const day = await copied.getByLabel("Day", { exact: true }).inputValue();
  assert.ok(day < "2010-10-02" && copied.url().endsWith("#" + day));
  await copied.getByRole("link", { name: "Collisions", exact: true }).click();
  await copied.waitForURL((url) => url.pathname.endsWith("collisions.html") && url.hash === "#" + day);
  await copied.getByRole("link", { name: "Overview" }).click();
  await copied.waitForURL((url) => /\/\d{4}-\d\d-\d\d\.html$/.test(url.pathname));
  await app.close(copied);
  await app.close(served);
});

test("a copy says who on each day", async () => {
  const page = await app.open(copy("one", "islas-imaginarias", [], "m/islas-imaginarias/who.html"));
  await page.locator("main a", { hasText: "lies in the harbour-master" }).first().click();
  await page.locator("form.dated:not([hidden])").waitFor();
  const here = page.url().split("#")[0];
  const lines = async (day) => {
    await page.goto("about:blank");
    await page.goto(`${here}#${day}`);
    await page.locator("form.dated:not([hidden])").waitFor();
    return page.locator("#dated").innerText();
  };
  assert.notEqual(await lines("2010-05-10"), await lines("2010-10-01"));
  assert.match(await lines("2010-05-10"), /10 May 2010/);
  assert.equal(await page.locator(".drawing svg").count(), 1);
  await app.close(page);
});

test("without script a page of a copy is that of its day", async () => {
  const page = await app.open(copy("one", "islas-imaginarias", [], "m/islas-imaginarias/duties.html"), { javaScriptEnabled: false });
  assert.ok(await page.locator("#dated table.panel tr").count() > 2);
  assert.equal(await page.locator("form.dated").isVisible(), false);
  await app.close(page);
});

test("a copy is searched without a network", async () => {
  const page = await app.open(copy("all", ".", ["--languages", "es,en"], "en/index.html"));
  const shown = page.locator(".matters > li:visible");
  assert.equal(await shown.count(), 2);
  await page.getByRole("searchbox").fill("resolucion");
  await page.waitForFunction(() => [...document.querySelectorAll(".matters > li")].filter((m) => !m.hidden).length === 1);
  await page.getByRole("searchbox").fill("LANTERN");
  await page.locator(".found a", { hasText: "Decree No. 9" }).waitFor();
  await page.screenshot({ path: join(screens, "copy-search.png") });
  await page.locator(".found a", { hasText: "Decree No. 9" }).click();
  await page.getByRole("heading", { level: 1, name: "Decree No. 9" }).waitFor();
  await page.getByRole("link", { name: "Español" }).click();
  await page.waitForURL(/\/es\/m\/islas-imaginarias\/act-/);
  assert.equal(await page.locator("html").getAttribute("lang"), "es");
  await page.goto(copy("all", ".", [], "index.html"));
  await page.getByRole("link", { name: "Español" }).click();
  await page.getByRole("heading", { level: 1, name: "Asuntos" }).waitFor();
  await app.close(page);
});
