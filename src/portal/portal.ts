import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

import type { Ask } from "../rpc/ask.ts";
import type { RpcLog } from "../rpc/rpc-log.ts";
import { POLICY } from "./document.ts";
import { homePage } from "./home.ts";
import { languageOf } from "./language.ts";
import { type Problem, problemOf, problemPage } from "./problem.ts";
import { statisticsPage } from "./statistics/page.ts";
import { tracePage } from "./trace/page.ts";
import type { Visit } from "./visit.ts";

/** How long a page may be shown again without asking: a recall is not to be older than this. */
const FRESH_SECONDS = 10;

/** A page, or why there is none. */
type Shown = string | Problem;

/** The pages of a node for people, by path. All that they know is what the methods answer. */
export function addPortal(app: FastifyInstance, ask: Ask, log: RpcLog): void {
  const page = (path: string, show: (visit: Visit, asked: Asked) => Promise<Shown>) => {
    app.get(path, async (request, reply) => {
      const visit = visitOf(request, ask);
      try {
        return send(reply, visit, await show(visit, request as Asked));
      } catch (error) {
        const problem = problemOf(error);
        if (problem.status >= 500) log.error({ err: error, url: request.url }, "a page failed");
        return send(reply, visit, problem);
      }
    });
  };
  page("/", (visit) => homePage(visit));
  page("/trace/:code", (visit, { params, query }) => tracePage(visit, params["code"]!, query));
  page("/statistics", (visit, { query }) => statisticsPage(visit, query));
  // Where the form on the first page leads: every page of goods has an address without a query.
  app.get("/trace", async (request, reply) => {
    const { code = "" } = request.query as Asked["query"];
    return reply.redirect(`/trace/${encodeURIComponent(String(code).trim().toLowerCase())}`);
  });
}

type Asked = Pick<FastifyRequest, "url"> & {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[] | undefined>>;
};

function visitOf(request: FastifyRequest, ask: Ask): Visit {
  const { lang } = request.query as Asked["query"];
  const language = languageOf(lang, request.headers["accept-language"]);
  return { ask, language, path: request.url, say: (words) => words[language] };
}

function send(reply: FastifyReply, visit: Visit, shown: Shown): FastifyReply {
  void reply
    .type("text/html; charset=utf-8")
    .header("content-security-policy", POLICY)
    .header("referrer-policy", "no-referrer")
    .header("x-content-type-options", "nosniff")
    .header("vary", "accept-language");
  if (typeof shown === "string") {
    return reply.header("cache-control", `max-age=${FRESH_SECONDS}`).send(shown);
  }
  const { status, retryAfterMs } = shown;
  if (retryAfterMs !== undefined) {
    void reply.header("retry-after", Math.ceil(retryAfterMs / 1_000));
  }
  return reply.code(status).header("cache-control", "no-store").send(problemPage(visit, shown));
}
