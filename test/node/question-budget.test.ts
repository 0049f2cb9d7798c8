import { expect, test } from "vitest";

import { QuestionBudget } from "../../src/node/question-budget.ts";

// Goal: a peer's questions take a tenth of a node's time at most, and who asks on without end is found out.
// Method: a clock set by hand; the work of answering moves it.

let nowMs = 0;
const answers = (budget: QuestionBudget, peer: string, costMs: number) =>
  budget.spend(peer, () => (nowMs += costMs));

test("a peer may ask for a second's work at once, and for a tenth of the time after that", () => {
  const budget = new QuestionBudget(() => nowMs);
  const count = (): number => {
    let answered = 0;
    while (answers(budget, "a", 10) === "answer") answered += 1;
    return answered;
  };
  expect(count()).toBe(112); // a second, and a tenth of what passed meanwhile
  nowMs += 1_000;
  expect(count()).toBe(11);
  expect(answers(budget, "b", 10)).toBe("answer"); // each peer has its own
});

test("who goes on asking without an answer floods; one that waits and asks again does not", () => {
  const budget = new QuestionBudget(() => nowMs);
  expect(answers(budget, "a", 5_000)).toBe("answer");
  for (let i = 0; i < 80; i++) {
    nowMs += 500; // an honest replica asks again after so long
    expect(answers(budget, "a", 0)).not.toBe("flood");
  }
  expect(answers(budget, "a", 5_000)).toBe("answer");
  const verdicts = Array.from({ length: 300 }, () => answers(budget, "a", 1));
  expect(verdicts.filter((one) => one === "drop")).toHaveLength(256);
  expect(verdicts.at(-1)).toBe("flood");
});
