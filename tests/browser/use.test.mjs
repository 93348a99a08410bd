// One uses the pages as a person would: by hand, by keyboard, without script, in another language, on paper.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { application, screens } from "./application.mjs";

const app = application();

test("the day goes across 4 December 2023 by keyboard and by hand", async () => {
  const page = await app.open("/m/fujimori?on=2023-12-02");
  // What the ruling of 2022 allows and the Court forbids collides already; the order to release him comes on the 4th.
  assert.equal(await page.locator("#state .joined").count(), 1);
  const slider = page.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await page.locator("#state .joined").nth(1).waitFor();
  assert.match(page.url(), /on=2023-12-04/);
  assert.match(await page.locator(".asof").innerText(), /4 December 2023/);
  assert.match(await slider.getAttribute("aria-valuetext"), /4 December 2023/);
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => document.querySelectorAll("#state .joined").length === 1);
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
  // The prison service and its director are ordered to do it, on one side; the Court forbids it, on the other.
  assert.equal(await page.locator(".versus .party").count(), 2);
  assert.equal(await page.locator(".versus .party").first().locator(".side").count(), 2);
  assert.equal(await page.locator(".versus .party").last().locator(".side").count(), 1);
  await page.getByRole("heading", { name: /could do on 4 December 2023/ }).waitFor();
  await page.getByRole("link", { name: "Español" }).click();
  await page.getByRole("heading", { name: /4 de diciembre de 2023/ }).waitFor();
  // What an option would break leads to the act that orders it.
  await page.locator(".option .note.bad a", { hasText: "iacthr-2022.refrain" }).first().click();
  await page.waitForURL(/\/act\?name=iacthr-2022\.refrain/);
  await page.getByRole("heading", { level: 1 }).waitFor();
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

test("on a phone the list comes first, and what narrows it unfolds", async () => {
  const page = await app.open("/", { viewport: { width: 320, height: 640 } });
  await page.waitForFunction(() => document.querySelectorAll(".matters > li").length === 3);
  const facets = page.locator(".facets details");
  assert.ok(await facets.count() > 2);
  assert.equal(await page.locator(".facets details[open]").count(), 0);
  const first = await page.locator(".matters li").first().boundingBox();
  assert.ok(first.y < 640, `the first matter begins at ${first.y}`);
  await facets.first().locator("summary").click();
  await facets.first().locator("a").first().click();
  await page.locator(".facets [aria-current]").waitFor();
  // What is used stays unfolded, and wide screens show all.
  assert.equal(await page.locator(".facets details[open]").count(), 1);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.waitForFunction(() => !document.querySelector(".facets details:not([open])"));
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

test("the names of a wide picture stay in sight, and whose column it is", async () => {
  for (const width of [1280, 360]) {
    const page = await app.open("/m/fujimori?on=2023-12-04", { viewport: { width, height: 800 } });
    const drawing = page.locator("#timeline .drawing");
    await drawing.scrollIntoViewIfNeeded();
    // It is opened at the day that is asked about.
    assert.ok(await drawing.evaluate((e) => e.scrollLeft) > 500);
    for (const to of [0, 900, 100_000]) {
      await drawing.evaluate((e, to) => { e.scrollLeft = to; }, to);
      const seen = await drawing.evaluate((e) => {
        const name = [...e.querySelectorAll(".names .lane-name")].find((n) => n.checkVisibility() && n.textContent.startsWith("Constitutional"));
        const at = name.getBoundingClientRect(), whole = e.getBoundingClientRect();
        return { left: at.left - whole.left, right: at.right - whole.left, room: whole.width };
      });
      assert.ok(seen.left >= 0 && seen.right < Math.min(240, seen.room / 2), `${width} px, scrolled ${to}: ${JSON.stringify(seen)}`);
    }
    // What one comes to by keyboard is not behind the names; who listens hears each name once.
    await drawing.locator("svg a").nth(2).focus();
    const clear = await drawing.evaluate((e) => {
      const column = [...e.querySelectorAll(".names")].find((n) => n.checkVisibility()).getBoundingClientRect();
      return document.activeElement.querySelector("circle").getBoundingClientRect().left >= column.right;
    });
    assert.ok(clear, `${width} px: the act that has the focus is behind the names`);
    assert.equal(await drawing.locator("svg:not([aria-hidden]) .lane-name", { hasText: "Constitutional Tribunal" }).count(), 1);
    await page.emulateMedia({ media: "print" });
    assert.equal(await drawing.locator(".names").first().isVisible(), false);
    assert.equal(await drawing.locator("svg:not([aria-hidden])").isVisible(), true);
    await page.emulateMedia({ media: "screen" });
    if (width > 1000) {
      await page.locator("#state table.panel tbody tr").nth(9).evaluate((e) => e.scrollIntoView({ block: "center" }));
      const [head, bar] = await Promise.all(["#state table.panel thead th", "form.when"].map((w) => page.locator(w).first().boundingBox()));
      assert.ok(Math.abs(head.y - bar.y - bar.height) < 3, `heads at ${head.y}, bar to ${bar.y + bar.height}`);
    }
    await app.close(page);
  }
});

test("another day is there at once, and what was otherwise on earlier days follows", async () => {
  const page = await app.open("/m/fujimori?on=2023-12-02");
  const before = await page.locator(".looks-back summary").innerText();
  const parts = [];
  page.on("request", (request) => { if (request.headers()["x-part"]) parts.push(request.headers()["x-part"]); });
  await page.getByLabel("Day", { exact: true }).fill("2018-05-01");
  await page.locator(".asof", { hasText: "1 May 2018" }).waitFor();
  // Every row is there in the end, in order, as when the page is opened.
  const rows = () => page.locator("#state table.panel").evaluateAll((all) => all.map((t) => [...t.querySelectorAll("tr")].map((r) => r.innerText)));
  await page.locator(".looks-back[data-told]").waitFor({ state: "attached" });
  const swapped = await rows(), after = await page.locator(".looks-back").innerText();
  await page.reload();
  assert.deepEqual(swapped, await rows());
  assert.equal(after, await page.locator(".looks-back").innerText());
  assert.notEqual(after, before);
  assert.deepEqual(parts.slice(0, 2), ["1", "past"]);
  await app.close(page);
});
