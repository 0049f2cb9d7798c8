// Runs every test and ends with one line of counts. Arguments go to the test runner: npm test -- test/execution
import { readFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { run } from "./run.js";

const report = join(mkdtempSync(join(tmpdir(), "portolan-test-")), "report.json");
const args = [
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
];
const { status } = await run("npx", [...args, ...process.argv.slice(2)]);

let passed = 0;
let failed = 0;
try {
  const counts = JSON.parse(readFileSync(report, "utf8"));
  passed = counts.numPassedTests;
  // A file that does not load has no tests to fail, and an error outside any test fails the run.
  failed =
    counts.numFailedTests +
    counts.testResults.filter((one) => one.status === "failed" && one.assertionResults.length === 0)
      .length;
} catch {
  failed = 1; // the runner did not come to its report
}
if (status !== 0 && failed === 0) failed = 1;
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
