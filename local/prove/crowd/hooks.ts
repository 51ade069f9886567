import * as z from "zod";
import { RecordAnswer } from "../../client/answers.ts";
import { waitFor } from "../../client/wait.ts";
import { type Doing, wordOf } from "./errand.ts";
import { rotate, subscribe } from "./subscribing.ts";

const PATIENCE_MS = 600_000;
/** There can be 200 that are not disabled: a proof that goes on for hours must not use them up. */
const MOST = 120;

const Captured = RecordAnswer.extend({ createdAt: z.string() });
const DAY_MS = 86_400_000;

/** Another system subscribes to one deal: it is paused, its secret is changed, it is tested, and all is sent once more. */
export const hooks: Doing = async ({ crew: { sales, admin }, name, random, ground: { receiver } }) => {
  if (receiver.hooked.secrets.size >= MOST) return [];
  const asked = { topic: name, lastName: name, process: "lean" };
  const { id, deal, createdAt: from } = Captured.parse(await sales.ask("POST", "/leads", asked));
  const ordered = random.pick([true, false]);
  const format = random.pick(["standard", "cloudevents"]);
  const wanted = { types: ["lead.*"], filter: { deal: [deal] } };
  const { id: hook, url } = await subscribe(admin, receiver, {
    name: wordOf(name),
    ...wanted,
    ordered,
    format,
  });
  const ask = (verb: string, body = {}) => admin.ask("POST", `/subscriptions/${hook}/${verb}`, body);
  const change = async (nth: number) => {
    const { version } = await sales.ask("PATCH", `/leads/${id}`, { topic: `${name}, ${nth}` });
    return `${id}#${version}`;
  };
  const arrival = (events: readonly string[]) =>
    waitFor(
      `${events.join(", ")} at ${url}`,
      async () => (events.every((event) => receiver.hasTaken(url, event)) ? true : undefined),
      PATIENCE_MS,
    );
  const before = [await change(1), await change(2)];
  await ask("pause");
  const meanwhile = await change(3);
  const overlapHours = random.pick([0, 24]);
  await rotate(admin, receiver, { id: hook, url }, overlapHours);
  await ask("resume");
  await ask("test");
  await arrival([...before, meanwhile, await change(4)]);
  // What is sent once more is in no order any more.
  if (ordered) return [];
  const to = new Date(Date.parse(from) + DAY_MS).toISOString();
  await ask("redeliver", { from, to });
  await arrival([`${id}#1`]);
  return [];
};
