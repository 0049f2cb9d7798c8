/**
 * Every bound of the peer-to-peer host, in one place, each with its reason.
 *
 * A peer is a member, known by name and bound by contract, but its machine may be broken into. So nothing that a peer
 * sends, or fails to read, may grow without end here.
 */
export const limits = {
  /** The largest direct message or response. A full block of transactions with its proposal stays well below. */
  frameBytesMax: 4 * 1024 * 1024,
  /** The largest request. Requests name things (heights, hashes); only answers are large. */
  requestBytesMax: 1024 * 1024,
  /** Topic of a request, in UTF-8 bytes: its length is one byte on the wire. */
  topicBytesMax: 255,

  /** Direct messages waiting for one peer. Some 30 views of votes of 100 validators; older ones are re-sent anyway. */
  directQueueCountMax: 4096,
  /** Bytes of direct messages waiting for one peer: four of the largest. */
  directQueueBytesMax: 16 * 1024 * 1024,
  /** Small frames are joined up to this size, so that one turn of the event loop costs one write per peer. */
  joinedWriteBytesMax: 64 * 1024,

  /** So long a message that is not urgent waits for another to travel with: less than a view, and than anyone notices. */
  joinDelayMs: 10,

  /** Requests to one peer that await an answer, and requests of one peer that are worked on. */
  requestsPerPeerMax: 32,
  /** Answers and refusals waiting for one peer. Above the number of requests: refusals count as well. */
  responseQueueCountMax: 256,
  /** Bytes of answers waiting for one peer; further requests of that peer are refused as busy until they are read. */
  responseQueueBytesMax: 32 * 1024 * 1024,
  /** From this many waiting bytes on, a new request is answered "busy". One more largest answer still fits. */
  responseBusyBytes: 16 * 1024 * 1024,
  /** A caller who names a longer time-out gets this one, so that no pending entry stays for ever. */
  requestTimeoutMsMax: 120_000,

  /** Streams of one protocol that a peer may have open here: one in use, one that is being replaced, and slack. */
  inboundStreamsMax: 4,
  /** All streams of one connection, the liveness ones included. */
  streamsPerConnectionMax: 64,
  /**
   * Streams that a peer may open for messages, requests and batches. A node opens three per connection and each anew
   * 100 ms after it died at the earliest.
   */
  streamsOpened: { burst: 64, perSecond: 24 },
  /**
   * Direct messages, requests and batches of a peer. Twice the queue that a peer sends at once after a stall; then several
   * times what 100 validators at ten views a second say.
   */
  messagesIn: { burst: 2 * 4096, perSecond: 4_000 },
  /** Opening a stream: several round trips around the globe. */
  streamOpenTimeoutMs: 5_000,
  /** Failed attempts to open a stream after which the connection counts as broken and is cut. */
  streamOpenFailuresMax: 3,
  /** Pause before a stream that died is opened again. */
  streamReopenDelayMs: 100,

  /** The largest batch. */
  batchBytesMax: 1024 * 1024,
  /** Batches and their bytes that wait for one peer; older ones are dropped: what it lacks it asks for. */
  batchQueueCountMax: 256,
  batchQueueBytesMax: 16 * 1024 * 1024,
  /** Batches that are being checked by the handler; above it, new ones are dropped (consensus fetches what matters). */
  batchChecksMax: 256,
  /** Bytes of the batches that are being checked. */
  batchChecksBytesMax: 32 * 1024 * 1024,

  /** Connections in the handshake at once, and new ones per second from one address: many nodes may share a machine. */
  pendingConnectionsMax: 64,
  connectionsPerHostAndSecondMax: 64,
  /** Far above the members of a consortium; connections of others never count because the gate refuses them. */
  connectionsMax: 512,
  /** TCP, TLS and multiplexer: about six round trips. */
  dialTimeoutMs: 3_000,
  /** Liveness check of each connection; a peer that lost power is noticed after at most interval + time-out. */
  pingIntervalMs: 5_000,
  pingTimeoutMs: 5_000,
  /** Two connections of one pair that are younger than this were dialled at the same time by both sides. */
  crossedDialsMs: 2_000,
  /** Stopping waits this long for each connection to end in good order. */
  closeTimeoutMs: 300,

  /** First pause of the redial loop, after which it doubles. */
  redialDelayMsMin: 100,
  /** Longest pause: a validator that restarts must be found again at once. */
  redialDelayMsMax: 2_000,

  /** Addresses kept per peer besides those typed at start. */
  addressesPerPeerMax: 8,
  /** Addresses in one answer of the address exchange, and the length of each. */
  addressesPerAnswerMax: 256,
  addressCharsMax: 200,
  /** Pause between questions for addresses while a member is missing. */
  addressExchangeIntervalMs: 1_000,
  addressExchangeTimeoutMs: 5_000,

  /** Penalties within the window that cut a peer off, and for how long it then stays cut off. */
  penaltiesMax: 8,
  penaltyWindowMs: 60_000,
  coolDownMs: 60_000,
} as const;
