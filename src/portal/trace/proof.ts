import { type Html, html } from "../../primitives/html.ts";
import type { Visit } from "../visit.ts";
import type { Trace } from "./trace.ts";
import { words } from "./words.ts";

/** The keys under which everything on the page stands in the ledger. */
export function proofOf({ say }: Visit, trace: Trace): Html {
  const { parcel, article, producer, batch, ancestors, events } = trace;
  const entries = [parcel, article, producer, batch, ...ancestors, ...events];
  return html`<details>
    <summary>${say(words.proof)}</summary>
    <p>${say(words.proofText)}</p>
    <ul>
      ${entries.map(({ proofKey }) => html`<li><code>${proofKey}</code></li>`)}
    </ul>
  </details>`;
}
