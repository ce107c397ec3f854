import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const program = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));

export interface Sandbox {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts `npm run sandbox` as a person does; rejects with what it said when it ends before it is ready. */
export async function startSandbox(args: readonly string[], env: Record<string, string> = {}): Promise<Sandbox> {
  const { NODE_OPTIONS: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [program, '--slack-port', '0', ...args], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await address(child);
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function address(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const url = /▶.*?(http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}:\n${said.join('\n')}`)));
  });
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
}

/** The page as one person, in a browser of its own. Whatever the page itself complains about is kept in `complaints`. */
export async function openAs(browser: Browser, url: string, person: string) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, baseURL: url });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(`/?as=${person}`);
  await page.waitForSelector('.welcome');
  return { page, complaints };
}

export async function type(page: Page, text: string): Promise<void> {
  await page.fill('main textarea', text);
  await page.press('main textarea', 'Enter');
}

/** For the README, only when asked: UPDATE_SCREENSHOTS=1. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (process.env.UPDATE_SCREENSHOTS !== '1') return;
  // What shows only under the pointer stays out of the picture.
  await page.mouse.move(1, 1);
  await page.screenshot({ path: fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url)) });
}
