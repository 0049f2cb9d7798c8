import { toHex } from "../../primitives/bytes.ts";
import { guid as guidField } from "../../transactions/customs/codes.ts";
import { messages } from "../../transactions/customs/messages.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { hash, integer, nullable, shape, words } from "../schemas.ts";

/** customs_message: which document a message was about, for whoever is not sure whether it was sent. */
export const message = defineMethod({
  name: "customs_message",
  summary: "The document that a message was about, by its guid; null if none was carried out.",
  params: { guid: of(guidField, "36 characters, upper-case.") },
  result: nullable(
    shape({ kind: words("order", "payment", "waybill", "list"), id: hash, height: integer }),
  ),
  errors: {},
  example: { params: { guid: "0F1E2D3C-4B5A-4697-8877-000000000001" } },
  right: "read",
  handle({ guid }, { ledger }) {
    const found = messages.read(ledger, guid);
    return found === undefined ? null : { ...found, id: toHex(found.id) };
  },
});
