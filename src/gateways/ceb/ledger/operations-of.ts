import type { CebDocument, CebMessage } from "../read-ceb.ts";
import type { Gateway, Mapped } from "./gateway.ts";
import { cancel, list603, list621, return625, summary701 } from "./lists.ts";
import { MappingError } from "./mapping-error.ts";
import { order303, order311 } from "./orders.ts";
import { payment411, receiptOfMoney403 } from "./payments.ts";
import { delivery711, status513, waybill505, waybill511 } from "./waybills.ts";

/** Types of messages that become operations. Arrival and departure of exports (507, 509) and master bills (607) do not yet. */
const mappers = {
  "311": order311,
  "303": order303,
  "411": payment411,
  "403": receiptOfMoney403,
  "511": waybill511,
  "505": waybill505,
  "513": status513,
  "711": delivery711,
  "621": list621,
  "603": list603,
  "623": cancel,
  "605": cancel,
  "625": return625,
  "701": summary701,
} as const satisfies {
  readonly [T in CebMessage["type"]]?: (document: CebDocument<T>, gateway: Gateway) => Mapped;
};

export type MappedType = keyof typeof mappers;

export function isMapped(type: CebMessage["type"]): type is MappedType {
  return Object.hasOwn(mappers, type);
}

/** What the ledger is asked for by each document of a message, or why it cannot be asked. */
export function operationsOf(message: CebMessage, gateway: Gateway): (Mapped | MappingError)[] {
  const { type, documents } = message;
  if (!isMapped(type)) {
    const hint = "Messages 507, 509 and 607 are not brought to the ledger yet.";
    const error = new MappingError("TYPE_NOT_MAPPED", `CEB${type} becomes no operation.`, hint);
    return documents.map(() => error);
  }
  const map = mappers[type] as (document: unknown, gateway: Gateway) => Mapped;
  return documents.map((document) => {
    try {
      return map(document, gateway);
    } catch (error) {
      if (error instanceof MappingError) return error;
      throw error;
    }
  });
}

/** A person whom a document names: type and number of an identity document. */
export interface Named {
  readonly idType: string;
  readonly idNumber: string;
}

/** Everybody whose key a message's operations need. Of what is taken back nobody is asked for. */
export function peopleOf({ type, documents }: CebMessage): Named[] {
  if (type === "311") {
    return documents.flatMap(({ head }) =>
      head.appType === "3" ? [] : [{ idType: head.buyerIdType, idNumber: head.buyerIdNumber }],
    );
  }
  if (type !== "411") return [];
  return documents.flatMap(({ head }) =>
    head.appType === "3" ? [] : [{ idType: head.payerIdType, idNumber: head.payerIdNumber }],
  );
}

/** Numbers of customs by which a message names lists. */
export function listNumbersOf(message: CebMessage): string[] {
  const { type } = message;
  if (type === "623" || type === "605" || type === "625") {
    return message.documents.map(({ head }) => head.invtNo);
  }
  if (type !== "701") return [];
  return message.documents.flatMap(({ lines }) => lines.map(({ invtNo }) => invtNo));
}
