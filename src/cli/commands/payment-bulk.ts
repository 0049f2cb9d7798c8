import { type PaymentResult, payPlanned } from "../bulk/pay-planned.ts";
import { planPayments, totals } from "../bulk/plan.ts";
import { type Answer, argument, defineCommand, textOption } from "../command.ts";
import { EXIT } from "../errors.ts";
import { readText } from "../files.ts";
import { networkOf } from "../ledger.ts";
import { createProgressBar } from "../progress-bar.ts";
import { renderTable } from "../render.ts";
import { confirmNames } from "../transact.ts";

/** A file of payments. Run again after any interruption, it pays what is missing and nothing twice. */
export const paymentBulk = defineCommand({
  usage: "payment bulk <file>",
  summary: "Pays a CSV file (to,amount,purpose,reference,uetr); run again, it pays nothing twice.",
  options: [
    {
      flags: "--batch <label>",
      summary:
        "tells apart two runs of one file that are both meant, such as salaries of two months",
      fallback: "",
    },
  ],
  async run(session, given) {
    const debtor = await session.actor();
    const { chainId } = await networkOf(session);
    const text = readText(argument(given, 0));
    const label = textOption(given, "batch") ?? "";
    const payments = await planPayments(session, text, debtor, { chainId, label });
    const sums = [...totals(payments)].map(([asset, minor]) => `${minor} minor units of ${asset}`);
    await confirmNames(session, `Pay ${payments.length} payments, in all ${sums.join(", ")}`);
    const bar = createProgressBar(payments.length, !session.options.json);
    try {
      return answerOf(await payPlanned(session, payments, (count) => bar.advance(count)));
    } finally {
      bar.end();
    }
  },
});

function answerOf(results: readonly PaymentResult[]): Answer {
  const count = (wanted: PaymentResult["result"]): number =>
    results.filter(({ result }) => result === wanted).length;
  const lines = results.map(({ payment, ...rest }) => ({
    line: payment.line,
    uetr: payment.uetr,
    to: payment.to,
    amount: payment.typedAmount,
    ...rest,
  }));
  const sums = { paid: count("paid"), paidEarlier: count("paid earlier"), failed: count("failed") };
  const rows = lines.map((one) => {
    const result = one.code === undefined ? one.result : `${one.result}: ${one.code}`;
    return [one.line, one.to, one.amount, result, one.height ?? null, one.uetr];
  });
  const table = renderTable(["line", "to", "amount", "result", "height", "UETR"], rows);
  const summary = `${sums.paid} paid, ${sums.paidEarlier} paid earlier, ${sums.failed} failed`;
  return {
    json: { payments: results.length, ...sums, lines },
    text: `${table}\n\n${summary}`,
    exit: sums.failed > 0 ? EXIT.refused : EXIT.done,
  };
}
