// Opens an article's page and a folder's report in headless Chromium and uses them as a reader would.
//
//   node tests/browser/page.mjs BINARY CHROMIUM FOLDER     screenshots go to FOLDER

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [binary, executablePath, out] = process.argv.slice(2);
const fixtures = resolve(import.meta.dirname, "../../fixtures/articles");
mkdirSync(out, { recursive: true });

const hostile = `</script><script>document.title = "fooled"</script>

Mayor "<img src=x onerror=alert(1)>" Ruiz said “</span></article>"&lt;b&gt;` + "\u202e" + `” on Monday.

“We sell <b>bread</b> & butter,” Ruiz told reporters.
`;
writeFileSync(join(out, "hostile.txt"), hostile);
execFileSync(binary, ["view", "--html", "-o", join(out, "article.html"), join(fixtures, "harbor.txt")]);
execFileSync(binary, ["view", "--html", "-o", join(out, "hostile.html"), join(out, "hostile.txt")]);
execFileSync(binary, ["report", fixtures, "-o", join(out, "report")]);

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function open(file, viewport) {
  const page = await browser.newPage({ viewport });
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => request.url().startsWith("file:") || faults.push(`request to ${request.url()}`));
  await page.goto(pathToFileURL(file).href);
  return { page, done: async () => { assert.deepEqual(faults, []); await page.close(); } };
}

const MANY = 10_000;
const WIDE = { width: 1280, height: 900 }, NARROW = { width: 390, height: 844 };

