import { Envelope } from "../../../domain/kernel/event.ts";
import { cloudEvent } from "../../../domain/kernel/cloud-event.ts";
import type { Subscription } from "../../../domain/subscription/subscription.ts";
import { openSender, type Posted } from "./post.ts";
import type { Secrets } from "./secrets.ts";
import { signed } from "./sign.ts";
import type { Subscriber } from "./subscriber.ts";
import type { Targets } from "./target.ts";

/** The way to the receiver of one subscription. */
export interface Receiver {
  /** Sends an event (its envelope as text), signed for this try. */
  send(id: string, event: string, now: Date): Promise<Posted>;
  close(): void;
}

/** What requests say of who sends them. */
const USER_AGENT = "Salesline-Webhooks/1.0";

interface Message {
  readonly body: string;
  readonly type: string;
}

/** The message of an event: the same on each try, while the event is given in the same version. */
export function messageOf(format: Subscription["format"], event: string): Message {
  const envelope = Envelope.parse(JSON.parse(event));
  if (format === "cloudevents") {
    return {
      body: JSON.stringify(cloudEvent(envelope)),
      type: "application/cloudevents+json; charset=utf-8",
    };
  }
  const { type, at } = envelope;
  // The envelope goes out to the letter.
  const body = `{"type":${JSON.stringify(type)},"timestamp":${JSON.stringify(at)},"data":${event}}`;
  return { body, type: "application/json" };
}

/**
 * Opens the way to a receiver: where its name leads is found out once, and looked at; all requests go there. What may not
 * be asked is not asked: each try says why.
 */
export async function openReceiver(
  { id: subscription, state }: Subscriber,
  options: {
    readonly secrets: Pick<Secrets, "secretsOf">;
    readonly targets: Targets;
    readonly timeoutSeconds: number;
  },
): Promise<Receiver> {
  const { generation, previousUntil, url, inFlight: connections, format } = state;
  const [secrets, target] = await Promise.all([
    options.secrets.secretsOf({ id: subscription, generation, previousUntil }),
    options.targets.pin(url),
  ]);
  if (!target.ok) {
    const error = `The address ${target.why}`;
    return { send: () => Promise.resolve({ ms: 0, error }), close: () => undefined };
  }
  const { lookup } = target;
  const sender = openSender(target.url, { lookup, timeoutMs: options.timeoutSeconds * 1000, connections });
  return {
    send(id, event, now) {
      const { body, type } = messageOf(format, event);
      const headers = {
        "content-type": type,
        "user-agent": USER_AGENT,
        ...signed({ id, body, secrets }, now),
      };
      return sender.post(body, headers);
    },
    close: () => sender.close(),
  };
}
