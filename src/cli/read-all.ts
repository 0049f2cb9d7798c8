import type { Json } from "../primitives/fields/field.ts";
import { listOf, objectOf } from "./ledger.ts";
import type { Session } from "./session.ts";

/** The most that a node gives in one answer. */
const PAGE = 100;

/** Every page of a list method, in order. */
export async function readAll(
  session: Session,
  method: string,
  name: string,
  params: { readonly [name: string]: Json } = {},
): Promise<Json[]> {
  const all: Json[] = [];
  let after: Json | undefined;
  for (;;) {
    const answer = await session.call(method, {
      ...params,
      ...(after === undefined ? {} : { after }),
      limit: PAGE,
    });
    const page = objectOf(answer, "page");
    all.push(...listOf(page[name], name));
    const next = page["next"] ?? null;
    if (next === null) return all;
    after = next;
  }
}
