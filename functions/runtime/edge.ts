import createMiddy, { type MiddlewareObj } from "@middy/core";
import type {
  APIGatewayProxyEventV2WithJWTAuthorizer,
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from "aws-lambda";
import type { Refusal } from "../../domain/kernel/refusal.ts";
import { logger } from "./log.ts";
import { measured } from "./metrics.ts";
import { faultOf, problemOf } from "./problem.ts";
import { tellAnswer } from "./telling.ts";
import { about, traceId } from "./trace.ts";
import { isPassing, Unavailable, unavailable } from "./unavailable.ts";

/** What a route answers with: an answer of HTTP, or a refusal. */
export type Answer = APIGatewayProxyStructuredResultV2 & { readonly ok?: never };

/** A request that came through the authoriser, or none of the public routes. */
export type HttpEvent = APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithJWTAuthorizer;

/** A Lambda function behind a route. */
export type HttpHandler = (event: HttpEvent, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

function isRefusal(answer: Answer | Refusal): answer is Refusal {
  return answer.ok === false;
}

/** Only faults throw: they are logged whole. What passes by itself is answered as such, the rest with the trace id alone. */
function faults(): MiddlewareObj<HttpEvent, APIGatewayProxyStructuredResultV2> {
  return {
    onError(request) {
      const { event, error } = request;
      const passes = isPassing(error);
      const said = { route: event.routeKey, error };
      if (passes) logger.warn("unavailable", said);
      else logger.error("fault", said);
      request.response = passes ? problemOf(unavailable, traceId()) : faultOf(traceId());
    },
  };
}

/** Time to answer in before the function is ended, which would tell the caller nothing. */
const MS_TO_ANSWER = 500;
const inTime = {
  timeoutEarlyInMillis: MS_TO_ANSWER,
  timeoutEarlyResponse(): never {
    throw new Unavailable("The time of the function is over");
  },
};

/** The HTTP edge of every route: answers refusals and faults as problems, and logs one line a request. */
export function edge(
  name: string,
  answer: (event: HttpEvent) => Promise<Answer | Refusal>,
  ...before: readonly MiddlewareObj<HttpEvent, APIGatewayProxyStructuredResultV2>[]
): HttpHandler {
  const handler = createMiddy<HttpEvent, APIGatewayProxyStructuredResultV2>(inTime)
    .use([faults(), ...before])
    .handler(async (event: HttpEvent): Promise<APIGatewayProxyStructuredResultV2> => {
      const result = await answer(event);
      return isRefusal(result) ? problemOf(result, traceId()) : result;
    });
  return (event, context) =>
    about({ traceId: traceId(), action: name }, () =>
      measured(() => tellAnswer(name, () => handler(event, context))),
    );
}

/** An answer with a JSON body. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    statusCode: status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}
