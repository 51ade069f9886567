import { openClient } from "../client/client.ts";
import { messageOf } from "../problem.ts";
import { lineOf } from "./line.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { openReceiver, type Receiver } from "./receiver.ts";
import { subscribe, unsubscribe } from "./subscription.ts";

const optionsOrUsage = (): Options => {
  try {
    return readOptions(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${usage}`);
    return process.exit(1);
  }
};

const untilTold = () =>
  new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });

const open = (options: Options): Promise<Receiver> => {
  const { port, body } = options;
  return openReceiver(port, options, (heard) => {
    console.log(lineOf(heard));
    if (body) console.log(heard.body);
  }).catch((error: unknown) => {
    throw new Error(`Port ${port} cannot be used (${messageOf(error)}): choose another by --port`);
  });
};

/** Listens with a subscription of its own, which it makes before and disables at the end. */
const listenSubscribed = async (receiver: Receiver, { url, types, ordered, format }: Options) => {
  const client = openClient(url);
  try {
    const admin = await client.person(["admin"], "listen").catch((error: unknown) => {
      throw new Error(
        `No Salesline answers at ${url} (${messageOf(error)}): run "npm start" first, or say --url`,
      );
    });
    const subscribed = await subscribe(admin, { url: receiver.url, types, ordered, format });
    receiver.trust(subscribed.secret);
    console.log(`Subscription ${subscribed.id} sends ${types.join(", ")} to ${receiver.url}
Each request is checked with its secret, ${subscribed.secret}
Ctrl-C ends the subscription and this receiver. Waiting:
`);
    await untilTold();
    await unsubscribe(admin, subscribed);
    console.log(`\nSubscription ${subscribed.id} is disabled`);
  } finally {
    client.close();
  }
};

const listen = async (options: Options) => {
  const receiver = await open(options);
  try {
    if (options.secret === undefined) await listenSubscribed(receiver, options);
    else {
      receiver.trust(options.secret);
      console.log(`Each request to ${receiver.url} is checked with the secret that was given. Waiting:\n`);
      await untilTold();
    }
  } finally {
    await receiver.stop();
  }
};

try {
  await listen(optionsOrUsage());
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
