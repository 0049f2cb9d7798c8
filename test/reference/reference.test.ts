import { expect, test } from "vitest";

import { commandsReference } from "./commands.ts";
import { customsRules } from "./customs-rules.ts";
import { letterStates } from "./letter-states.ts";
import { methodsReference } from "./methods.ts";
import { tradeStates } from "./trade-states.ts";

// Goal: docs/reference says what the program does. Method: it is made from the tables; `npm run docs` writes it anew.

test.each([
  ["json-rpc.md", methodsReference],
  ["commands.md", commandsReference],
  ["letter-states.md", letterStates],
  ["customs-rules.md", customsRules],
  ["trade-states.md", tradeStates],
])("docs/reference/%s is what the tables say (if not: npm run docs)", async (file, write) => {
  await expect(`${write()}\n`).toMatchFileSnapshot(`../../docs/reference/${file}`);
});
