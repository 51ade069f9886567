import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { build } from "../../build.ts";
import { openClient, type Client, type Person } from "../../client/client.ts";
import { startHosted } from "../../hosted/hosted.ts";
import { textTable } from "../../text-table.ts";
import { randomFrom } from "../random.ts";
import { happen } from "./happen.ts";
import { hastened } from "./hastened.ts";
import { Ledger } from "./ledger.ts";
import { openReceiver, type Receiver } from "./receiver.ts";

/** As many tries as a company has, and more, in a time that one can wait for. */
const HASTE = { waits: [0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5], timeoutSeconds: 2 };
const BAD = { fails: 30, hangs: 5 };
const AWAY_MS = 3000;
const CLIENTS = 4;
const LOOK_MS = 5000;
/** What has not come after a minute and so long for each event is missing, also on a busy machine. */
const MS_EACH = 120;

const Created = z.object({ id: z.string(), secret: z.string() });
const Log = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) });

interface Subscribed {
  readonly id: string;
  readonly name: string;
  readonly ledger: Ledger;
}

const subscribe = async (admin: Person, receiver: Receiver, name: string, ordered: boolean) => {
  const path = `/${name}`;
  const body = {
    url: `http://127.0.0.1:${receiver.port}${path}`,
    types: [ordered ? "lead.*" : "account.*"],
    ordered,
    inFlight: 20,
  };
  const answer = await admin.send("POST", "/subscriptions", { body });
  if (answer.status >= 300) throw new Error(`No subscription: ${JSON.stringify(answer.body)}`);
  const { id, secret } = Created.parse(answer.body);
  const ledger = new Ledger(ordered);
  receiver.expect(path, secret, ledger);
  return { id, name, ledger };
};

const sum = (all: readonly Subscribed[], of: (ledger: Ledger) => number) =>
  all.reduce((total, { ledger }) => total + of(ledger), 0);

const progress = (subscribed: readonly Subscribed[], committed: number, count: number) =>
  `  ${new Date().toISOString().slice(11, 19)}  ${committed} of ${count} committed, ${sum(subscribed, (each) => each.arrived)} taken in ${sum(subscribed, (each) => each.requests)} requests, ${sum(subscribed, (each) => each.hangs)} hung`;

const table = (subscribed: readonly Subscribed[]) => {
  const right = (heading: string) => ({ heading, align: "right" }) as const;
  const ms = (value: number) => value.toFixed(0);
  return textTable(
    [
      { heading: "subscription" },
      right("events"),
      right("requests"),
      right("hung"),
      right("came again"),
      right("first try p50 ms"),
      right("p95 ms"),
      right("all p50 ms"),
      right("p95 ms"),
    ],
    subscribed.map(({ name, ledger }) => {
      const { all, first } = ledger.delays();
      const counts = [ledger.arrived, ledger.requests, ledger.hangs, ledger.repeats].map(String);
      return [name, ...counts, ms(first.p50), ms(first.p95), ms(all.p50), ms(all.p95)];
    }),
  );
};

/** Waits until everything was taken; what is missing when the time is over. */
const arrival = async (subscribed: readonly Subscribed[], ids: readonly string[], endAt: number) => {
  const missing = () => ids.filter((id) => !subscribed.some(({ ledger }) => ledger.has(id)));
  let next = Date.now() + LOOK_MS;
  for (;;) {
    // Counted first: to look for each is work, which would be measured as well.
    if (sum(subscribed, (each) => each.arrived) >= ids.length && missing().length === 0) return [];
    if (Date.now() > endAt) return missing();
    if (Date.now() > next) {
      console.log(progress(subscribed, ids.length, ids.length));
      next += LOOK_MS;
    }
    await pause(50);
  }
};

const failedIn = async (admin: Person, { id }: Subscribed) =>
  (await admin.read(`/subscriptions/${id}/deliveries?status=failed&limit=10`, Log)).items;

interface Phase {
  readonly title: string;
  readonly count: number;
  readonly bad: boolean;
}

