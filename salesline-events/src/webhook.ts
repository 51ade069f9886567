import { Webhook, WebhookVerificationError } from "standardwebhooks";

/** A request whose signature is not right: answer 401 and do nothing. */
export class InvalidWebhook extends Error {
  override readonly name = "InvalidWebhook";
}

/** Headers that are asked for by name, as those of `fetch`. */
export interface NamedHeaders {
  get(name: string): string | null;
}

/** Headers as `fetch` has them, or as `node:http` and Lambda do. */
export type WebhookHeaders = NamedHeaders | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request as it came in. */
export interface WebhookRequest {
  readonly headers: WebhookHeaders;
  /** The body as it came, not parsed: the signature is over its bytes. */
  readonly body: string | Uint8Array;
  /** The secret of the subscription; during a rotation the new and the old one. */
  readonly secrets: string | readonly string[];
}

/** A request that Salesline has signed. */
export interface VerifiedWebhook {
  /** The id of the message, the same for each try to deliver it. */
  readonly id: string;
  /** When it was signed. */
  readonly timestamp: Date;
  /** The body, for `parseEvent` or `handle`. */
  readonly payload: unknown;
}

const isNamed = (headers: WebhookHeaders): headers is NamedHeaders => typeof headers["get"] === "function";

function headerOf(headers: WebhookHeaders, name: string): string {
  const found = isNamed(headers)
    ? headers.get(name)
    : Object.entries(headers).find(([known]) => known.toLowerCase() === name)?.[1];
  const text = typeof found === "string" ? found : found?.join(" ");
  if (text === undefined || text === "") throw new InvalidWebhook(`The header ${name} is missing`);
  return text;
}

function headersOf(headers: WebhookHeaders) {
  return {
    "webhook-id": headerOf(headers, "webhook-id"),
    "webhook-timestamp": headerOf(headers, "webhook-timestamp"),
    "webhook-signature": headerOf(headers, "webhook-signature"),
  };
}

/** Why none of the secrets made this signature; undefined when one did. */
function faultOf(text: string, headers: Record<string, string>, secrets: readonly string[]) {
  let fault: WebhookVerificationError | undefined;
  for (const secret of secrets) {
    try {
      new Webhook(secret).verify(text, headers, { jsonParse: false });
      return undefined;
    } catch (error) {
      // A secret that is no secret is a fault of who runs this, not of who asks.
      if (!(error instanceof WebhookVerificationError)) throw error;
      fault = error;
    }
  }
  return fault;
}

/**
 * Checks that Salesline has sent a request, by Standard Webhooks 1.0: signed by one of the secrets, at most five minutes
 * ago. Throws `InvalidWebhook` when it has not.
 */
export function verifyWebhook({ headers, body, secrets }: WebhookRequest): VerifiedWebhook {
  const all = typeof secrets === "string" ? [secrets] : secrets;
  if (all.length === 0) throw new Error("verifyWebhook needs at least one secret");
  const known = headersOf(headers);
  const text = typeof body === "string" ? body : new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
  const fault = faultOf(text, known, all);
  if (fault !== undefined) throw new InvalidWebhook(fault.message);
  return {
    id: known["webhook-id"],
    timestamp: new Date(Number.parseInt(known["webhook-timestamp"], 10) * 1000),
    payload: payloadOf(text),
  };
}

function payloadOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidWebhook("The body is signed, but it is not JSON");
  }
}
