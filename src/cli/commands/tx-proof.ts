import { argument, defineCommand } from "../command.ts";

/** The proof is a document for a file, so it is JSON with or without --json. */
export const txProof = defineCommand({
  usage: "tx proof <id>",
  summary: "A proof that the transaction is final, for verify-proof; write it to a file with >.",
  async run(session, given) {
    const json = await session.call("tx_proof", { id: argument(given, 0) });
    return { json, text: JSON.stringify(json, null, 2) };
  },
});
