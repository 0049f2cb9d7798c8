import type { MakerEvent } from "./maker.ts";

/** One line of a maker's log, for people. */
export function eventText(event: MakerEvent, now: Date): string {
  return `${now.toISOString().slice(11, 19)}  ${words(event)}`;
}

function words(event: MakerEvent): string {
  switch (event.event) {
    case "quoted": {
      const { pair, price, bid = "none", ask = "none", placed, cancelled } = event;
      return `${pair} ${price}: bid ${bid}, ask ${ask} (${placed} placed, ${cancelled} cancelled)`;
    }
    case "withdrawn":
      return `${event.pair}: nothing is offered (${event.cancelled} cancelled)`;
    case "paused":
      return `paused, ${event.code}: ${event.message}`;
    case "resumed":
      return `${event.pair ?? "the feed"} is back`;
    case "refused":
      return `${event.pair ?? "all pairs"}: ${event.code}: ${event.message}`;
  }
}
