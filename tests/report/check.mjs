// Opens reports in a headless browser: nothing on the console, nothing fetched, nothing run that an article brought
// along, no serious violation that axe-core finds, links that lead where they say. Leaves screenshots behind.
//   node check.mjs BROWSER SHOTS REPORT.html [HOSTILE.html]
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The most a report of the sample corpus may weigh, in bytes. */
const WEIGHT = 300_000;
const [browserPath, shots, report, hostile] = process.argv.slice(2);
const faults = [];
const expect = (holds, what) => { if (!holds) faults.push(what); };

mkdirSync(shots, { recursive: true });
const browser = await puppeteer.launch({ executablePath: browserPath, args: ['--no-sandbox'] });

async function open(path, { width, theme }) {
  const page = await browser.newPage();
  const where = `${path} at ${width}, ${theme}`;
  page.on('console', (message) => { if (['error', 'warn'].includes(message.type())) faults.push(`${where}: console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`${where}: ${error.message}`));
  page.on('dialog', async (dialog) => { faults.push(`${where}: a dialog opened`); await dialog.dismiss(); });
  const address = pathToFileURL(resolve(path)).href;
  page.on('request', (request) => { if (!request.url().startsWith(address)) faults.push(`${where}: asked for ${request.url()}`); });
  await page.setViewport({ width, height: width < 600 ? 844 : 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.goto(address);
  return page;
}

/** Axe's own script comes in by the debugger, past the page's policy. */
async function axe(page, where) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  for (const { id, impact, nodes } of violations) {
    const told = `${where}: axe ${impact} ${id}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary?.replace(/\s+/g, ' ')}`).join(' | ')}`;
    if (['serious', 'critical'].includes(impact)) faults.push(told);
    else console.log(told);
  }
}

async function look(path, width, theme) {
  const page = await open(path, { width, theme });
  const where = `${width}-${theme}`;
  await page.screenshot({ path: join(shots, `${where}-top.png`) });
  await page.screenshot({ path: join(shots, `${where}-whole.png`), fullPage: true });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide <= width, `${where}: ${wide} pixels wide`);
  await axe(page, where);
  await page.evaluate(() => { location.hash = `#quote=${[...QUOTES.keys()][3]}`; });
  await new Promise((done) => setTimeout(done, 300));
  await page.screenshot({ path: join(shots, `${where}-quote.png`) });
  expect(await page.$eval('#inspector', (panel) => panel.textContent.includes('Evidence')), `${where}: a link to a quotation shows no evidence`);
  await axe(page, `${where}, quotation open`);
  await page.evaluate(() => openSpeaker(RUN.charted[0]));
  await page.screenshot({ path: join(shots, `${where}-found.png`) });
  await axe(page, `${where}, list open`);
  await page.close();
}

/** What a reader does with the keyboard alone. */
async function keys(path) {
  const page = await open(path, { width: 1280, theme: 'light' });
  const focused = (what) => page.evaluate(what);
  await page.hover('#article mark.said');
  expect(await focused(() => document.querySelector('#inspector dl').textContent.includes('Confidence')), 'pointing at a quotation shows what speaks for it');
  await page.focus('#article button.badge');
  await page.keyboard.press('Enter');
  expect(await focused(() => document.activeElement.closest('#inspector') !== null), 'Enter on a quotation leads to its evidence');
  await page.keyboard.press('Escape');
  expect(await focused(() => document.activeElement.matches('#article button.badge')), 'Escape leads back to the quotation');
  await page.focus('#speaker-table tbody button');
  await page.keyboard.press('Enter');
  expect(await focused(() => document.getElementById('found').open), 'Enter on a speaker opens what was said');
  await page.keyboard.press('Tab');
  await page.focus('#found-list a');
  await page.keyboard.press('Enter');
  await new Promise((done) => setTimeout(done, 200));
  expect(await focused(() => !document.getElementById('found').open && document.activeElement.matches('#article button.badge')), 'a sentence found is a link to it');
  await page.emulateMediaType('print');
  expect(await focused(() => getComputedStyle(document.getElementById('speaker-more')).display !== 'none'), 'paper says how many speakers it leaves out');
  await page.emulateMediaType(null);
  await page.pdf({ path: join(shots, 'print.pdf'), format: 'A4', printBackground: false });
  await page.type('#speaker-search', 'zzzz');
  expect(await focused(() => document.querySelectorAll('#speaker-table tbody tr').length === 0), 'the search leaves nobody of that name');
  await page.click('#theme');
  expect(await focused(() => document.documentElement.dataset.theme === 'light'), 'the theme changes');
  await page.close();
}

for (const width of [1280, 390, 320]) {
  for (const theme of ['light', 'dark']) await look(report, width, theme);
}
await keys(report);
expect(statSync(report).size < WEIGHT, `${report} weighs ${statSync(report).size} bytes`);
if (hostile) {
  const page = await open(hostile, { width: 1280, theme: 'light' });
  const articles = await page.evaluate(() => ARTICLES.length);
  for (let at = 0; at < articles; at += 1) {
    const text = await page.evaluate((at) => {
      openArticle(at);
      const shown = document.querySelector('#article .text').cloneNode(true);
      for (const button of shown.querySelectorAll('button')) button.remove();
      const bare = (text) => text.replace(/\s+/g, '');
      const elements = document.querySelectorAll('#article :is(script, img, iframe, b, style)').length;
      const links = [...document.querySelectorAll('#article a')].filter((link) => !/^(#|https?:)/.test(link.getAttribute('href')));
      for (const button of document.querySelectorAll('#article button[data-quote], #article button[data-claim]')) button.click();
      return { same: bare(shown.textContent) === bare(ARTICLES[at].text), elements, links: links.length };
    }, at);
    expect(text.same, `hostile article ${at} is not shown as it stands`);
    expect(text.elements === 0 && text.links === 0, `hostile article ${at} brought ${text.elements} elements and ${text.links} links`);
  }
  await page.evaluate(() => { openClaims(null); document.getElementById('found').close(); openSpeaker(SPEAKERS[0].key); });
  await new Promise((done) => setTimeout(done, 300));
  expect(await page.evaluate(() => window.pwned === undefined), 'something of an article ran');
  await page.screenshot({ path: join(shots, 'hostile.png'), fullPage: true });
  // The policy holds by itself: what got in as markup would still not run. The browser says so on the console.
  page.removeAllListeners('console');
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = 1';
    document.body.append(script);
    return window.ran;
  });
  expect(ran === undefined, 'the policy lets a script run');
}
await browser.close();
faults.forEach((fault) => console.log(`FAULT ${fault}`));
console.log(`${faults.length} faults; ${statSync(report).size} bytes; screenshots in ${shots}`);
process.exit(faults.length ? 1 : 0);
