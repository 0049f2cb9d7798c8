import { fromHex } from "../primitives/bytes.ts";
import type { Json } from "../primitives/fields/field.ts";
import { usageError } from "./errors.ts";
import { listOf, objectOf, textOf } from "./ledger.ts";
import { withReadableAmounts } from "./readable-amounts.ts";
import type { Session } from "./session.ts";

/** A proposal's id as it is typed. Throws ID_FORMAT. */
export function proposalIdOf(text: string): Uint8Array {
  const id = text.length === 64 ? fromHex(text) : undefined;
  if (id !== undefined) return id;
  const hint = "`portolan proposal list ACCOUNT` shows the ids, 64 hexadecimal digits each.";
  throw usageError("ID_FORMAT", `"${text}" is no proposal's id.`, hint);
}

/**
 * What a proposal would do, each operation on a line of its own with what it says, amounts as they are typed: nobody should
 * approve what it has not read.
 */
export async function operationLines(
  session: Session,
  operations: Json | undefined,
): Promise<string> {
  const readable = await withReadableAmounts(session, [...listOf(operations, "operations")]);
  const lines = listOf(readable, "operations").map((one) => {
    const { type, body } = objectOf(one, "operation");
    const said = Object.entries(objectOf(body, "body")).filter(([, value]) => value !== null);
    const words = said.map(([name, value]) => `${name}=${wordOf(value)}`);
    return [textOf(type, "type"), ...words].join(" ");
  });
  return lines.join("\n");
}

function wordOf(value: Json): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return /^[^ ="]+$/.test(value) ? value : JSON.stringify(value);
}

/** When a proposal's time ends. */
export function untilWhen(expiresAt: Json | undefined): string {
  return typeof expiresAt === "number" ? new Date(expiresAt).toISOString() : "";
}
