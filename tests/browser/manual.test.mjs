// Each page of the manual on a screen has a picture of it, and its headings are words of the screen. UPDATE=1 takes the
// pictures anew. COMPARE=1 (`cargo x nightly`) compares them with the screens; other fonts or another Chromium draw other pixels, so
// this is no part of `cargo x ci`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { application, env, root, settled, vigente } from "./application.mjs";

const app = application();
const manual = join(root, "docs/manual/web");
const islands = "/m/islas-imaginarias";

// What each page of the manual shows: an address, or a way to a page.
const SCREENS = {
  matters: "/",
  matter: `${islands}?on=2010-10-02`,
  act: `${islands}/act?name=decree-7.fee&on=2010-06-01`,
  why: `${islands}/why?q=decree-7.fee+in+force&on=2010-06-01`,
  collision: async () => {
    const page = await app.open(`${islands}?on=2010-10-02`);
    await page.locator(".collisions a").first().click();
    await page.locator(".versus").waitFor();
    return page;
  },
  duties: `${islands}/duties?on=2010-10-02&since=2010-09-01`,
  board: "/duties?order=IM",
  who: `${islands}/who?q=somebody+must+report(?organ)`,
  reader: `${islands}/source?name=order-text`,
  editor: `${islands}/text`,
  add: `${islands}/add?kind=act`,
  "what-if": `${islands}/what-if?on=2011-02-03&act=2011-02-02+repeal-9+IM.Council%0A++repeals+lantern-duty`,
  check: `${islands}/check`,
  feeds: `${islands}/duties?bearer=IM&on=2010-10-02`,
  export: async () => {
    const out = join(app.folder, "copy");
    execFileSync(vigente, ["export", "html", out, app.small, "--on", "2010-10-02"], { env, stdio: "ignore" });
    return app.open(pathToFileURL(join(out, "index.html")).href);
  },
};
const WIDTH = 1080, TALLEST = 1000;
const LARGEST = 150_000, TOGETHER = 2_500_000;
// WebP is lossy: a pixel differs if a colour of it is off by more than STEP of 255; a picture, if more than SHARE of its pixels do.
const STEP = 48, SHARE = 0.005;
// Headings of the manual that are no words of a screen.
const OWN = ["Address", "Without a browser"];

const plain = (text) => text.replaceAll(/\s+/g, " ").trim();

// The share of pixels in which two pictures differ; all, if they are not of one size. A blank page decodes them.
async function differing(...pictures) {
  const blank = await app.browser.newPage();
  const share = await blank.evaluate(async ([pictures, step]) => {
    const [one, other] = await Promise.all(pictures.map(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/webp" }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height);
    }));
    if (one.width !== other.width || one.height !== other.height) return 1;
    let off = 0;
    for (let i = 0; i < one.data.length; i += 4) {
      if ([0, 1, 2].some((c) => Math.abs(one.data[i + c] - other.data[i + c]) > step)) off += 1;
    }
    return off / (one.data.length / 4);
  }, [pictures, STEP]);
  await blank.close();
  return share;
}

for (const [name, where] of Object.entries(SCREENS)) {
  test(`the manual shows ${name}`, async () => {
    const text = readFileSync(join(manual, `${name}.md`), "utf8");
    assert.match(text, new RegExp(`!\\[[^\\]]{10,}\\]\\(${name}\\.webp\\)`), "the page shows its picture, with words for who cannot see it");
    const page = typeof where === "function" ? await where() : await app.open(where);
    await settled(page);
    const said = await page.evaluate(() => {
      const all = document.querySelectorAll("main h1, main h2, main h3, main th, main legend, main label, main summary, main button, main a, main p, .twins, .toast");
      return [...all].filter((e) => e.innerText).map((e) => e.innerText);
    });
    const words = said.map(plain);
    const headings = [...text.matchAll(/^## (.+)$/gm)].map((m) => plain(m[1])).filter((h) => !OWN.includes(h));
    assert.ok(headings.length, "the page says what is on the screen");
    for (const heading of headings) {
      assert.ok(words.some((w) => w.startsWith(heading)), `"${heading}" is not on the screen: ${words.slice(0, 40).join(" | ")}`);
    }
    const picture = join(manual, `${name}.webp`);
    if (process.env.UPDATE || process.env.COMPARE) {
      await page.setViewportSize({ width: WIDTH, height: 700 });
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      const browser = await page.context().newCDPSession(page);
      const { data } = await browser.send("Page.captureScreenshot", {
        format: "webp", quality: 75, captureBeyondViewport: true,
        clip: { x: 0, y: 0, width: WIDTH, height: Math.min(tall, TALLEST), scale: 1 },
      });
      if (process.env.UPDATE) writeFileSync(picture, Buffer.from(data, "base64"));
      const share = await differing(readFileSync(picture).toString("base64"), data);
      assert.ok(share <= SHARE, `${name}.webp no longer shows the screen (${share}): UPDATE=1 cargo x browser takes it anew`);
    }
    assert.ok(existsSync(picture), `${name}.webp is missing: UPDATE=1 cargo x browser takes it`);
    assert.ok(statSync(picture).size < LARGEST, `${name}.webp has ${statSync(picture).size} bytes`);
    await app.close(page);
  });
}

test("the manual has a page for each screen, a picture for each page, and is small", () => {
  const files = readdirSync(manual);
  const named = (ending) => files.filter((f) => f.endsWith(ending)).map((f) => f.slice(0, -ending.length)).sort();
  assert.deepEqual(named(".md"), Object.keys(SCREENS).sort());
  assert.deepEqual(named(".webp"), Object.keys(SCREENS).sort());
  const together = files.reduce((sum, f) => sum + statSync(join(manual, f)).size, 0);
  assert.ok(together < TOGETHER, `${together} bytes`);
  const index = readFileSync(join(manual, "../web.md"), "utf8");
  for (const name of Object.keys(SCREENS)) assert.ok(index.includes(`(web/${name}.md)`), `web.md does not lead to ${name}`);
});
