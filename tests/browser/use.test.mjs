// One uses the pages as a person would: by hand, by keyboard, without script, in another language, on paper.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { application, screens } from "./application.mjs";

const app = application();

test("the day goes across 4 December 2023 by keyboard and by hand", async () => {
  const page = await app.open("/m/fujimori?on=2023-12-02");
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
  await page.waitForFunction(() => {
    // The last answer is that of the day at which the hand let go.
    const said = document.querySelector("input[type=range]").getAttribute("aria-valuetext");
    return said !== "2 December 2023" && document.querySelector(".asof").textContent.includes(said);
  });
  await page.reload();
  assert.doesNotMatch(await page.locator(".asof").innerText(), /2 December 2023/);
  await app.close(page);
});

test("a date, what was known and viewpoints answer at once and stand in the address", async () => {
  const page = await app.open("/m/islas-imaginarias?on=2010-06-02");
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
  await app.close(page);
});

test("from an answer to its reasons to the passage", async () => {
  const page = await app.open("/m/islas-imaginarias?on=2010-06-02");
  await page.locator("tr", { hasText: "decree-7.fee" }).locator("a.state").first().click();
  await page.getByText("this decides").first().waitFor();
  await page.locator(".quote a", { hasText: "ruling" }).first().click();
  await page.locator("mark").first().waitFor();
  assert.match(page.url(), /#c\d+/);
  const marked = await page.locator(".anchor:target + mark").innerText();
  assert.match(marked, /it may not\s+sell the way into it/);
  await page.screenshot({ path: join(screens, "passage.png") });
  await app.close(page);
});

test("a collision shows both sides and what the organ in the middle can do", async () => {
  const page = await app.open("/m/fujimori?on=2023-12-04");
  await page.locator(".collisions a").first().click();
  await page.locator(".versus .side").nth(1).waitFor();
  assert.equal(await page.locator(".versus .side").count(), 2);
  await page.getByRole("heading", { name: /could do on 4 December 2023/ }).waitFor();
  await page.getByRole("link", { name: "Español" }).click();
  await page.getByRole("heading", { name: /4 de diciembre de 2023/ }).waitFor();
  await app.close(page);
});

test("all four languages, by browser and by switch", async () => {
  for (const [locale, said] of [["es-PE", "Asuntos"], ["en-GB", "Matters"], ["pt-BR", "Casos"], ["fr-FR", "Affaires"], ["de-DE", "Matters"]]) {
    const page = await app.open("/", { locale });
    await page.getByRole("heading", { level: 1, name: said }).waitFor();
    await app.close(page);
  }
  const page = await app.open("/m/fujimori?on=2023-12-04");
  for (const [name, said] of [["Español", "Quién debe hacer qué"], ["Português", "Quem deve fazer"], ["Français", "Qui doit faire"], ["English", "Who must do"]]) {
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { name: new RegExp(said) }).waitFor();
    assert.match(page.url(), /on=2023-12-04/);
  }
  await app.close(page);
});

test("search as one types", async () => {
  const page = await app.open("/");
  // The cards of the list are written while the first page is there already.
  await page.waitForFunction(() => document.querySelectorAll(".matters > li").length === 3);
  await page.getByRole("searchbox").pressSequentially("resolucion suprema", { delay: 5 });
  await page.waitForFunction(() => document.querySelectorAll(".matters > li").length === 1);
  assert.match(page.url(), /q=resolucion/);
  await app.close(page);
});

test("keyboard only", async () => {
  const page = await app.open("/m/islas-imaginarias?on=2010-10-02");
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
  await app.close(page);
});

test("without script everything is there", async () => {
  const page = await app.open("/m/fujimori?on=2023-12-02", { javaScriptEnabled: false });
  await page.getByLabel("Day", { exact: true }).fill("2023-12-04");
  await page.getByRole("button", { name: "Show" }).click();
  await page.locator(".joined").first().waitFor();
  await page.locator("a[rel=prev]").click();
  await page.waitForURL(/on=2023-12-0[0-3]/);
  await app.close(page);
});

test("print is a brief", async () => {
  const page = await app.open("/m/fujimori?on=2023-12-04");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".when").isVisible(), false);
  assert.equal(await page.locator("h1").isVisible(), true);
  writeFileSync(join(screens, "brief.pdf"), await page.pdf({ format: "A4" }));
  await app.close(page);
});

