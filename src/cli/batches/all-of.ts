import type { Json } from "../../primitives/fields/field.ts";
import { type JsonObject, listOf } from "../ledger.ts";

/** The most that a node gives in one answer. */
const PAGE = 100;

/** An answer with a list that goes on at `next`, with all of its pages as one. `read` asks for one page. */
export async function allOf(
  name: string,
  read: (page: JsonObject) => Promise<JsonObject>,
): Promise<JsonObject> {
  const all: Json[] = [];
  let from: Json = null;
  for (;;) {
    const page: JsonObject = await read({ from, limit: PAGE });
    for (const one of listOf(page[name], name)) all.push(one);
    from = page["next"] ?? null;
    if (from === null) return { ...page, [name]: all };
  }
}
