import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS, describeInBrowser, until } from '../support/browser';
import { deployed, logIn, user } from '../support/deployed';

describeInBrowser('S1: the site in a browser', () => {
  let browser: Browser;
  let page: Page;
  const said: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
    page = await browser.newPage();
    page.on('console', (message) => { said.push(message.text()); });
    page.on('pageerror', (error) => { said.push(error.message); });
  });
  afterAll(() => browser?.close());

  test('works under its enforced policy: nothing of it is blocked', async () => {
    const answer = await page.goto(deployed.siteUrl!, { waitUntil: 'load' });
    await until(page, "document.body.innerText.trim() !== '' && !document.body.innerText.includes('asking…')");
    expect(answer!.headers()['content-security-policy']).toContain("default-src 'none'");
    expect(said.filter((text) => /content security policy|refused to|violates/i.test(text))).toEqual([]);
  });

  test('what is not of the build is blocked: the policy is no decoration', async () => {
    const injected = "(() => { const script = document.createElement('script'); script.textContent = 'globalThis.injected = true'; document.body.append(script); return 'injected' in globalThis; })()";
    expect(await page.evaluate(injected)).toBe(false);
    await expect(page.evaluate(() => fetch('https://example.com/'))).rejects.toThrow(/fetch/i);
    expect(said.filter((text) => /content security policy/i.test(text)).length).toBeGreaterThanOrEqual(2);
  });

  test('keeps the refresh token in a cookie that no script sees, and that comes back to the routes of the sign-in alone', async () => {
    const { username, password } = user();
    const post = (path: string, body: object) => page.evaluate(async ([target, json]) => {
      const { status } = await fetch(target, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: json });
      return status;
    }, [path, JSON.stringify(body)] as const);
    expect(await post('/v1/auth/login', { username, password, refreshTokenIn: 'cookie' })).toBe(200);
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.context().cookies()).toEqual([expect.objectContaining({ name: 'refreshToken', path: '/v1/auth', httpOnly: true, secure: true, sameSite: 'Strict' })]);
    expect(await post('/v1/auth/refresh', {})).toBe(200);
  });

  test('F2: sends an image to its bucket and shows the thumbnail, under the enforced policy', async () => {
    const { idToken } = await logIn();
    const [width, ...refused] = await page.evaluate(`(async (token) => {
      const refused = [];
      document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) => refused.push(violatedDirective + ' ' + blockedURI));
      const headers = { 'Authorization': 'Bearer ' + token, 'Content-Type': 'application/json' };
      const canvas = new OffscreenCanvas(300, 200);
      canvas.getContext('2d').fillRect(10, 10, 100, 100);
      const file = await canvas.convertToBlob({ type: 'image/png' });
      const { id, url, fields } = await (await fetch('/v1/uploads', { method: 'POST', headers, body: JSON.stringify({ contentType: 'image/png' }) })).json();
      const form = new FormData();
      for (const name of Object.keys(fields)) { form.append(name, fields[name]); }
      form.append('file', file);
      if (!(await fetch(url, { method: 'POST', body: form })).ok) { throw new Error('the bucket took no file'); }
      for (;;) {
        const { status, reason, thumbnails } = await (await fetch('/v1/uploads/' + id, { headers })).json();
        if (status === 'REJECTED') { throw new Error(reason); }
        if (status === 'READY') {
          const image = new Image();
          image.src = thumbnails[0].url;
          await image.decode();
          return [image.naturalWidth, ...refused];
        }
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    })(${JSON.stringify(idToken)})`) as [number, ...string[]];
    expect([width, refused]).toEqual([160, []]);
  });
});
