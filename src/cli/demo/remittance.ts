import { randomBytes, randomUUID } from "node:crypto";

import { assetId, formatAsset } from "../../primitives/asset-id.ts";
import { toHex } from "../../primitives/bytes.ts";
import { sponsor } from "../../transactions/participants/sponsor.ts";
import { approve } from "../../transactions/payments/approve.ts";
import { hold } from "../../transactions/payments/hold.ts";
import { recall } from "../../transactions/payments/recall.ts";
import { refuse } from "../../transactions/payments/refuse.ts";
import { returnPayment } from "../../transactions/payments/return.ts";
import { setFees } from "../../transactions/payments/set-fees.ts";
import { setLimits } from "../../transactions/payments/set-limits.ts";
import { track } from "../../transactions/payments/track.ts";
import { transfer } from "../../transactions/payments/transfer.ts";
import type { Layout } from "../devnet/layout.ts";
import { NO_DETAILS, uuidBytes } from "../payment-options.ts";
import { Actor } from "./actor.ts";
import { type SeenByEnds, seenByEnds } from "./both-ends.ts";

const HOUR_MS = 3_600_000;

/** A step of the flow, and what payer and receiver see after it, each from its own node. */
export type RemittanceStep = SeenByEnds & { readonly by: string; readonly what: string };

interface Cast {
  readonly walletHk: Actor;
  readonly bank: Actor;
  readonly walletPh: Actor;
  readonly payer: Actor;
  readonly receiver: Actor;
}

/**
 * A user of a wallet in Hong Kong sends money to a user of a wallet in the Philippines, over a settlement bank (docs/domain
 * section 1): one payment that everyone approves, one that the receiving wallet refuses, and one that is called back.
 *
 * The users are new each time, so the demo can be run again. Conversion is not part of it: the receiver gets HKD.
 */
export async function remittance(
  layout: Layout,
  nodes: { readonly payer: string; readonly receiver: string },
  say: (step: RemittanceStep) => void,
): Promise<RemittanceStep[]> {
  const cast = await castOf(layout, nodes);
  const { walletHk, bank, walletPh, payer, receiver } = cast;
  const gateway = await walletHk.session.account("gateway-hk");
  const asset = assetId("HKD", gateway);
  const steps: RemittanceStep[] = [];
  let uetr = randomUUID() as string;
  const step = async (by: Actor, what: string, does: () => Promise<string>) => {
    const after = await does();
    const subject = { uetr, asset: formatAsset(asset), after };
    const seen = await seenByEnds(payer, receiver, subject);
    steps.push({ by: by.name, what, ...seen });
    say(steps.at(-1)!);
  };
  const amount = (minor: bigint) => ({ asset, minor });
  const order = (minor: bigint) => orderOf(cast, uuidBytes(uetr), amount(minor));

  for (const [wallet, user, country] of [
    [walletHk, payer, "HK"],
    [walletPh, receiver, "PH"],
  ] as const) {
    await step(wallet, `admits its user ${user.name}`, () =>
      wallet.does(sponsor, user.admission(country)),
    );
  }
  await step(walletHk, "limits its user: 3,000.00 a payment, 8,000.00 a day", () => {
    const limit = { asset, perTransfer: 300_000n, perDay: 800_000n, perYear: undefined };
    return walletHk.does(setLimits, { account: payer.account, limit });
  });
  for (const agent of [walletHk, bank, walletPh]) {
    await step(agent, "charges 2.00 and 0.10 % for an approval", () => {
      const schedule = { flat: 200n, partsPerMillion: 1_000, least: undefined, most: 2_000n };
      return agent.does(setFees, { asset, schedule });
    });
  }
  await step(walletHk, "tops its user up with 5,000.00", () =>
    walletHk.does(transfer, {
      ...{ to: payer.account, amount: amount(500_000n), uetr: uuidBytes(randomUUID()) },
      ...NO_DETAILS,
    }),
  );

  await step(payer, "orders 1,000.00; it is on hold", () => payer.does(hold, order(100_000n)));
  await step(walletPh, "says: documents awaited (G003)", () =>
    walletPh.does(track, { uetr: uuidBytes(uetr), reason: "G003" }),
  );
  for (const agent of [walletPh, walletHk, bank]) {
    await step(agent, agent === bank ? "approves, the last: it settles" : "approves", () =>
      agent.does(approve, { uetr: uuidBytes(uetr) }),
    );
  }
  await step(payer, "asks for it back: paid twice (DUPL)", () =>
    payer.does(recall, { uetr: uuidBytes(uetr), reason: "DUPL" }),
  );
  await step(receiver, "sends 400.00 of it back (CUST)", () =>
    receiver.does(returnPayment, { uetr: uuidBytes(uetr), minor: 40_000n, reason: "CUST" }),
  );

  uetr = randomUUID();
  await step(payer, "orders 500.00 more; it is on hold", () => payer.does(hold, order(50_000n)));
  await step(walletPh, "refuses it for regulatory reasons (RR04)", () =>
    walletPh.does(refuse, { uetr: uuidBytes(uetr), reason: "RR04" }),
  );
  return steps;
}

async function castOf(
  layout: Layout,
  nodes: { readonly payer: string; readonly receiver: string },
): Promise<Cast> {
  const [walletHk, bank, walletPh] = await Promise.all([
    Actor.ofCast(layout, "wallet-hk", nodes.payer),
    Actor.ofCast(layout, "bank-sc", nodes.payer),
    Actor.ofCast(layout, "wallet-ph", nodes.receiver),
  ]);
  const suffix = toHex(new Uint8Array(randomBytes(4)));
  const payer = Actor.fresh(`chan-${suffix}`, nodes.payer);
  const receiver = Actor.fresh(`reyes-${suffix}`, nodes.receiver);
  return { walletHk, bank, walletPh, payer, receiver };
}

function orderOf(
  { walletHk, bank, walletPh, receiver }: Cast,
  uetr: Uint8Array,
  amount: { asset: Uint8Array; minor: bigint },
) {
  return {
    ...NO_DETAILS,
    ...{ to: receiver.account, amount, uetr, purpose: "FAMI", chargeBearer: "SHAR" as const },
    agents: [
      { account: walletHk.account, side: "debtor" as const },
      { account: bank.account, side: "debtor" as const },
      { account: walletPh.account, side: "creditor" as const },
    ],
    expiresAt: Date.now() + HOUR_MS,
    feesMax: 2_000n,
    quote: undefined,
  };
}
