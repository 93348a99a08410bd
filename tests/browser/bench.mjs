// The two figures of the web application, and those of a folder of 10,000 matters: medians, in a browser where a person
// would wait. `cargo x bench web` makes the dossiers and starts this: bench.mjs ONE-MATTER PACKS MATTERS PACKS.
import { readFileSync } from "node:fs";
import { launch, serve } from "./application.mjs";

const RUNS = 15;
const [, , one, packs, many, manyPacks] = process.argv;

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const said = (what, list, asked) => console.log(
  `${what}: ${median(list).toFixed(1)} ms (${Math.min(...list).toFixed(1)} to ${Math.max(...list).toFixed(1)}, ${list.length} runs)`
  + (asked ? `; asked for: under ${asked} ms: ${median(list) < asked ? "met" : "NOT met"}` : ""));
const megabytes = (pid, field) =>
  Number(readFileSync(`/proc/${pid}/status`, "utf8").match(new RegExp(`${field}:\\s+(\\d+)`))[1]) / 1024;
// Processor time of the process so far, in seconds.
const processor = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
};
// What a job costs the server, in milliseconds of processor time: the system counts in steps of ten.
const costs = async (pid, times, job) => {
  const from = processor(pid);
  for (let run = 0; run < times; run++) await job(run);
  return `${(((processor(pid) - from) * 1000) / times).toFixed(1)} ms of processor time`;
};
const timed = async (job) => { const from = performance.now(); await job(); return performance.now() - from; };

const browser = await launch();
const view = { viewport: { width: 1280, height: 900 } };

// From the click to the first paint, and from a date to the columns being painted.
async function matter() {
  const { server, base } = await serve(one, ["--packs", packs]);
  const page = await (await browser.newContext(view)).newPage();
  await page.goto(base + "/");
  await page.locator(".matters a").first().waitFor();
  const key = await page.locator(".matters h2 a").first().getAttribute("href");
  const days = await page.goto(base + key)
    .then(() => page.locator("form.when").getAttribute("data-days")).then((d) => d.split(" "));
  console.log(`a matter of ${(await page.locator(".lead").first().innerText()).split(" ")[0]} acts, ${days.length} days on which an answer changes`);
  const paints = [], answers = [], changes = [];
  for (let run = 0; run < RUNS; run++) {
    const day = days[Math.floor(((run + 0.5) / RUNS) * days.length)];
    await page.goto(`${base}${key}?on=${day}`);
    const seen = await page.evaluate(() => new Promise((done) => {
      const tell = () => {
        const paint = performance.getEntriesByName("first-contentful-paint")[0];
        const way = performance.getEntriesByType("navigation")[0];
        if (paint) done([paint.startTime, way.responseEnd]); else requestAnimationFrame(tell);
      };
      tell();
    }));
    paints.push(seen[0]);
    answers.push(seen[1]);
  }
  // The first question of a day is solved; those that follow find what viewpoints share.
  for (let run = 0; run < RUNS; run++) {
    const to = days[Math.floor(((run + 0.25) / RUNS) * days.length)];
    changes.push(await page.evaluate((to) => new Promise((done) => {
      const state = document.getElementById("state");
      const on = document.querySelector("form.when input[name=on]");
      let from;
      new MutationObserver((_, watch) => {
        watch.disconnect();
        // The frame in which the new columns are laid out has been handed on when a message behind it arrives.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(performance.now() - from);
          port2.postMessage(0);
        });
      }).observe(state, { childList: true });
      on.value = to;
      from = performance.now();
      on.dispatchEvent(new Event("change", { bubbles: true }));
    }), to));
  }
  // The same without waiting for a turn on a machine with much else to do: what the page and the server work.
  const day = (run) => days[Math.floor(((run + 0.6) / 40) * days.length)];
  const part = { headers: { "X-Part": "1" } };
  const server40 = await costs(server.pid, 40, (run) => fetch(`${base}${key}?on=${day(run)}`, part).then((r) => r.text()));
  const tab = await page.context().newCDPSession(page);
  await tab.send("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async () => (await tab.send("Performance.getMetrics")).metrics.find((m) => m.name === "TaskDuration").value;
  const from = await spent();
  for (let run = 0; run < 20; run++) {
    await page.evaluate((to) => new Promise((done) => {
      const on = document.querySelector("form.when input[name=on]");
      new MutationObserver((_, watch) => { watch.disconnect(); requestAnimationFrame(() => setTimeout(done)); })
        .observe(document.getElementById("state"), { childList: true });
      on.value = to;
      on.dispatchEvent(new Event("change", { bubbles: true }));
    }), day(run * 2 + 1));
  }
  const tab20 = ((await spent()) - from) * 1000 / 20;
  said("first paint", paints, 200);
  said("  of which until the answer was there", answers);
  said("from the date to the columns", changes, 50);
  console.log(`  a change of the day: the server ${server40}, the page ${tab20.toFixed(1)} ms`);
  console.log(`memory of the server: ${megabytes(server.pid, "VmRSS").toFixed(0)} MB`);
  await page.context().close();
  server.kill();
}

async function matters() {
  const { server, base, started } = await serve(many, ["--packs", manyPacks]);
  console.log(`10,000 matters: the server answers after ${(performance.now() - started).toFixed(0)} ms`);
  const first = await timed(() => fetch(base + "/").then((r) => r.text()));
  console.log(`the first page, while cards are being written: ${first.toFixed(0)} ms`);
  let left;
  do {
    await new Promise((done) => setTimeout(done, 250));
    left = (await fetch(base + "/").then((r) => r.text())).match(/data-unread="(\d+)"/)?.[1];
  } while (left);
  console.log(`all cards are written after ${((performance.now() - started) / 1000).toFixed(1)} s, `
    + `${processor(server.pid).toFixed(1)} s of processor time`);
  console.log(`memory of the server: ${megabytes(server.pid, "VmRSS").toFixed(0)} MB, at most ${megabytes(server.pid, "VmHWM").toFixed(0)} MB`);
  const page = await (await browser.newContext(view)).newPage();
  const paints = [], lists = [], keys = [];
  for (let run = 0; run < RUNS; run++) {
    await page.goto(base + "/");
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length);
    paints.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    lists.push(await timed(() => fetch(base + "/").then((r) => r.text())));
  }
  const part = { headers: { "X-Part": "1" } };
  for (const words of ["p", "pr", "pre", "president", "president arvenia", "2015 appeal", "m123", "nothing like it"]) {
    for (let run = 0; run < 3; run++) {
      keys.push(await timed(() => fetch(`${base}/?q=${encodeURIComponent(words)}`, part).then((r) => r.text())));
    }
  }
  const list = await costs(server.pid, 20, () => fetch(base + "/").then((r) => r.text()));
  const key = await costs(server.pid, 20, () => fetch(`${base}/?q=pre`, part).then((r) => r.text()));
  const one = await costs(server.pid, 20, () => fetch(`${base}/?q=m4321`, part).then((r) => r.text()));
  said("first paint of the list", paints);
  console.log(`  the server: ${list}; a keystroke that finds all: ${key}; one that finds one: ${one}`);
  said("  the server's part of it", lists);
  said("a keystroke in the search, server's part", keys);
  const board = [];
  for (let run = 0; run < 5; run++) board.push(await timed(() => fetch(base + "/duties").then((r) => r.text())));
  said("the board of duties, server's part", board);
  server.kill();
}

await matter();
if (many) await matters();
await browser.close();
