// Opens the review pages in a real browser and uses them as a person would.
//
//   node check.mjs EXTRACT INPUT SCREENSHOTS
//
// EXTRACT is the program, INPUT the folder it is run on, SCREENSHOTS a folder for pictures.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { long, sources } from "./hostile.mjs";

const [program, input, pictures] = process.argv.slice(2).map((given) => path.resolve(given));
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browserPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(fs.existsSync);
const work = fs.mkdtempSync(path.join(os.tmpdir(), "extract-browser-"));
fs.mkdirSync(pictures, { recursive: true });

const convert = (from, name) => {
  const to = path.join(work, name);
  const { status, stderr } = spawnSync(program, [from, to], { encoding: "utf8" });
  assert.ok(status === 0 || status === 1, stderr);
  return to;
};

const written = (name, files) => {
  const folder = path.join(work, name);
  fs.mkdirSync(folder);
  for (const [file, text] of files) fs.writeFileSync(path.join(folder, file), text);
  return folder;
};

const pages = (folder) =>
  fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html")).sort().map((name) => path.join(folder, name));

const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });

/** A page of its own that fails on errors, dialogs and requests for anything but pages of the output. */
const open = async (file, use, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (said) => ["error", "warning"].includes(said.type()) && wrong.push(said.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("dialog", (dialog) => (wrong.push(dialog.message()), dialog.dismiss()));
  page.on("request", (asked) => {
    if (!asked.isNavigationRequest() || !asked.url().startsWith("file:")) wrong.push(`asks for ${asked.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  await use(page);
  assert.equal(await page.evaluate(() => window.hacked), undefined, `${file}: a script of the source ran`);
  assert.deepEqual(wrong, [], file);
  await context.close();
};

const picture = (page, name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });

const accessible = async (page, file) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  const serious = violations.filter((found) => ["serious", "critical"].includes(found.impact));
  assert.deepEqual(serious.map((found) => [found.id, found.nodes[0].html.slice(0, 200)]), [], file);
};

const visible = (page) => page.locator("#documents tbody tr:visible").count();

const output = convert(input, "output");
const index = path.join(output, "index.html");
const first = fs.readdirSync(output, { recursive: true }).filter((name) => name.endsWith("document.json"));
const tabled = first.find((name) => JSON.parse(fs.readFileSync(path.join(output, name))).tables.some((table) => table.merged.length));
const plan = path.join(output, path.dirname(tabled), "document.html");

const tests = {
  "every page opens without a word on the console or a request": async () => {
    for (const file of pages(output)) await open(file, async () => {});
  },
  "the index searches, filters and sorts": async () => {
    await open(index, async (page) => {
      const all = await visible(page);
      assert.equal(all, first.length);
      await page.keyboard.press("/");
      await page.keyboard.type("湖湾");
      const found = await visible(page);
      assert.ok(found > 0 && found < all, `${found} of ${all}`);
      await page.fill("#search", "no such thing");
      assert.equal(await visible(page), 0);
      await page.fill("#search", "");
      await page.selectOption("#status", "not a document");
      assert.ok((await visible(page)) < all);
      await page.selectOption("#status", "");
      await page.selectOption("#kind", "plan");
      assert.ok((await visible(page)) < all);
      await page.selectOption("#kind", "");
      await page.check("#warned");
      assert.ok((await visible(page)) < all);
      await page.uncheck("#warned");
      await page.click("th button:text('warnings')");
      await page.click("th button:text('warnings')");
      const numbers = await page.locator("tbody td:nth-child(6)").allTextContents();
      assert.deepEqual(numbers.map(Number), numbers.map(Number).sort((a, b) => b - a));
      await picture(page, "index");
    });
  },
  "a click leads to the document and back": async () => {
    await open(index, async (page) => {
      await page.click("tbody tr:nth-child(1) a");
      await page.waitForURL(/document\.html$/);
      await page.click("text=all documents");
      await page.waitForURL(/index\.html$/);
    });
  },
  "a click on one side finds the other": async () => {
    await open(plan, async (page) => {
      const cell = page.locator("td[data-b]").first();
      await cell.click();
      const number = (await cell.getAttribute("data-b")).split("-")[0];
      assert.ok(await page.locator(`#b${number}.hit`).isVisible());
      await page.locator(`#b${number} .n`).click();
      assert.ok(await cell.evaluate((one) => one.classList.contains("hit")));
      assert.ok(page.url().endsWith(`#b${number}`));
      await page.locator(".kept p.b").first().click();
      assert.equal(await page.locator(".kept .result .hit, .kept .result.hit").count(), 1);
      await picture(page, "document");
    });
  },
  "the outline jumps": async () => {
    await open(plan, async (page) => {
      await page.locator("nav a[href^='#s']").last().click();
      const target = page.locator(await page.evaluate(() => `[id="${decodeURIComponent(location.hash.slice(1))}"]`));
      assert.ok(await target.evaluate((one) => one.getBoundingClientRect().top < innerHeight));
    });
  },
  "keys walk the rows": async () => {
    await open(plan, async (page) => {
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("k");
      assert.ok(await page.evaluate(() => document.querySelectorAll(".row")[1].classList.contains("hit")));
    });
  },
  "a table is copied as the CSV that is written": async () => {
    const options = { permissions: ["clipboard-read", "clipboard-write"] };
    await open(plan, async (page) => {
      for (const table of await page.locator("figure.table").all()) {
        await table.locator("button.copy").click();
        await table.locator("button.copy:text('Copied')").waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        const csv = path.join(path.dirname(plan), "tables", `${await table.getAttribute("id")}.csv`);
        assert.equal(copied, fs.readFileSync(csv, "utf8"));
      }
    }, options);
  },
  "one side and what was removed can be hidden": async () => {
    await open(plan, async (page) => {
      await page.check("#hide-source");
      assert.equal(await page.locator(".source:visible").count(), 0);
      await page.uncheck("#hide-source");
      await page.check("#hide-gone");
      assert.equal(await page.locator(".row.gone:visible").count(), 0);
    });
  },
  "no page is wider than a telephone": async () => {
    const options = { viewport: { width: 400, height: 800 }, colorScheme: "dark" };
    for (const file of pages(output)) {
      await open(file, async (page) => {
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 400, file);
        if (file === index) await picture(page, "index-narrow");
        if (file === plan) await picture(page, "document-narrow");
      }, options);
    }
  },
  "no serious finding of axe, light or dark": async () => {
    for (const colorScheme of ["light", "dark"]) {
      for (const file of [index, plan]) await open(file, (page) => accessible(page, file), { colorScheme });
    }
  },
  "it prints": async () => {
    await open(plan, async (page) => {
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator("nav:visible, .view:visible").count(), 0);
      assert.ok((await page.pdf()).length > 10_000);
    });
  },
  "nothing of a hostile source comes alive": async () => {
    const hostile = convert(written("hostile", sources()), "hostile-output");
    const made = pages(hostile);
    assert.ok(made.length > 8, `${made.length} pages`);
    for (const file of made) {
      await open(file, async (page) => {
        const live = "img, iframe, object, embed, base, link, [onerror], [onload], a[href^='javascript' i]";
        assert.equal(await page.locator(live).count(), 0, file);
        assert.equal(await page.locator("script").count(), 1, file);
        for (const target of await page.locator("#documents tbody a").evaluateAll((links) => links.map((link) => link.href))) {
          assert.ok(fs.existsSync(decodeURIComponent(new URL(target).pathname)), target);
        }
        for (const target of await page.locator("p.b").all().then((all) => all.slice(0, 20))) await target.click();
      });
    }
    await open(made.find((file) => file.endsWith("attack-1/document.html")), (page) => picture(page, "hostile"));
  },
  "a plan of 5,000 paragraphs": async () => {
    const folder = convert(written("long", [["plan.txt", long(5_000)]]), "long-output");
    await open(path.join(folder, "plan", "document.html"), async (page) => {
      assert.equal(await page.locator(".row").count() > 5_000, true);
      const [paint] = await page.evaluate(() => new Promise((done) => {
        const found = performance.getEntriesByName("first-contentful-paint");
        if (found.length) return done(found.map((one) => one.startTime));
        new PerformanceObserver((list) => done(list.getEntries().map((one) => one.startTime))).observe({ type: "paint", buffered: true });
      }));
      console.log(`  first view after ${Math.round(paint)} ms`);
    });
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}\n${error.stack ?? error}`);
  }
}
await browser.close();
fs.rmSync(work, { recursive: true });
console.log(`${Object.keys(tests).length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
