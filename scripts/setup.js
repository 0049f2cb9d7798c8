import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Brings a clone to the state in which it runs: dependencies installed, sources built. npm calls it before `npm start`
 * and `npm test`, so it is quick when nothing changed, and says in one line what it does. Plain JavaScript without
 * dependencies: it runs before there are any.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** What is built, and what that may import: tests themselves are not. */
const SOURCES = ["src", "test"];
const isSource = (name) => name.endsWith(".ts") && !name.endsWith(".test.ts");
const CONFIGURATION = ["tsconfig.json", "tsconfig.build.json", "package-lock.json"];

checkNodeVersion();
process.chdir(root);
const installed = install();
const built = build(installed);
if (!installed && !built) say("everything is up to date");

function checkNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  const found = process.versions.node;
  fail(`Portolan needs Node.js 20.19 or later, and this is ${found}. Install the current LTS.`);
}

/** The stamp lies in node_modules, so that deleting the folder deletes it too. */
function install() {
  const stamp = join("node_modules", ".portolan-lock-hash");
  const wanted = hashOf("package-lock.json", `node ${process.versions.modules}`);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return false;
  if (!existsSync(stamp) && isInstalled()) {
    remember(stamp, wanted); // somebody ran npm themselves
    return false;
  }
  say("installing dependencies (npm ci)");
  const shell = process.platform === "win32";
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], "npm ci failed.", shell);
  remember(stamp, wanted);
  return true;
}

/** npm's own record of what it installed is written last; it is newer than the lock file if the folder fits. */
function isInstalled() {
  const record = join("node_modules", ".package-lock.json");
  return existsSync(record) && statSync(record).mtimeMs >= statSync("package-lock.json").mtimeMs;
}

/** The compiler is incremental but takes seconds to find that out, so ages are compared first. */
function build(installed) {
  const stamp = join("dist", ".portolan-built");
  const builtAt = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  const listed = fileList();
  const same = existsSync(stamp) && readFileSync(stamp, "utf8") === listed.names;
  if (!installed && same && listed.newestMs <= builtAt) return false;
  say("building (tsc)");
  const startedAt = new Date();
  const compiler = join("node_modules", "typescript", "bin", "tsc");
  run(process.execPath, [compiler, "-p", "tsconfig.build.json"], "The build failed.", false);
  remember(stamp, listed.names, startedAt);
  return true;
}

/** Every source's name and the newest age: a file that was removed or renamed counts as a change too. */
function fileList() {
  const files = SOURCES.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter(isSource)
      .map((name) => join(folder, name)),
  );
  const ages = [...files, ...CONFIGURATION].map((file) => statSync(file).mtimeMs);
  const names = createHash("sha256").update(files.sort().join("\n")).digest("hex");
  return { names, newestMs: Math.max(...ages) };
}

/** A source saved while the compiler ran must count as newer than the build, so the stamp's age is the build's start. */
function remember(stamp, content, at = new Date()) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, content);
  utimesSync(stamp, at, at);
}

function hashOf(file, ...more) {
  const hash = createHash("sha256").update(readFileSync(file));
  for (const text of more) hash.update(text);
  return hash.digest("hex");
}

function run(command, args, failure, shell) {
  const { status, error } = spawnSync(command, args, { stdio: ["ignore", 2, 2], shell });
  if (error !== undefined) fail(`${failure} ${error.message}`);
  if (status !== 0) fail(`${failure} The reason stands above.`);
}

function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}
