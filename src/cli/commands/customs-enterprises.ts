import type { Json } from "../../primitives/fields/field.ts";
import { defineCommand } from "../command.ts";
import { participantOf } from "../letters/participant.ts";
import { listOf, objectOf, textOf } from "../ledger.ts";
import { readAll } from "../read-all.ts";
import { renderTable } from "../render.ts";

export const customsEnterprises = defineCommand({
  usage: "customs enterprises [participant]",
  summary: "The records that a participant has with customs; without a name, the acting account's.",
  async run(session, given) {
    const participant = given.args[0] ?? (await participantOf(session, await session.actor()));
    const json = await readAll(session, "customs_enterprises", "enterprises", { participant });
    const rows = listOf(json, "enterprises").map((one) => {
      const { code, country, version, terms, filed, suspended, refused } = objectOf(one, "record");
      const inForce = (terms ?? null) === null ? {} : objectOf(terms, "terms");
      const kinds = listOf(inForce["kinds"] ?? [], "kinds")
        .map((kind) => textOf(kind, "kind"))
        .join(" ");
      const waits = (filed ?? null) === null ? null : (objectOf(filed, "filed")["version"] ?? null);
      return [code, country, version, kinds, inForce["name"], waits, suspended ?? refused].map(
        (cell): Json => cell ?? null,
      );
    });
    const heads = ["code", "customs", "version", "kinds", "name", "waits", "suspended or refused"];
    return { json, text: renderTable(heads, rows) };
  },
});
