import type { CommandDefinition } from "./command.ts";
import { account } from "./commands/account.ts";
import { assetDefine } from "./commands/asset-define.ts";
import { assetGet } from "./commands/asset-get.ts";
import { assetIssue } from "./commands/asset-issue.ts";
import { assetList } from "./commands/asset-list.ts";
import { assetRedeem } from "./commands/asset-redeem.ts";
import { assetRedeemConfirm } from "./commands/asset-redeem-confirm.ts";
import { assetRedeemReject } from "./commands/asset-redeem-reject.ts";
import { balance } from "./commands/balance.ts";
import { blockGet } from "./commands/block-get.ts";
import { check } from "./commands/check.ts";
import { devnet } from "./commands/devnet.ts";
import { keysExport } from "./commands/keys-export.ts";
import { keysImport } from "./commands/keys-import.ts";
import { keysList } from "./commands/keys-list.ts";
import { keysNew } from "./commands/keys-new.ts";
import { keysShow } from "./commands/keys-show.ts";
import { op } from "./commands/op.ts";
import { participantGet } from "./commands/participant-get.ts";
import { participantList } from "./commands/participant-list.ts";
import { participantRegister } from "./commands/participant-register.ts";
import { pay } from "./commands/pay.ts";
import { paymentBulk } from "./commands/payment-bulk.ts";
import { paymentGet } from "./commands/payment-get.ts";
import { peers } from "./commands/peers.ts";
import { start } from "./commands/start.ts";
import { status } from "./commands/status.ts";
import { txBuild } from "./commands/tx-build.ts";
import { txGet } from "./commands/tx-get.ts";
import { txProof } from "./commands/tx-proof.ts";
import { txSend } from "./commands/tx-send.ts";
import { txSign } from "./commands/tx-sign.ts";
import { validators } from "./commands/validators.ts";
import { verifyProofCommand } from "./commands/verify-proof.ts";

/** Every command, in the order of the help text. */
export const commands: readonly CommandDefinition[] = [
  ...[devnet, start, check],
  ...[keysNew, keysList, keysShow, keysImport, keysExport],
  ...[status, peers, validators],
  ...[pay, balance, account, paymentGet, paymentBulk],
  ...[txGet, txProof, txBuild, txSign, txSend, blockGet, verifyProofCommand],
  ...[participantRegister, participantGet, participantList],
  ...[assetDefine, assetIssue, assetRedeem, assetRedeemConfirm, assetRedeemReject],
  ...[assetGet, assetList],
  op,
];

/** What the words that several commands begin with are about. */
export const families: Readonly<Record<string, string>> = {
  keys: "Key files: encrypted, never readable for others.",
  payment: "Payments.",
  tx: "Transactions: look up, prove, build, sign, send.",
  block: "Blocks.",
  participant: "Participants.",
  asset: "Assets.",
};
