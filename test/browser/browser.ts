import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import packed from "@sparticuz/chromium";
import { type Browser, chromium, type Page } from "playwright-core";

/** What a printed page has between its margins: A4 less 12 mm at each side, in CSS pixels. */
const PRINTED_WIDTH = Math.floor(((210 - 2 * 12) / 25.4) * 96);

/** A page that is open, and the addresses that it has asked for, its own being the first. What its policy forbids it does not ask for. */
export interface OpenPage {
  readonly page: Page;
  readonly asked: readonly string[];
}

/** Chromium as an npm package brings it, in a folder that goes away with it, and without a network. */
export class TestBrowser {
  readonly #browser: Browser;
  readonly #folder: string;
  #files = 0;

  private constructor(browser: Browser, folder: string) {
    [this.#browser, this.#folder] = [browser, folder];
  }

  static async launch(): Promise<TestBrowser> {
    const folder = mkdtempSync(join(tmpdir(), "portolan-browser-"));
    try {
      // The package's is for Linux on x64; elsewhere the variable names another.
      const executablePath = process.env["PORTOLAN_BROWSER"] ?? (await unpack(folder));
      // Its sandbox refuses to run for root, as which tests run in containers.
      const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
      return new TestBrowser(browser, folder);
    } catch (error) {
      rmSync(folder, { recursive: true });
      throw error;
    }
  }

  /** Opens a page from a file, as a person does who has been sent one. */
  async open(html: string): Promise<OpenPage> {
    return this.#open(html, false);
  }

  /** Opens a page of a server on this machine, on a screen of this width. */
  async visit(url: string, width = 1_000): Promise<OpenPage> {
    const context = await this.#browser.newContext({ viewport: { width, height: 800 } });
    return goTo(await context.newPage(), url);
  }

  /**
   * Opens it as it prints, with the Chinese font that its style names: the machine need not have one, and without one there is no
   * text in a PDF but for zeros.
   */
  async openToPrint(html: string): Promise<Page> {
    const { page } = await this.#open(html, true);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: PRINTED_WIDTH, height: 1_000 });
    await page.route(`${FONT}**`, (route) => {
      const path = join(dirname(fontStyle), route.request().url().slice(FONT.length));
      return route.fulfill({ path, headers: { "access-control-allow-origin": "*" } });
    });
    await page.addStyleTag({ content: chineseFont() });
    // Fonts are asked for when the page is laid out, which this makes it do.
    await page.evaluate("document.body.offsetHeight && document.fonts.ready.then(() => undefined)");
    return page;
  }

  /** Open pages, and whatever was unpacked, go with it. */
  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true });
  }

  async #open(html: string, bypassCSP: boolean): Promise<OpenPage> {
    const path = join(this.#folder, `page-${this.#files++}.html`);
    writeFileSync(path, html);
    const context = await this.#browser.newContext({ bypassCSP, offline: true });
    return goTo(await context.newPage(), pathToFileURL(path).href);
  }
}

async function goTo(page: Page, url: string): Promise<OpenPage> {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText === "csp") asked.splice(asked.indexOf(request.url()), 1);
  });
  await page.goto(url, { waitUntil: "load" });
  return { page, asked };
}

/**
 * The package unpacks to names that are always the same in the folder for temporary files, and takes what lies there for whole:
 * a run that was cut short would break every later one.
 */
async function unpack(folder: string): Promise<string> {
  const usual = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    return await packed.executablePath();
  } finally {
    if (usual === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = usual;
  }
}

/** Where the font is for a page; what is asked of it never gets further than this process. */
const FONT = "http://font.invalid/";
const fontStyle = createRequire(import.meta.url).resolve("@fontsource-variable/noto-serif-sc");

/** Noto Serif SC, by the name under which it is installed with Noto's other CJK fonts. */
function chineseFont(): string {
  const style = readFileSync(fontStyle, "utf8");
  return style
    .replaceAll("Noto Serif SC Variable", "Noto Serif CJK SC")
    .replaceAll("url(./", `url(${FONT}`);
}
