import { afterAll, expect, test } from "vitest";
import { startWorkers } from "../../local/workers/pool.ts";
import { writeFunctions } from "./functions.ts";
import { fine, queueWorld, recorder, thrown } from "./queue-source-world.ts";

const { engines, newQueue, start } = await queueWorld();
const functions = writeFunctions();
afterAll(() => functions.remove());

test("what is reported as failed comes again, the rest of its batch does not", async () => {
  const queue = await newQueue();
  let failing = true;
  const { invoke, bodies } = recorder((messages) => {
    const batchItemFailures = messages
      .filter((message) => failing && message.body === "b")
      .map((message) => ({ itemIdentifier: message.messageId }));
    if (batchItemFailures.length > 0) failing = false;
    return { ok: true, payload: { batchItemFailures } };
  });
  await engines.send(queue.url, "a", "b", "c");
  start(queue, invoke);
  await expect.poll(() => bodies().toSorted()).toEqual(["a", "b", "b", "c"]);
});

test.each([
  ["throws", thrown],
  [
    "names an empty identifier",
    { ok: true, payload: { batchItemFailures: [{ itemIdentifier: "" }] } } as const,
  ],
  ["names null", { ok: true, payload: { batchItemFailures: [{ itemIdentifier: null }] } } as const],
  [
    "names an unknown message",
    { ok: true, payload: { batchItemFailures: [{ itemIdentifier: "x" }] } } as const,
  ],
  ["answers with something else", { ok: true, payload: { batchItemFailures: "all" } } as const],
])("when the function %s the whole batch stays in the queue", async (_what, answer) => {
  const queue = await newQueue({ VisibilityTimeout: "30" });
  await engines.send(queue.url, "a", "b");
  const { invoke, bodies } = recorder(() => answer);
  const source = start(queue, invoke);
  await expect.poll(bodies).toEqual(["a", "b"]);
  await source.stop();
  expect(await engines.count(queue.url)).toEqual({ visible: 0, hidden: 2 });
});

test("a message that keeps failing ends in the dead-letter queue with its body whole, the others go on", async () => {
  const dead = await newQueue();
  const redrive = { deadLetterTargetArn: dead.arn, maxReceiveCount: 2 };
  const queue = await newQueue({ RedrivePolicy: JSON.stringify(redrive) });
  const poison = JSON.stringify({ text: "grün ✓", long: "x".repeat(100_000) });
  const { invoke, bodies } = recorder((messages) =>
    messages.some(({ body }) => body === poison) ? thrown : fine,
  );
  await engines.send(queue.url, poison);
  start(queue, invoke, { batchSize: 1 });
  await engines.send(queue.url, "a", "b");
  await expect.poll(() => engines.bodies(dead.url)).toEqual([poison]);
  expect(bodies().toSorted()).toEqual([poison, poison, "a", "b"].toSorted());
});

test("a message whose function is killed on the way comes again and is then done", async () => {
  const queue = await newQueue();
  const lines: string[] = [];
  const source = `export const handler = async ({ Records: [{ attributes }] }) => {
    const count = attributes.ApproximateReceiveCount; console.log("begun", count);
    if (count === "1") await new Promise(() => setInterval(() => {}, 1000));
    console.log("done", count); };`;
  const spec = functions.add("react", source);
  const workers = startWorkers([spec], { environment: {}, log: (_name, line) => void lines.push(line) });
  await engines.send(queue.url, "a");
  const running = start(queue, workers.invoke, { functionArn: spec.arn });
  await expect.poll(() => lines).toEqual(["begun 1"]);
  workers.killAll();
  await expect.poll(() => lines).toEqual(["begun 1", "begun 2", "done 2"]);
  await running.stop();
  await workers.stop();
  expect(await engines.count(queue.url)).toEqual({ visible: 0, hidden: 0 });
});
