// Every page: a picture of it in English and Spanish, accessible in light and dark and on a phone, and no wider than that.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { accessible, application, screens, settled } from "./application.mjs";

const app = application();

const PAGES = {
  matters: "/",
  matter: "/m/fujimori?on=2023-12-04",
  "matter-small": "/m/islas-imaginarias?on=2010-10-02",
  treaty: "/m/achr?on=2024-01-01",
  search: "/?q=pardon",
  act: "/m/fujimori/act?name=pardon.indulto",
  why: "/m/islas-imaginarias/why?q=decree-7.fee+in+force&on=2010-06-01",
  "why-not": "/m/fujimori/why?q=annulment+in+force&on=2023-12-04",
  collisions: "/m/fujimori/collisions?on=2023-12-04",
  duties: "/m/islas-imaginarias/duties?on=2010-10-02&since=2010-09-01",
  who: "/m/achr/who?q=party(?state,+ACHR)",
  "who-offers": "/m/fujimori/who",
  board: "/duties",
  "board-since": "/duties?since=2023-12-01&order=PE",
  sources: "/m/islas-imaginarias/sources",
  reader: "/m/islas-imaginarias/source?name=order-text",
  "what-if": "/m/islas-imaginarias/what-if?on=2011-02-03&act=2011-02-02+repeal-9+IM.Council%0A++repeals+lantern-duty",
  text: "/m/islas-imaginarias/text",
  add: "/m/islas-imaginarias/add?kind=finding",
  check: "/m/islas-imaginarias/check",
};

// The address of a collision holds what it is about, so that its page is found the way a reader finds it.
async function collision() {
  const page = await app.open("/m/fujimori?on=2023-12-04");
  const address = await page.locator(".collisions a").first().getAttribute("href");
  await app.close(page);
  return address;
}

const says = (address, lang) => address + (address.includes("?") ? "&" : "?") + "lang=" + lang;

for (const [name, address] of Object.entries({ ...PAGES, collision })) {
  test(`${name}: pictures, accessibility, phone width`, async () => {
    const at = typeof address === "string" ? address : await address();
    for (const lang of ["en", "es"]) {
      const page = await app.open(says(at, lang), { colorScheme: "light" });
      await settled(page);
      await page.screenshot({ path: join(screens, `${name}-${lang}.png`), fullPage: true });
      await accessible(page, `${name} in ${lang}`);
      if (lang === "en") {
        await page.emulateMedia({ colorScheme: "dark" });
        await page.screenshot({ path: join(screens, `${name}-dark.png`), fullPage: true });
        await accessible(page, `${name} in the dark`);
        await page.emulateMedia({ colorScheme: "light" });
      }
      await page.setViewportSize({ width: 320, height: 640 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${name} in ${lang} is ${over} px wider than a phone`);
      if (lang === "es") {
        await accessible(page, `${name} on a phone`);
        await page.screenshot({ path: join(screens, `${name}-phone.png`), fullPage: true });
      }
      await app.close(page);
    }
  });
}
