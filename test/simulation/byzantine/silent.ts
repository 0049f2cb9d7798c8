import type { Behaviour } from "./behaviour.ts";

/** Says nothing, ever. */
export const silent: Behaviour = { name: "silent", say: () => [] };
