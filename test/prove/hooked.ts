import { createSubscription } from "../../domain/subscription/actions.ts";
import type { Envelope } from "../../domain/kernel/event.ts";
import { freePort } from "../../local/engines/port.ts";
import type { History } from "../../local/prove/history.ts";
import type { Receiver } from "../../local/prove/hooks/receiver.ts";
import { ask, done } from "../support/world.ts";
import type { Webhooks } from "../webhooks/webhook-world.ts";
import type { Run } from "./true-history.ts";

const books = { types: ["quote.*", "order.*", "invoice.*"], ordered: true };
const marketing = { types: ["*"], filter: { actor: { type: ["user"] }, stage: ["lead", "opportunity"] } };

const WAITS = [0, 1, 1, 2];
const MOST_RUNS = 30;

/** Runs deals that two systems are told of, which misbehave, and a third one that is never there; all that is known of it. */
export async function hookedHistory(run: Run, hooks: Webhooks, receiver: Receiver): Promise<History> {
  const { world } = run.pipe;
  const { feed, ...parts } = hooks.parts({ waits: WAITS });
  const subscribe = async (url: string, asked: object): Promise<string> => {
    const input = { url, ...asked };
    const { record } = await done(ask(createSubscription, input, { roles: ["admin"] }), world);
    const created: readonly Envelope[] = await world.journal.events("subscription", record.id, 1);
    await feed.append(created);
    for (const secret of hooks.secrets) receiver.know(url, secret);
    return record.id;
  };
  const subscriptions = [
    await subscribe(receiver.urlOf("books"), books),
    await subscribe(receiver.urlOf("marketing"), marketing),
    // Nobody listens there.
    await subscribe(`http://127.0.0.1:${await freePort()}/`, { types: ["quote.accepted"] }),
  ];
  await run.sell();
  await run.history();
  await hooks.dispatch();
  const isOver = async () =>
    (await Promise.all(subscriptions.map((id) => hooks.deliveries(id))))
      .flat()
      .every(({ status, due }) => status !== "pending" && due === undefined);
  for (let runs = 0; runs < MOST_RUNS && !(await isOver()); runs += 1) {
    for (const id of subscriptions) await hooks.run(id, { ...parts, feed });
    hooks.pass(2);
  }
  const dead = hooks.letters.map((letter) => ({ queue: "webhook-delivery", body: JSON.stringify(letter) }));
  return { ...(await run.history()), dead, hooked: receiver.hooked };
}
