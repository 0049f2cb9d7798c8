import { html } from "../primitives/html.ts";
import { RpcError } from "../rpc/rpc-error.ts";
import { documentOf } from "./document.ts";
import type { Words } from "./language.ts";
import type { Visit } from "./visit.ts";

/** Why there is no page: what HTTP says, and what a person reads. */
export interface Problem {
  readonly status: number;
  readonly title: Words;
  readonly hint: Words;
  readonly retryAfterMs?: number;
}

const BUSY: Omit<Problem, "retryAfterMs"> = {
  status: 429,
  title: { en: "Too many people are reading at this moment", zh: "当前访问人数过多" },
  hint: { en: "Wait some seconds, then load the page again.", zh: "请稍候几秒后刷新页面。" },
};
const WRONG: Problem = {
  status: 400,
  title: { en: "This address is not complete", zh: "地址不完整" },
  hint: { en: "Go back, and choose from the page.", zh: "请返回并从页面中选择。" },
};
const BROKEN: Problem = {
  status: 500,
  title: { en: "This page cannot be shown now", zh: "页面暂时无法显示" },
  hint: {
    en: "The node's operator finds the cause in its log. Try again later.",
    zh: "原因见节点日志，请稍后再试。",
  },
};

/** What of a call that failed is the reader's. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof RpcError)) return BROKEN;
  if (error.code === "TOO_MANY_REQUESTS") {
    return { ...BUSY, retryAfterMs: Number(error.data["retryAfterMs"] ?? 1_000) };
  }
  return error.code === "INVALID_PARAMS" ? WRONG : BROKEN;
}

export function problemPage(visit: Visit, { title, hint }: Problem): string {
  const { say } = visit;
  return documentOf(
    visit,
    say(title),
    html`<h1>${say(title)}</h1>
      <p>${say(hint)}</p>`,
  );
}
