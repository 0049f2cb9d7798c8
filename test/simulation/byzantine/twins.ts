import type { Behaviour } from "./behaviour.ts";

/** An honest program that runs twice with one key, each copy hearing a part of what is said: a careless fail-over. */
export const twins: Behaviour = {
  name: "twins",
  say: (_, __, message) => [message],
  hasTwin: true,
};
