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
  const verdict = page.locator(".state-of:visible .verdict");
  for (const [day, said] of [["2010-10-01", /no/], ["2010-05-10", /yes/]]) {
    await page.goto(copy("one", "islas-imaginarias", [], `m/islas-imaginarias/${day}.html`));
    await page.locator("tr", { hasText: "seized(gaviota)" }).locator("a.state").first().click();
    await verdict.waitFor();
    assert.match(await verdict.innerText(), said, `on ${day}`);
    assert.equal(await page.locator(".state-of:visible").count(), 1);
  }
  await page.locator(".state-of:visible").getByRole("link", { name: "Next change ›" }).click();
  await page.waitForFunction(() => document.querySelector(".state-of:not([hidden]) .verdict").innerText.includes("no"));
  await page.screenshot({ path: join(screens, "copy-why.png"), fullPage: true });
  await accessible(page, "reasons in a copy");
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
