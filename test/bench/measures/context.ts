import type { Figure } from "../figures/figure.ts";
import type { Limits } from "../machine/limits.ts";
import type { BenchOptions } from "../options.ts";
import type { Say } from "../progress.ts";
import type { Scene } from "../network/scene.ts";

/** What a measurement may use, and where it puts what it found. */
export interface Bench {
  readonly options: BenchOptions;
  readonly limits: Limits;
  readonly say: Say;
  /** The network that measurements of one run share: it is made when the first one wants it. */
  readonly scene: () => Promise<Scene>;
  /** Transfers a second: measured in this run, given by --peak, or found by a short run. */
  readonly peak: () => Promise<number>;
  /** Other measurements go by it from here on, unless --peak was given. */
  readonly setPeak: (perSecond: number) => void;
  readonly add: (...figures: Figure[]) => void;
  /** Text under the table: details of one measurement. */
  readonly note: (text: string) => void;
}
