import type { Json } from "../../../src/primitives/fields/field.ts";
import { act, type Before, type Order, type Scene } from "./example.ts";

const PEER_ID = "12D3KooWNKpxHTXX5cBtPu6zZm9RzPw1vQTNETpyHn9C3uAwEYnL";
const ENGAGEMENT = "5b2f7c1e-9d4a-4f60-8c3b-0a1d2e3f4a5b";
const [FORM, CORRECTED, ANSWER, QUESTION] = ["1f", "2e", "3d", "4c"].map((one) =>
  one.repeat(32),
) as [string, string, string, string];

const terms = (commitment: string): Record<string, Json> => ({
  ...{ entity: "enterprise-2", format: "format-1", asOf: "2023-10-31" },
  ...{ items: ["deposits", "loans", "guarantees"], commitment },
});
const issued = (number: string): Record<string, Json> => ({
  ...{ number, bank: "bank-sc", branch: "BSCOHKHH", engagement: ENGAGEMENT },
  ...{ ...terms(FORM), itemResults: true },
});
const answer: Record<string, Json> = {
  result: "MISMATCH",
  items: [
    { item: "deposits", result: "MATCH" },
    { item: "loans", result: "MISMATCH" },
    { item: "guarantees", result: "MATCH" },
  ],
  commitment: ANSWER,
};

/** The letter that was issued last. */
const id = ({ result }: Before): Json => result("letter.issue", "id");
const about =
  (more: Record<string, Json>): Order["body"] =>
  (before) => ({ id: id(before), ...more });
const accepted = ({ key, ...before }: Before): Json => ({
  ...{ id: id({ key, ...before }), itemResults: true },
  mandate: { keys: [key("enterprise-2")], needed: 1 },
});
const reviewed: Scene = {
  ...{ by: ["bank-sc-reviewer"], account: "bank-sc" },
  orders: [{ type: "letter.reply", body: about(answer) }],
};

/** firm-1 asks bank-sc about enterprise-2: once put right, answered twice; a second letter is not authorised. */
export const letterScenes: readonly Scene[] = [
  act("wallet-hk", "participant.sponsor", ({ key }) => ({
    ...{ name: "enterprise-2", roles: ["enterprise"], country: "HK", lei: null },
    authority: {
      signers: [{ publicKey: key("enterprise-2"), weight: 1 }],
      thresholds: { low: 1, medium: 1, high: 1 },
    },
  })),
  act("bank-sc", "account.signer.set", ({ key }) => ({
    ...{ publicKey: key("bank-sc-reviewer"), weight: 1 },
  })),
  act("bank-sc", "letter.branch.set", {
    ...{ code: "BSCOHKHH", name: "Central, Hong Kong", handler: "bank-sc" },
  }),
  act("bank-sc", "letter.key.set", { publicKey: "5e".repeat(32), peerId: PEER_ID }),
  act("firm-1", "letter.issue", issued("2023-0001")),
  act("bank-sc", "letter.return", about({ reason: "FORM_INCOMPLETE" })),
  act("firm-1", "letter.cure", about({ branch: "BSCOHKHH", ...terms(CORRECTED) })),
  act("bank-sc", "letter.accept", accepted),
  act("enterprise-2", "letter.authorise", about({ commitment: CORRECTED })),
  act("bank-sc", "letter.prepare", about(answer)),
  reviewed,
  act("firm-1", "letter.receive", about({ commitment: ANSWER })),
  act("firm-1", "letter.follow-up", about({ commitment: QUESTION })),
  act("bank-sc", "letter.prepare", about(answer)),
  reviewed,
  act("firm-1", "letter.receive", about({ commitment: ANSWER })),
  act("firm-1", "letter.issue", issued("2023-0002")),
  act("bank-sc", "letter.accept", accepted),
  act("enterprise-2", "letter.refuse", about({ reason: "WRONG_ACCOUNTS" })),
  act("firm-1", "letter.close", about({ alternative: "BANK_STATEMENTS" })),
  act("bank-sc", "letter.branch.remove", { code: "BSCOHKHH" }),
];
