import { testSeeds } from "./random-runs.ts";

// Goal: no fork, no broken promise, and progress after the faults stop, whatever the network, disks and faulty replicas do.
// Method: production step, driver, executor and journal; simulated clock, network and disk. Half of the seeds; the other
// half runs beside it.
testSeeds(1, 1_500);
