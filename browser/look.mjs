// Every page, as every role: found by following links from the start.
import { base, check, end, fail, findings, open, overflow, password, picture, roles, signIn } from './desk.mjs';

const widths = [360, 768, 1366, 1920];
const locales = ['zh', 'en', 'ar'];

/** A path without what differs from record to record, so that one of each kind is looked at. */
const kind = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}').replace(/\?.*$/, '');

/** Pages that are files to keep, or that end the session. */
const isPage = (path) => !/\.(xlsx|docx|pdf|ics|csv|zip|png|svg|json)(\?|$)/.test(path) && !/^\/(locale|assets|sign-out)/.test(path);

async function links(page) {
  const found = await page.$$eval('a[href]', (anchors) => anchors.map((anchor) => anchor.href));
  return found.filter((url) => url.startsWith(base)).map((url) => url.slice(base.length).replace(/#.*$/, '') || '/');
}

async function follow(login) {
  const page = await open();
  await signIn(page, login);
  const known = new Map();
  const waiting = ['/today'];
  while (waiting.length) {
    const path = waiting.shift();
    if (known.has(kind(path)) || !isPage(path)) continue;
    const answer = await page.goto(base + path);
    known.set(kind(path), { path, status: answer.status(), wrongs: page.wrongs.splice(0) });
    waiting.push(...await links(page));
  }
  await page.context().close();
  return known;
}

const stranger = await open();
await check('the first page is in order', async () => {
  await stranger.goto(base);
  const found = await findings(stranger);
  if (found.length) fail(found.join('\n'));
  await picture(stranger, 'start');
  await stranger.fill('#specimen-password', password);
  await stranger.click('form:has(input[value=specimen]) button');
  if (!stranger.url().endsWith('/today')) fail(`the specimen did not open: ${stranger.url()}`);
});
await stranger.context().close();

const all = new Map();
for (const login of roles) {
  await check(`every link leads somewhere for ${login}`, async () => {
    const known = await follow(login);
    const wrong = [];
    for (const [pattern, seen] of known) {
      if (!all.has(pattern)) all.set(pattern, { ...seen, login });
      if (seen.status >= 400) wrong.push(`${seen.status} ${seen.path}`);
      wrong.push(...seen.wrongs.map((said) => `${seen.path}: ${said}`));
    }
    if (wrong.length) fail(wrong.join('\n'));
  });
}

for (const [pattern, { path, login }] of all) {
  const name = pattern.replace(/[^a-z{}-]+/g, '.').replace(/^\.|\.$/g, '') || 'home';
  const page = await open();
  await signIn(page, login);
  for (const locale of locales) {
    await check(`${pattern} in ${locale}: axe, widths, print`, async () => {
      const wrong = [];
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.goto(`${base}/locale/${locale}?next=${encodeURIComponent(path)}`);
      wrong.push(...(await findings(page)).map((found) => `axe ${found}`));
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        const over = await overflow(page);
        if (over > 0) wrong.push(`${over} px too wide at ${width}`);
        if (locale === 'zh' || width === 1366) await picture(page, `${name}-${locale}-${width}`);
      }
      await page.setViewportSize({ width: 683, height: 384 });
      wrong.push(...(await findings(page)).map((found) => `axe at 200 % ${found}`));
      await page.emulateMedia({ media: 'print' });
      wrong.push(...(await findings(page)).map((found) => `axe in print ${found}`));
      await page.emulateMedia({ media: 'screen' });
      wrong.push(...page.wrongs.splice(0));
      if (wrong.length) fail([...new Set(wrong)].join('\n'));
    });
  }
  await page.context().close();
}
await end();
