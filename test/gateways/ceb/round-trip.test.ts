import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Declaration } from "../../../src/gateways/ceb/declare/declaration.ts";
import { receipts, results } from "../../../src/gateways/ceb/messages/answered.ts";
import { sentMessages } from "../../../src/gateways/ceb/messages/sent.ts";
import { readMessage } from "../../../src/gateways/ceb/read/read-message.ts";
import { writeMessage } from "../../../src/gateways/ceb/write/write-message.ts";
import { messageOf } from "./arbitrary-messages.ts";

// Goal: what is written of any message is read as that message. Method: messages made at random from the declarations.

const declarations: Readonly<Record<string, Declaration>> = {
  ...sentMessages,
  ...receipts,
  ...results,
};

describe("any message that is written is read as it was", () => {
  test.each(Object.values(declarations).map((one) => [one.type, one.en, one] as const))(
    "CEB%s, %s",
    (_, __, declaration) => {
      const property = fc.property(messageOf(declaration), (message) => {
        const outcome = readMessage(declarations, writeMessage(declaration, message));
        expect(outcome).toEqual({ ok: true, message, warnings: [] });
      });
      fc.assert(property, { numRuns: 30 });
    },
  );
});

test("a declaration's type is the name it stands under", () => {
  for (const [name, { type }] of Object.entries(declarations)) expect(type).toBe(name);
});
