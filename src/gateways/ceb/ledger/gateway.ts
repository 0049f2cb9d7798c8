import type { AnyShape } from "../../../primitives/fields/composites.ts";
import type { Json } from "../../../primitives/fields/field.ts";
import type { OperationDefinition } from "../../../transactions/definition.ts";

/** What a mapper asks of whoever runs it: the only way in which personal elements leave a message. */
export interface Gateway {
  /** The person key of a document's number, hexadecimal. Throws MappingError. */
  personKey(idType: string, idNumber: string): string;
  /** The commitment to a consignee, hexadecimal. Throws MappingError. */
  consignee(name: string, address: string, telephone: string): string;
  /** The ledger's id of the list that has a number of customs, hexadecimal. Throws MappingError. */
  listOf(invtNo: string): string;
}

/** An operation, its body as JSON-RPC takes it. */
export interface Mapped {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a definition is invariant in its body; only `any` accepts every one
  readonly type: OperationDefinition<any, AnyShape, string>;
  readonly body: { readonly [name: string]: Json };
}

const APP_TYPES: Readonly<Record<string, string>> = { "1": "new", "2": "change", "3": "delete" };

/** guid, appType and appStatus as the ledger has them. */
export function headOf({
  guid,
  appType,
  appStatus,
}: {
  readonly guid: string;
  readonly appType: string;
  readonly appStatus: string;
}): { readonly [name: string]: Json } {
  const status = appStatus === "1" ? "draft" : "declare";
  return { guid, appType: APP_TYPES[appType]!, appStatus: status };
}

/** The content of a document, or none of one that is taken back. */
export function contentUnlessDeleted(
  { appType }: { readonly appType: string },
  content: () => { readonly [name: string]: Json },
): Json {
  return appType === "3" ? null : content();
}

/** What stands for a platform abroad that has no code: then the merchant, on record as a platform too, declares for itself. */
const NONE = "无";

/** The platform of an export. */
export function platformOf({
  ebpCode,
  ebcCode,
}: {
  readonly ebpCode: string;
  readonly ebcCode: string;
}): string {
  return ebpCode === NONE ? ebcCode : ebpCode;
}
