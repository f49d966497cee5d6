// A headless Chromium that the system has; without one, tests of pages skip and say so.
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser's program; undefined when there is none. */
export const browserPath: string | undefined = [process.env.RELEVO_CHROMIUM, ...usual].find(
  path => path !== undefined && path !== '' && existsSync(path),
);

/** For the names of tests that skip without a browser. */
export const needed = browserPath === undefined ? ' (skipped: no Chromium here, RELEVO_CHROMIUM names one)' : '';

/** Starts the browser, quiet and without a network of its own. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: browserPath ?? '',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** A page that is open, with all that it complained of and asked for. */
export interface OpenPage {
  readonly page: Page;
  readonly complaints: string[];
  /** Requests beyond the file itself. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Opens a text as a file, as a person does. */
export async function openPage(browser: Browser, text: string, options: OpenOptions = {}): Promise<OpenPage> {
  const folder = await mkdtemp(join(tmpdir(), 'relevo-page-'));
  const file = join(folder, 'report.html');
  await writeFile(file, text);
  const address = pathToFileURL(file).href;
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', message => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => complaints.push(`thrown: ${error.message}`));
  page.on('dialog', async dialog => {
    complaints.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', request => {
    const url = request.url();
    if (url.split('#')[0] !== address && !url.startsWith('data:')) requests.push(url);
  });
  await page.goto(address);
  const close = async (): Promise<void> => {
    await page.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { page, complaints, requests, close };
}

interface OpenOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly javaScriptEnabled?: boolean;
}
