import { type Html, html } from "../../primitives/html.ts";
import { type Head, timeText, type Visit } from "../visit.ts";
import type { Recall, Trace } from "./trace.ts";
import { reasons, words } from "./words.ts";

/** What whoever has the goods has to know before anything else. */
export function stateOf(visit: Visit, { recalls, batch, ancestors }: Trace, head: Head): Html {
  const { say } = visit;
  const asOf = `${say(words.asOf)} ${head.height}, ${timeText(head.header.timeMs)}`;
  if (recalls.length > 0) {
    return html`<div class="state bad" role="alert">
      <p><strong>${say(words.recalled)}</strong></p>
      ${recalls.map((one) => recallOf(visit, one))}
      <p class="small">${asOf}</p>
    </div>`;
  }
  const isOwn = batch.failedInspection;
  if (isOwn || ancestors.some(({ failedInspection }) => failedInspection)) {
    const [what, why] = isOwn
      ? [words.failed, words.failedWhy]
      : [words.failedOrigin, words.failedOriginWhy];
    return html`<div class="state warn" role="alert">
      <p><strong>${say(what)}</strong></p>
      <p>${say(why)}</p>
      <p class="small">${asOf}</p>
    </div>`;
  }
  return html`<div class="state fine">
    <p><strong>${say(words.fine)}</strong></p>
    <p class="small">${asOf}</p>
  </div>`;
}

function recallOf({ say }: Visit, { batchNo, by, reason, notice, timeMs }: Recall): Html {
  const why = reasons[reason];
  return html`<p>
      ${say(words.batch)} ${batchNo}: ${why === undefined ? reason : say(why)}, ${say(words.recall)}
      ${by}, ${say(words.since)} ${timeText(timeMs)}
    </p>
    <p class="small">${say(words.notice)} <code>${notice}</code></p>`;
}
