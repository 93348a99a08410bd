// What is written by forms and in the editor stands in the files, and what others write meanwhile is not lost.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { application, screens, vigente } from "./application.mjs";

const app = application();

test("an act added by form stands in the file, laid out; words selected in the reader become its quote", async () => {
  const file = join(app.dossiers, "islas-imaginarias/islands.vig");
  const page = await app.open("/m/islas-imaginarias/source?name=ruling-text");
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
  await page.getByRole("heading", { name: "As it will be saved" }).waitFor();
  assert.doesNotMatch(readFileSync(file, "utf8"), /fourth-payment/);
  await page.screenshot({ path: join(screens, "preview.png"), fullPage: true });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Fourth payment" }).waitFor();
  assert.match(readFileSync(file, "utf8"),
    /2011-02-01 fourth-payment IM\.Council "Fourth payment"\n  does pay\(fishers, 1 pearls\)\n  cites ruling-text para\.3 "hands it back"\n/);
  execFileSync(vigente, ["fmt", "--check", file]);
  await app.close(page);
});

test("a file changed from outside meanwhile loses nothing", async () => {
  const file = join(app.dossiers, "islas-imaginarias/islands.vig");
  const page = await app.open("/m/islas-imaginarias/text", { javaScriptEnabled: false });
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
  await page.getByText("Saved to").waitFor();
  assert.match(readFileSync(file, "utf8"), /; mine\n; theirs\n$/);
  // The browser tells of the answer 409, by which a program learns of the conflict.
  page.wrong = page.wrong.filter((said) => !said.includes("409"));
  await app.close(page);
});

test("a file that was deleted meanwhile can be created again", async () => {
  const file = join(app.dossiers, "islas-imaginarias/extra.vig");
  writeFileSync(file, "; extra\n");
  const page = await app.open("/m/islas-imaginarias/text?file=extra.vig", { javaScriptEnabled: false });
  // A new file is there as soon as the folder is known to have changed: at most some tenths of a second later.
  for (let i = 0; i < 50 && (await page.locator("textarea[name=text]").count()) === 0; i++) {
    await page.waitForTimeout(100);
    await page.reload();
  }
  await page.locator("textarea[name=text]").fill("; mine\n");
  rmSync(file);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Create the file again" }).click();
  await page.getByText("Saved to").waitFor();
  assert.equal(readFileSync(file, "utf8"), "; mine\n");
  rmSync(file);
  page.wrong = page.wrong.filter((said) => !/404|409/.test(said));
  await app.close(page);
});

test("the editor says what is wrong while one writes", async () => {
  const page = await app.open("/m/islas-imaginarias/text");
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
  await app.close(page);
});

test("a page follows what changes on disk", async () => {
  const page = await app.open("/m/islas-imaginarias?on=2012-01-01");
  const file = join(app.dossiers, "islas-imaginarias/later.vig");
  await page.locator("body[data-hears]").waitFor();
  writeFileSync(file, '2011-12-01 late-act IM.Council "A late act"\n  repeals lantern-duty\n');
  await page.locator("#state", { hasText: "late-act" }).waitFor();
  await page.locator("body[data-hears]").waitFor();
  rmSync(file);
  await page.waitForFunction(() => !document.querySelector("#state").textContent.includes("late-act"));
  await app.close(page);
});

