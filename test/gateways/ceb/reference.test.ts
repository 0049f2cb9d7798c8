import { expect, test } from "vitest";

import { messagesReference } from "./messages-reference.ts";

// Goal: docs/reference/ceb-messages.md says what is read and written. Method: it is made from the declarations; to write it
// anew, `npx vitest run test/gateways -u`.

test("docs/reference/ceb-messages.md is what the declarations say", async () => {
  const file = "../../../docs/reference/ceb-messages.md";
  await expect(`${messagesReference()}\n`).toMatchFileSnapshot(file);
});
