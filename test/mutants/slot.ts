import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

import ts from "typescript";

import type { Mutant } from "./mutants.ts";

const root = join(import.meta.dirname, "../../..");
const COPIED = ["src", "test", "docs", "dist", "package.json", "vitest.config.ts"];
const COMPILER = ["tsconfig.json", "tsconfig.build.json"];

/** What a command wrote, and how it ended. */
export interface Ran {
  readonly status: number;
  readonly output: string;
}

/** A copy of the project, sources and build, in which one file at a time is broken. */
export class Slot {
  readonly directory = mkdtempSync(join(tmpdir(), "portolan-mutant-"));
  readonly #options: ts.CompilerOptions;

  constructor() {
    for (const name of [...COPIED, ...COMPILER]) {
      cpSync(join(root, name), join(this.directory, name), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(this.directory, "node_modules"));
    const config = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path));
    const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
    // A file alone does not show that its package is one of ECMAScript modules.
    this.#options = { ...options, module: ts.ModuleKind.ESNext };
  }

  /** Breaks the source and its build. Throws if the text is not there exactly once. Returns the way to mend both. */
  apply({ file, find, replace }: Mutant): () => void {
    const source = join(this.directory, file);
    const built = join(this.directory, "dist", file.replace(/\.ts$/, ".js"));
    const before = readFileSync(source, "utf8");
    const builtBefore = readFileSync(built, "utf8");
    if (before.split(find).length !== 2) {
      throw new Error(`${file} does not have this text once:\n${find}`);
    }
    const after = before.replace(find, () => replace);
    writeFileSync(source, after);
    writeFileSync(built, ts.transpileModule(after, { compilerOptions: this.#options }).outputText);
    return () => {
      writeFileSync(source, before);
      writeFileSync(built, builtBefore);
    };
  }

  /** Runs a command here. If it says nothing for this long it hangs, and is ended with all that it started. */
  run(command: string, args: readonly string[], silentMs: number): Promise<Ran> {
    const child = spawn(command, args, {
      cwd: this.directory,
      env: { ...process.env, CI: "true" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // a group of its own
    });
    return new Promise((resolve, reject) => {
      let output = "";
      const timer = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), silentMs);
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        timer.refresh();
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.on("error", reject);
      child.on("close", (status) => {
        clearTimeout(timer);
        resolve({ status: status ?? -1, output });
      });
    });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** A path as it stands in the project. */
export function shown(slot: Slot, path: string): string {
  return relative(slot.directory, path);
}
