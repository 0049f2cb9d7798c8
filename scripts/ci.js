// What a change must pass: clean code, every test, no gross regression, and the slice on the current LTS of Node.js too.
import { run } from "./run.js";

/** What could differ there is native: sockets, disk, signatures, other processes. These go through all of it, and the rest is the same JavaScript. */
const SLICE = ["payments", "epochs", "snapshot", "letters.test", "customs"];

const steps = [
  ["set-up", "npm", ["run", "--silent", "setup"]],
  ["lint, format, types", "npm", ["run", "--silent", "lint"]],
  ["tests", "npm", ["test"]],
  ["speed: gross regressions only", "npm", ["run", "--silent", "bench", "--", "--quick"]],
  [
    "the slice on Node.js 24",
    "npx",
    [
      ...["--yes", "-p", "node@24", "node", "scripts/test.js"],
      ...SLICE.map((name) => `test/e2e/${name}`),
    ],
  ],
];

let passed = 0;
let failed = 0;
for (const [name, command, args] of steps) {
  process.stdout.write(`\n=== ${name}\n`);
  const { status, output } = await run(command, args);
  const counts = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  if (counts !== undefined) {
    passed += Number(counts[1]);
    failed += Number(counts[2]);
  } else if (status === 0) passed += 1;
  else failed += 1;
  if (status !== 0) process.stdout.write(`\n=== ${name}: failed with status ${status}\n`);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