/** One load of events: how fast they come, and whether all is as it was promised. */
const measure = async (
  people: { readonly sales: Person; readonly admin: Person },
  receiver: Receiver,
  { title, count, bad }: Phase,
): Promise<boolean> => {
  console.log(`${title}\n`);
  const subscribed = [
    await subscribe(people.admin, receiver, `${bad ? "bad" : "good"}-ordered`, true),
    await subscribe(people.admin, receiver, `${bad ? "bad" : "good"}-unordered`, false),
  ];
  receiver.behave(bad ? BAD : { fails: 0, hangs: 0 });
  const ids: string[] = [];
  const made = happen(people.sales, { count, clients: CLIENTS, name: bad ? "b" : "g" }, ids);
  const restarts = bad ? restartTwice(receiver, subscribed, count) : Promise.resolve(0);
  const telling = setInterval(() => console.log(progress(subscribed, ids.length, count)), LOOK_MS);
  const begun = Date.now();
  await made.finally(() => clearInterval(telling));
  const committed = (Date.now() - begun) / 1000;
  const missing = await arrival(subscribed, ids, Date.now() + 60_000 + count * MS_EACH);
  const lastAt = Math.max(...subscribed.map(({ ledger }) => ledger.lastAt));
  const failed = (await Promise.all(subscribed.map((each) => failedIn(people.admin, each)))).flat();
  const wrong = [
    ...subscribed.flatMap(({ ledger }) => ledger.wrong),
    ...missing.map((id) => `${id} never came`),
    ...failed.map(({ id }) => `${id} was given up`),
    ...((await restarts) < 2 && bad ? ["The receiver was not restarted twice"] : []),
  ];
  for (const line of wrong.slice(0, 20)) console.error(`WRONG  ${line}`);
  const speed = (seconds: number) => `${(ids.length / seconds).toFixed(1)} events/s`;
  console.log(
    `\n${ids.length} events: ${speed(committed)} committed, ${speed((lastAt - begun) / 1000)} taken`,
  );
  console.log(
    `\n${table(subscribed)
      .map((line) => `  ${line}`)
      .join("\n")}\n`,
  );
  console.log(wrong.length === 0 ? "All came, signed right, none out of order where ordered.\n" : "");
  for (const { id } of subscribed) await people.admin.ask("POST", `/subscriptions/${id}/disable`, {});
  return wrong.length === 0;
};

/** Restarts the receiver when a third and when two thirds have been taken; answers how often it did. */
const restartTwice = async (receiver: Receiver, subscribed: readonly Subscribed[], count: number) => {
  let restarts = 0;
  const end = Date.now() + 60_000 + count * MS_EACH;
  while (restarts < 2 && Date.now() < end) {
    await pause(20);
    if (sum(subscribed, (each) => each.arrived) < (count * (restarts + 1)) / 3) continue;
    restarts += 1;
    console.log(`  the receiver is away for ${AWAY_MS / 1000} s`);
    await receiver.restart(AWAY_MS);
  }
  return restarts;
};

const people = async (client: Client) => ({
  sales: await client.person(["sales"]),
  admin: await client.person(["admin"]),
});

/** The functions start on their first event: what that takes is not measured. */
const WARM_UP = 20;

/** Sends so many events to receivers that behave well and badly; false when anything was not as promised. */
export const measureWebhooks = async ({
  webhooks: count,
  seed,
  data,
}: {
  readonly webhooks: number;
  readonly seed: number;
  readonly data: string;
}): Promise<boolean> => {
  const { folder, remove } = hastened(await build(), HASTE);
  const hosted = await startHosted({ data, assembly: folder });
  const receiver = await openReceiver(randomFrom(seed));
  const client = openClient(hosted.url);
  try {
    const known = await people(client);
    const good = Math.max(WARM_UP, Math.round(count / 5));
    const phases: readonly Phase[] = [
      { title: "The first events, not measured", count: WARM_UP, bad: false },
      { title: `${good} events to receivers that are well`, count: good, bad: false },
      {
        title: `${count} events to receivers that fail ${BAD.fails} % of the time, hang ${BAD.hangs} % and restart twice`,
        count,
        bad: true,
      },
    ];
    let ok = true;
    for (const phase of phases) ok = (await measure(known, receiver, phase)) && ok;
    return ok;
  } finally {
    client.close();
    await receiver.stop();
    await hosted.stop();
    remove();
  }
};
