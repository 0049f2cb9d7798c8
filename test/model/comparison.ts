import type { ModelStatement } from "./trace.ts";

export function keyOf({ kind, view, digest }: ModelStatement): string {
  return `${kind} ${view} ${digest}`;
}

export function statementText(kind: string, view: number, hex: string): string {
  return `${kind} ${view} ${hex.slice(0, 8)}`;
}

/** Throws what code and model say of the same thing if they do not say the same. */
export function expectSame<T extends string | number>(
  what: string,
  real: readonly T[],
  model: readonly T[],
): void {
  const [inCode, inModel] = [real, model].map((all) => [...new Set(all)].sort().join(", "));
  if (inCode !== inModel)
    throw new Error(`${what}: ${inCode} in the code, ${inModel} in the model`);
}
