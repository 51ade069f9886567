import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens a page of a visitor who has never been here. */
export type Visit = (url: string, options?: BrowserContextOptions) => Promise<Page>;

/** Starts a browser for the tests of a file; what was opened is closed after each of them. */
export const useBrowser = (): Visit => {
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (!existsSync(executablePath)) {
      throw new Error(
        `The tests of web pages need Chromium, which is not at ${executablePath}: install it ("apt-get install chromium"), or say where it is by the variable CHROMIUM`,
      );
    }
    browser = await chromium.launch({ executablePath, args });
  });
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
  });
  afterAll(() => browser?.close());
  return async (url, options) => {
    if (browser === undefined) throw new Error("The browser is there inside of tests only");
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
};
