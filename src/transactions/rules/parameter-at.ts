import { assert } from "../../primitives/assert.ts";
import type { LedgerReader } from "../../state/ledger.ts";
import { declarationOf, type ParameterName } from "./parameters.ts";
import { parameters, type ParameterVersion, parameterVersions } from "./records.ts";

/** A value and the version that it is of, which an object that is judged by it keeps; 0 is the default. */
export interface ParameterValue {
  readonly value: bigint;
  readonly version: number;
}

/**
 * What a parameter was, is or will be at a time.
 *
 * For a time that is not long past this is one read, however many versions there are: the entry holds the last ones. Older
 * ones have ascending times too, so the one that held then is found by halves.
 */
export function parameterAt(
  ledger: LedgerReader,
  country: string,
  name: ParameterName,
  timeMs: number,
): ParameterValue {
  const recent = parameters.read(ledger, country, name)?.recent ?? [];
  const found =
    recent.findLast((one) => one.effectiveFromMs <= timeMs) ??
    olderAt(ledger, country, name, timeMs, (recent[0]?.version ?? 1) - 1);
  if (found === undefined) return { value: declarationOf(name).default, version: 0 };
  return { value: found.value, version: found.version };
}

/** The last of the versions 1 to `last` that held at the time. */
function olderAt(
  ledger: LedgerReader,
  country: string,
  name: ParameterName,
  timeMs: number,
  last: number,
): ParameterVersion | undefined {
  let found: ParameterVersion | undefined;
  let [from, to] = [1, last];
  while (from <= to) {
    const version = Math.floor((from + to) / 2);
    const one = parameterVersions.read(ledger, country, name, version);
    assert(one !== undefined, "every version is written under a key of its own");
    if (one.effectiveFromMs > timeMs) to = version - 1;
    else [found, from] = [one, version + 1];
  }
  return found;
}
