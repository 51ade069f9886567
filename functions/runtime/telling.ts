import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod";
import { type Refusal, type RefusalCode, refusalStatus } from "../../domain/kernel/refusal.ts";
import type { Ask, Performed } from "./ask.ts";
import { logger } from "./log.ts";
import { countCommand, isCounted } from "./metrics.ts";
import { isPassing, unavailable } from "./unavailable.ts";

function tell(ask: Ask, outcome: Performed | Refusal): void {
  const { action, causedBy, traceId } = ask;
  const asked = { action: action.name, traceId, ...(causedBy !== undefined && { event: causedBy }) };
  if (!outcome.ok) {
    const { code } = outcome;
    const about = { record: ask.id, deal: ask.cause?.deal };
    return logger.info("performed", { ...asked, ...about, outcome: code });
  }
  const { id: record, deal, status, version } = outcome.record;
  const done = outcome.replayed ? "repeated" : "done";
  logger.info("performed", { ...asked, record, deal, outcome: done, status, version });
}

/** Counts what became of an action and says it in one line, by whatever door it was asked: lines of one trace id are the story of a deal. */
export async function told(ask: Ask, work: () => Promise<Performed | Refusal>): Promise<Performed | Refusal> {
  const { name } = ask.action;
  try {
    const outcome = await work();
    countCommand(name, !outcome.ok ? outcome.code : outcome.replayed ? "repeated" : "done");
    tell(ask, outcome);
    return outcome;
  } catch (error) {
    countCommand(name, isPassing(error) ? unavailable.code : "fault");
    throw error;
  }
}

const Problem = z.object({ code: z.string() });

function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusalStatus, code);
}

/** The code of an answer that is a problem; undefined for any other answer. */
function codeOf({ statusCode = 200, headers, body }: APIGatewayProxyStructuredResultV2) {
  if (statusCode < 400 || headers?.["content-type"] !== "application/problem+json") return undefined;
  const { code } = Problem.parse(JSON.parse(body ?? ""));
  return isRefusalCode(code) ? code : "fault";
}

/** Says in one line how a request was answered, and counts it when it was turned away before it was a command. */
export async function tellAnswer(
  name: string,
  answer: () => Promise<APIGatewayProxyStructuredResultV2>,
): Promise<APIGatewayProxyStructuredResultV2> {
  const began = performance.now();
  const answered = await answer();
  const code = codeOf(answered);
  if (code !== undefined && !isCounted(code)) countCommand(name, code);
  const ms = Math.round(performance.now() - began);
  logger.info("answered", { status: answered.statusCode, code: code ?? "ok", ms });
  return answered;
}
