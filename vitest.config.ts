import { configDefaults, defineConfig } from "vitest/config";

/** A test that takes longer hangs: a machine that is busy otherwise needs three times as long as one that is not. */
const HANGS_MS = 90_000;
const shared = { setupFiles: ["test/setup.ts"], testTimeout: HANGS_MS };
/** They compare rates and durations of real processes, so nothing may run beside them. */
const measured = ["test/network/**/*.test.ts"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: "together",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...measured],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: "alone",
          include: measured,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