{
  const { page, done } = await open(join(out, "article.html"), WIDE);
  const quote = page.locator("article .speech", { hasText: "An empty quay" }).first();
  await quote.hover();
  const lit = await page.locator("article .lit.source").allTextContents();
  assert.deepEqual(lit, ["Delacroix"], "a pointer over a quote lights its source");
  assert.equal(await page.locator("article .lit.cue").first().textContent(), "told", "and its cue");
  assert.ok((await page.locator("#link path").count()) >= 1, "and draws the link");
  await page.screenshot({ path: join(out, "article-wide.png") });

  await page.locator("#filter-kind").focus();
  await page.keyboard.type("direct");
  await page.waitForFunction(() => document.querySelector("#filter-kind").value === "direct");
  const kinds = await page.locator("aside li[data-kind]:visible").evaluateAll((items) => items.map((item) => item.dataset.kind));
  assert.ok(kinds.length > 0 && kinds.every((kind) => kind === "direct"), "a filter works by keyboard");
  await page.locator("#filter-kind").selectOption("");
  await page.locator("aside button", { hasText: "Ravi Thapa" }).focus();
  await page.keyboard.press("Enter");
  const speakers = await page.locator("aside li[data-speaker]:visible").evaluateAll((items) => items.map((item) => item.dataset.speaker));
  assert.ok(speakers.length > 0 && speakers.every((ids) => ids.split(" ").includes("ravi-thapa")), "a name chooses its speaker");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#filter-speaker").inputValue(), "", "and leaves it again");
  const id = await page.locator("article [id^=q-]").first().getAttribute("id");
  await page.goto(page.url().split("#")[0] + "#" + id);
  assert.ok((await page.locator(".lit").count()) > 0, "a link to a quote lights it");
  await done();
}
{
  const { page, done } = await open(join(out, "article.html"), NARROW);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "a narrow window does not scroll sideways");
  await page.screenshot({ path: join(out, "article-narrow.png"), fullPage: true });
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("aside").isVisible(), "speakers and claims are printed");
  assert.ok(!(await page.locator(".choices").isVisible()), "choices are not");
  await page.screenshot({ path: join(out, "article-print.png"), fullPage: true });
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  await page.screenshot({ path: join(out, "article-dark.png") });
  await done();
}
{
  const { page, done } = await open(join(out, "hostile.html"), WIDE);
  assert.notEqual(await page.title(), "fooled");
  assert.equal(await page.locator("article img, article b, article script").count(), 0, "markup is text");
  assert.ok((await page.locator("main").textContent()).includes("<b>bread</b> & butter"));
  assert.ok((await page.locator(".odd").count()) > 0, "a bidi control is shown by its number");
  await done();
}
{
  const { page, done } = await open(join(out, "report/index.html"), WIDE);
  const all = await page.locator("tbody tr").count();
  assert.ok(all > 1, "the index lists the articles");
  await page.screenshot({ path: join(out, "report-wide.png") });
  await page.locator("#find").fill("tidewater");
  const found = await page.locator("tbody tr").count();
  assert.ok(found >= 1 && found < all, "search narrows the list");
  await page.locator("th button").nth(3).click();
  assert.equal(await page.locator("th").nth(3).getAttribute("aria-sort"), "descending", "a column sorts");
  await page.goto(pathToFileURL(join(out, "report/speakers.html")).href);
  await page.locator("tbody a").first().click();
  await page.waitForSelector("blockquote");
  await page.screenshot({ path: join(out, "speaker-wide.png") });
  await done();
}
{
  const { page, done } = await open(join(out, "report/index.html"), NARROW);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "a narrow report does not scroll sideways");
  await page.locator("th button", { hasText: "Headline" }).click();
  assert.equal(await page.locator("th").first().getAttribute("aria-sort"), "ascending", "a narrow list can be sorted");
  await page.screenshot({ path: join(out, "report-narrow.png"), fullPage: true });
  await done();
}
{
  // Many articles: one record, told again under other names.
  const record = JSON.parse(execFileSync(binary, ["--include-text", join(fixtures, "harbor.txt")]));
  const lines = openSync(join(out, "many.jsonl"), "w");
  for (let i = 0; i < MANY; i++) {
    const name = (speaker) => ({ ...speaker, id: `${speaker.id}-${i % 997}`, name: `${speaker.name} ${i % 997}` });
    const ids = (found) => ({ ...found, speakers: found.speakers.map((id) => `${id}-${i % 997}`) });
    const claims = record.claims.map((claim) => ({ ...claim, claimants: claim.claimants.map((id) => `${id}-${i % 997}`) }));
    const header = { ...record.header, headline: `Harbor report number ${i}`, outlet: `Gazette ${i % 40}` };
    writeSync(lines, JSON.stringify({
      ...record, id: `story-${i}`, header, speakers: record.speakers.map(name), claims,
      quotes: record.quotes.map(ids), attributions: record.attributions.map(ids),
    }) + "\n");
  }
  closeSync(lines);
  const started = performance.now();
  execFileSync(binary, ["report", join(out, "many.jsonl"), "-o", join(out, "many"), "-q"]);
  const written = performance.now() - started;
  const pages = readdirSync(join(out, "many"), { recursive: true }).filter((name) => name.endsWith(".html"));
  const largest = Math.max(...pages.map((name) => statSync(join(out, "many", name)).size));
  assert.ok(largest < 300_000, `a page has ${largest} bytes`);

  const opened = performance.now();
  const { page, done } = await open(join(out, "many/index.html"), WIDE);
  await page.waitForSelector("tbody tr");
  const shown = performance.now() - opened;
  const timed = (action) => page.evaluate(`(() => { const start = performance.now(); ${action}; document.body.offsetHeight; return performance.now() - start; })()`);
  const search = await timed('find.value = "number 77 gazette"; find.dispatchEvent(new Event("input"))');
  const found = await page.locator("#count").textContent();
  assert.match(found, new RegExp(`of ${MANY}$`));
  const sort = await timed('find.value = ""; document.querySelectorAll("th button")[1].click()');
  console.log(`report of ${MANY} articles: written in ${(written / 1000).toFixed(1)} s, ${pages.length} pages, the largest ${Math.ceil(largest / 1000)} kB; ` +
    `index shown in ${Math.round(shown)} ms, searched in ${Math.round(search)} ms, sorted in ${Math.round(sort)} ms`);
  assert.ok(shown < 20_000 && search < 2000 && sort < 2000, "a long index is usable, even on a busy machine");
  await done();
}
await browser.close();
console.log("browser: 6 passed, 0 failed");
