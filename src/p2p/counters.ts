const names = [
  "directMessagesIn",
  "directMessagesOut",
  "directBytesIn",
  "directBytesOut",
  "directDroppedQueueFull",
  "directDroppedNotConnected",
  "directDroppedTooLarge",
  "requestsIn",
  "requestsOut",
  "requestBytesIn",
  "requestBytesOut",
  "responsesIn",
  "responsesOut",
  "responseBytesIn",
  "responseBytesOut",
  "requestsTimedOut",
  "requestsRefused",
  "requestsBusy",
  "responsesUnexpected",
  "responsesDropped",
  "batchesIn",
  "batchesOut",
  "batchBytesIn",
  "batchBytesOut",
  "batchesMalformed",
  "batchesTooLarge",
  "batchesDroppedOverload",
  "batchesDroppedQueueFull",
  "connectionsOpened",
  "connectionsClosed",
  "connectionsDuplicate",
  "connectionsOtherNetwork",
  "refusedInbound",
  "refusedOutbound",
  "dials",
  "dialsFailed",
  "streamsReopened",
  "framesMalformed",
  "penalties",
  "peersCutOff",
  "handlerErrors",
] as const;

export type CounterName = (typeof names)[number];

/** Monotonic counts since the host was made, for metrics. */
export class Counters {
  readonly #values = new Map<CounterName, number>(names.map((name) => [name, 0]));

  add(name: CounterName, amount = 1): void {
    this.#values.set(name, (this.#values.get(name) ?? 0) + amount);
  }

  snapshot(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#values);
  }
}
