import { argument, defineCommand } from "../command.ts";
import { letterIdOf } from "../letters/letter-found.ts";
import { documentStates } from "../letters/node-contents.ts";
import { renderTable } from "../render.ts";

export const letterDocuments = defineCommand({
  usage: "letter documents <letter>",
  summary: "The documents of a letter: which of them the node has, and when the other end had it.",
  async run(session, given) {
    const json = await documentStates(session, letterIdOf(argument(given, 0)));
    const rows = json.map(({ document, from, to, isHere, deliveredAtMs }) => {
      const time = typeof deliveredAtMs === "number" ? new Date(deliveredAtMs).toISOString() : null;
      return [document, from, to, isHere === true ? "yes" : "no", time].map((cell) => cell ?? null);
    });
    return { json, text: renderTable(["document", "from", "to", "here", "delivered"], rows) };
  },
});
