import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openClient, type Client, type Person } from "../../local/client/client.ts";
import { waitFor } from "../../local/client/wait.ts";
import { freePort } from "../../local/engines/port.ts";
import { startHosted, type Hosted } from "../../local/hosted/hosted.ts";
import { remainingProcesses } from "../local/processes.ts";
import { openPost, submissionsOf } from "./post.ts";
import { synthesise } from "./system.ts";

const PATIENCE = 300_000;
const MAILS = 6;

let made: Awaited<ReturnType<typeof synthesise>>;
let smtp = 0;
let running: Hosted | undefined;
let client: Client | undefined;

beforeAll(async () => {
  // Long enough that no mail is read by two at once, which a machine with much to do could take for its end.
  made = await synthesise({ visibilitySeconds: 20 });
  smtp = await freePort();
}, PATIENCE);
afterAll(async () => {
  client?.close();
  await running?.stop();
  await remainingProcesses(made.data, 5000);
  made.remove();
});

const restart = async (): Promise<Person> => {
  client?.close();
  await running?.kill();
  await remainingProcesses(made.data, 5000);
  const environment = { SMTP_PORT: String(smtp) };
  running = await startHosted({ data: made.data, assembly: made.assembly, environment });
  client = openClient(running.url);
  return client.person(["sales"]);
};

test(
  "a power failure right after the 250 loses no mail: each becomes one submission and one lead after the restart",
  async () => {
    await restart();
    const post = openPost(`smtp://127.0.0.1:${smtp}`);
    const senders = Array.from({ length: MAILS }, (_, index) => `ana${index}@ruiz${index}.example`);
    for (const [index, from] of senders.entries()) {
      await post.send({ from, subject: `Pumps ${index}`, text: "Please quote." });
      // The last ones are not even in their queue's hands when the power goes.
      if (index < 3) await pause(150);
    }
    post.close();
    const sales = await restart();

    const all = await waitFor(
      "all submissions",
      async () => {
        const found = await submissionsOf(sales);
        return found.length >= MAILS ? found : undefined;
      },
      PATIENCE,
    );
    expect(all.map(({ status }) => status)).toEqual(all.map(() => "accepted"));
    expect(all.map(({ fields }) => fields)).toEqual(
      expect.arrayContaining(senders.map((email) => expect.objectContaining({ email }))),
    );
    for (const { lead } of all) await sales.until(`/leads/${String(lead)}`);
  },
  PATIENCE,
);
