// What the looks share: a browser, signing in, axe, and telling what came of it
// in the lines that `cargo test` writes.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [, , base, modules, pictures] = process.argv;
const require = createRequire(join(modules, 'here.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export { base };
export const password = 'Seven-stops-2026';
export const roles = ['office', 'head', 'finance', 'teacher', 'admin', 'auditor', 'organiser'];
mkdirSync(pictures, { recursive: true });

export const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

let passed = 0;
let failed = 0;

/** Does one check and writes its line. */
export async function check(name, does) {
  try {
    await does();
    passed += 1;
    console.log(`test ${name} ... ok`);
  } catch (error) {
    failed += 1;
    console.log(`test ${name} ... FAILED`);
    console.log(`  ${String(error.message || error).split('\n').slice(0, 12).join('\n  ')}`);
  }
}

export function fail(what) { throw new Error(what); }

/** Ends the run with the line that is counted. */
export async function end() {
  await browser.close();
  console.log(`test result: ${failed ? 'FAILED' : 'ok'}. ${passed} passed; ${failed} failed; 0 ignored`);
  process.exit(failed ? 1 : 0);
}

/** A browser window of its own, which notes everything that should not happen. */
export async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', ...options });
  const page = await context.newPage();
  page.wrongs = [];
  page.on('console', (said) => {
    const refused = said.type() === 'error' && said.text().includes('status of 4');
    if (['error', 'warning'].includes(said.type()) && !refused) page.wrongs.push(`console: ${said.text()}`);
  });
  page.on('pageerror', (error) => page.wrongs.push(`script: ${error.message}`));
  page.on('dialog', async (dialog) => { page.wrongs.push(`dialog: ${dialog.message()}`); await dialog.dismiss(); });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('data:')) page.wrongs.push(`asks elsewhere: ${url}`);
  });
  return page;
}

/** Signs in under a login of the specimen. */
export async function signIn(page, login) {
  await page.goto(`${base}/sign-in`);
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.click('main button[type=submit]');
  if (page.url().includes('/sign-in')) fail(`${login} cannot sign in`);
}

/** Everything axe finds on the page, one line a finding. */
export async function findings(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')}`);
}

/** By how many pixels the page is wider than its window. */
export async function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

export const picture = (page, name) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
