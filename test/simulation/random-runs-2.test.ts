import { testSeeds } from "./random-runs.ts";

// Goal and method as in random-runs-1.test.ts.
testSeeds(1_501, 3_000);
