// Starts the application over a copy of three dossiers and a browser beside it; hands out pages that tell of every error.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, "../..");
export const vigente = process.env.VIGENTE ?? join(root, "target/debug/vigente");
export const screens = join(root, "target/screens");
export const env = { ...process.env, VIGENTE_TODAY: "2023-12-05" };
const axe = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");
// On a machine with much else to do a page may take its time; what is wrong shows itself sooner or later all the same.
const PATIENCE = 60_000;

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    timeout: 2 * PATIENCE,
    // Containers give the shared memory of a browser little room, and run as a user who may not build a sandbox.
    args: ["--disable-dev-shm-usage", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
}

// Serves a folder; the address is known when the server answers.
export async function serve(folder, options = []) {
  const started = performance.now();
  const server = spawn(vigente, ["serve", folder, "--port", "0", "--no-open", ...options], { env });
  const base = await new Promise((done, fail) => {
    let said = "";
    server.stderr.on("data", (data) => {
      said += data;
      const found = said.match(/http:\/\/\S+/);
      if (found) done(found[0]);
    });
    server.on("error", fail);
    server.on("exit", () => fail(new Error(said)));
  });
  return { server, base, started };
}

// For a file of tests: one application, one browser, both gone when its tests are done.
export function application() {
  const app = { pages: new Set() };
  before(async () => {
    mkdirSync(screens, { recursive: true });
    app.folder = mkdtempSync(join(tmpdir(), "vigente-browser-"));
    app.dossiers = join(app.folder, "dossiers");
    for (const name of ["fujimori", "islas-imaginarias", "achr"]) {
      cpSync(join(root, "dossiers", name), join(app.dossiers, name), { recursive: true });
    }
    // Two small matters, for what takes long with large ones.
    app.small = join(app.folder, "small");
    cpSync(join(root, "dossiers/islas-imaginarias"), join(app.small, "islas-imaginarias"), { recursive: true });
    mkdirSync(join(app.small, "pozo-seco"));
    writeFileSync(join(app.small, "pozo-seco/well.vig"),
      'matter pozo-seco "The dry well"\n  es "El pozo seco"\n\norder PS "Pozo Seco"\n\nviewpoint PS "As the village sees it"\n  prefers PS\n\n'
      + '2009-05-01 resolución PS "Resolución del pozo"\n');
    Object.assign(app, await serve(app.dossiers));
    app.browser = await launch();
  });
  after(async () => {
    await app.browser?.close();
    app.server?.kill();
    if (app.folder) rmSync(app.folder, { recursive: true, force: true });
  });

  // A page that tells of every error, and of everything that it asks of anybody else.
  app.open = async (address, options = {}) => {
    const context = await app.browser.newContext({
      locale: "en-GB", viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    page.wrong = [];
    page.on("pageerror", (error) => page.wrong.push(error.message));
    page.on("console", (message) => { if (message.type() === "error") page.wrong.push(message.text()); });
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (!["data:", "file:"].includes(url.protocol) && url.origin !== app.base) page.wrong.push("asks " + url);
    });
    await page.goto(address.startsWith("file:") ? address : app.base + address);
    return page;
  };
  app.close = async (page) => {
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  };
  return app;
}

// The page with everything that its scripts fetch after it was shown.
export async function settled(page) {
  await page.waitForFunction(() => {
    const drawing = document.querySelector(".drawing[data-source]");
    // Matters that are still being read, or compared with another day, arrive by and by.
    if (document.querySelector("[data-unread]")) return false;
    const editor = document.querySelector("script[src='/assets/editor.js']");
    return (!drawing || drawing.querySelector("svg") || document.body.classList.contains("copy"))
      && (!editor || document.querySelector(".editor-host")?.shadowRoot?.querySelector(".cm-content"));
  });
  await page.evaluate(() => document.fonts.ready.then(() => true));
}

// What axe-core finds wrong on a page as it is shown now.
export async function accessible(page, about) {
  if (!await page.evaluate(() => "axe" in window)) await page.evaluate(axe);
  const told = await page.evaluate(async () => {
    // What is far below is not laid out until one comes near it, and cannot be measured before.
    for (const section of document.querySelectorAll("#state > section")) section.style.contentVisibility = "visible";
    // The editor's component keeps its scroller out of the tab order: its content is what one comes to.
    const found = await window.axe.run({ exclude: [[".editor-host"]] },
      // Style sheets are asked for once, by the page: one opened from the disk may ask for nothing.
      { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" | ")}`);
  });
  assert.deepEqual(told, [], about);
}
