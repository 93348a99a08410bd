// A copy is opened from the disk, as from a stick: there is no server and no network.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { application, env, screens, vigente } from "./application.mjs";

const app = application();

test("a copy works without a server", async () => {
  const out = join(app.folder, "copy");
  execFileSync(vigente, ["export", "html", out, join(app.dossiers, "islas-imaginarias"), "--on", "2010-10-02"], { env });
  const page = await app.open(pathToFileURL(join(out, "index.html")).href);
  await page.locator(".matters a").first().click();
  await page.getByRole("heading", { name: "The boats of Cala Inventada" }).waitFor();
  await page.getByRole("slider").focus();
  await page.keyboard.press("ArrowLeft");
  await page.waitForURL(/2010-10-01\.html/);
  await page.screenshot({ path: join(screens, "copy.png") });
  await app.close(page);
});
