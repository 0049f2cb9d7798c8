import { enterpriseRecord, enterprises } from "../../transactions/customs/enterprises/records.ts";
import { recordOrNull } from "../customs-json.ts";
import { defineMethod } from "../definition.ts";
import { of } from "../inputs.ts";
import { nullable } from "../schemas.ts";

/** customs_enterprise: an enterprise's record with customs: what is in force, and what waits for approval. */
export const enterprise = defineMethod({
  name: "customs_enterprise",
  summary: "An enterprise's record with customs, by its code; null if none is filed.",
  params: { code: of(enterpriseRecord.shape.code, "Like ebpCode or agentCode of a declaration.") },
  result: nullable(enterpriseRecord.schema),
  errors: {},
  example: { params: { code: "440196000P" } },
  right: "read",
  handle: ({ code }, { ledger }) => recordOrNull(enterpriseRecord, enterprises.read(ledger, code)),
});
