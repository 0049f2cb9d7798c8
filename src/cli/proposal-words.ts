import { fromHex } from "../primitives/bytes.ts";
import type { Json } from "../primitives/fields/field.ts";
import { usageError } from "./errors.ts";
import { listOf, objectOf, textOf } from "./ledger.ts";

/** A proposal's id as it is typed. Throws ID_FORMAT. */
export function proposalIdOf(text: string): Uint8Array {
  const id = text.length === 64 ? fromHex(text) : undefined;
  if (id !== undefined) return id;
  const hint = "`portolan proposal list ACCOUNT` shows the ids, 64 hexadecimal digits each.";
  throw usageError("ID_FORMAT", `"${text}" is no proposal's id.`, hint);
}

/** What a proposal would do, each operation on a line of its own: nobody should approve what it has not read. */
export function operationLines(operations: Json | undefined): string {
  const lines = listOf(operations, "operations").map((one) => {
    const { type, body } = objectOf(one, "operation");
    return `${textOf(type, "type")} ${JSON.stringify(body)}`;
  });
  return lines.join("\n");
}

/** When a proposal's time ends. */
export function untilWhen(expiresAt: Json | undefined): string {
  return typeof expiresAt === "number" ? new Date(expiresAt).toISOString() : "";
}
