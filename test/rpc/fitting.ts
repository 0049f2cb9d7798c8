import { expect } from "vitest";
import { z } from "zod";

import type { Json } from "../../src/primitives/fields/field.ts";
import { methodByName } from "../../src/rpc/table.ts";
import { result } from "./harness.ts";

/** The result of a call, which must be as the method's schema says. */
export async function fitting<T>(url: string, method: string, params: Json): Promise<T> {
  const answer = await result<T>(url, method, params);
  const checked = z.fromJSONSchema(methodByName(method)!.result).safeParse(answer);
  expect(checked.error?.message, `${method} ${JSON.stringify(answer)}`).toBeUndefined();
  return answer;
}
