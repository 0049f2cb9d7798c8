import {
  type GossipSub,
  gossipsub,
  type GossipSubComponents,
  type Message,
  TopicValidatorResult,
} from "@libp2p/gossipsub";
import type { PeerId } from "@libp2p/interface";

import { sha256 } from "../primitives/hasher.ts";
import type { Counters } from "./counters.ts";
import { limits } from "./limits.ts";
import { type PeerLog, reasonOf } from "./log.ts";

export type GossipVerdict = "accept" | "ignore" | "reject";
export type GossipHandler = (from: string, batch: Uint8Array) => Promise<GossipVerdict>;

/**
 * gossipsub as this network needs it: one topic, unsigned (transactions carry their own signatures), told apart by
 * the hash of the content, and with every decode limit set.
 *
 * Scores by IP address are off: members' test nodes share machines, and the gate already knows every peer by key.
 */
export function gossipService(topic: string): (components: GossipSubComponents) => GossipSub {
  return gossipsub({
    globalSignaturePolicy: "StrictNoSign",
    msgIdFn: (message: Message) => sha256(message.data),
    allowedTopics: [topic],
    allowPublishToZeroTopicPeers: true,
    ignoreDuplicatePublishError: true,
    emitSelf: false,
    fallbackToFloodsub: false,
    doPX: false,
    idontwantMinDataSize: limits.gossipBytesMax + 1, // never: nobody forwards what would be worth the control message
    maxInboundStreams: limits.inboundStreamsMax,
    maxOutboundStreams: limits.inboundStreamsMax,
    maxInboundDataLength: limits.gossipBytesMax + 64 * 1024, // the batch and the control messages beside it
    maxOutboundBufferSize: limits.gossipBufferBytesMax,
    maxTopicBytesPerPeer: 16 * 1024, // one topic needs about 1 KiB
    decodeRpcLimits: {
      maxSubscriptions: 8,
      maxMessages: 256,
      maxIhaveMessageIDs: 2_000,
      maxIwantMessageIDs: 2_000,
      maxIdontwantMessageIDs: 512,
      maxControlMessages: 64,
      maxPeerInfos: 0,
    },
    scoreParams: { IPColocationFactorWeight: 0 },
  });
}

/**
 * First byte of a batch: whether its author is connected to every validator. Then all who propose have it at first hand, and nobody
 * passes it on: forwarding cost every node a second and third copy of each batch. A false claim harms the author's own batch only.
 */
const REACHES_ALL = 1;
const TO_BE_PASSED_ON = 0;

export interface GossipOptions {
  readonly service: GossipSub;
  readonly topic: string;
  readonly counters: Counters;
  readonly log: PeerLog;
  /** This node is connected to every validator. */
  readonly reachesAll: () => boolean;
  /** The handler rejected what this peer forwarded. Honest peers forward only what they accepted. */
  readonly onRejected: (peerId: string) => void;
}

/** Publishes batches and lets the handler judge those of others before they are forwarded. */
export class Gossip {
  readonly #options: GossipOptions;
  #handler: GossipHandler | undefined;
  #checks = 0;
  #checksBytes = 0;

  constructor(options: GossipOptions) {
    this.#options = options;
  }

  onGossip(handler: GossipHandler): void {
    this.#handler = handler;
  }

  start(): void {
    const { service, topic } = this.#options;
    service.topicValidators.set(topic, (peer, message) => this.#judge(peer, message));
    service.subscribe(topic);
  }

  publish(batch: Uint8Array): void {
    const { service, topic, counters, log, reachesAll } = this.#options;
    const fail = (reason: string): void => {
      counters.add("gossipPublishFailed");
      log.debug({ reason }, "A batch was not published.");
    };
    if (batch.length > limits.gossipBytesMax) return fail("the batch is too large");
    const message = new Uint8Array(1 + batch.length);
    message[0] = reachesAll() ? REACHES_ALL : TO_BE_PASSED_ON;
    message.set(batch, 1);
    service.publish(topic, message).then(
      ({ recipients }) => {
        counters.add("gossipMessagesOut", recipients.length);
        counters.add("gossipBytesOut", recipients.length * batch.length);
      },
      (error: unknown) => fail(reasonOf(error)),
    );
  }

  async #judge(peer: PeerId, { data }: Message): Promise<TopicValidatorResult> {
    const { counters } = this.#options;
    counters.add("gossipMessagesIn");
    counters.add("gossipBytesIn", data.length);
    if (data[0] !== REACHES_ALL && data[0] !== TO_BE_PASSED_ON) return this.#note(peer, "reject");
    const overload =
      this.#checks >= limits.gossipChecksMax ||
      this.#checksBytes + data.length > limits.gossipChecksBytesMax;
    if (overload || this.#handler === undefined) {
      counters.add("gossipDroppedOverload");
      return TopicValidatorResult.Ignore;
    }
    this.#checks++;
    this.#checksBytes += data.length;
    try {
      const verdict = await this.#handler(peer.toString(), data.slice(1));
      const isForwarded = data[0] === TO_BE_PASSED_ON;
      return this.#note(peer, verdict === "accept" && !isForwarded ? "taken" : verdict);
    } catch (error) {
      counters.add("handlerErrors");
      this.#options.log.warn({ reason: reasonOf(error) }, "The gossip handler failed.");
      return TopicValidatorResult.Ignore;
    } finally {
      this.#checks--;
      this.#checksBytes -= data.length;
    }
  }

  #note(peer: PeerId, verdict: GossipVerdict | "taken"): TopicValidatorResult {
    switch (verdict) {
      case "accept":
        return TopicValidatorResult.Accept;
      case "taken":
        return TopicValidatorResult.Ignore; // to gossipsub: not forwarded, and nobody's fault
      case "ignore":
        this.#options.counters.add("gossipIgnored");
        return TopicValidatorResult.Ignore;
      case "reject":
        this.#options.counters.add("gossipRejected");
        this.#options.onRejected(peer.toString());
        return TopicValidatorResult.Reject;
    }
  }
}
