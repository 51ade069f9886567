import { expect, test } from "vitest";
import { workersWorld } from "./workers-world.ts";

const { functions, start } = workersWorld();

test("an instance does one thing at a time, others are started up to the maximum, the rest waits in order", async () => {
  const source = `let busy = 0; const order = [];
    export const handler = async (event) => {
      busy += 1; order.push(event.n); await new Promise((done) => setTimeout(done, 20)); const most = busy; busy -= 1;
      return { most, order: [...order] }; };`;
  const spec = functions.add("busy", source);
  const workers = start([spec], { maxInstances: 2 });
  const all = await Promise.all(Array.from({ length: 8 }, (_, n) => workers.invoke(spec.arn, { n })));
  const answers = all.map((one) => (one.ok ? one.payload : undefined));
  expect(answers).toMatchObject(Array.from({ length: 8 }, () => ({ most: 1 })));
  for (const answer of answers) expect(answer).toSatisfy(isAscending);
  expect(workers.stats()).toMatchObject([{ instances: 2, coldStarts: 2, invocations: 8, queued: 0 }]);
});

const isAscending = (answer: { order: number[] }): boolean =>
  answer.order.every((n, index) => index === 0 || n > (answer.order[index - 1] ?? n));

test("when all instances are killed, running invocations fail, waiting ones and the next are served by fresh ones", async () => {
  const source = `export const handler = async (event) => { if (event.wait) await new Promise(() => setInterval(() => {}, 1000)); return event; };`;
  const spec = functions.add("killed", source);
  const workers = start([spec], { maxInstances: 1 });
  await workers.invoke(spec.arn, {});
  const held = workers.invoke(spec.arn, { wait: true });
  const waiting = workers.invoke(spec.arn, { n: 2 });
  workers.killAll();
  expect(await held).toMatchObject({ ok: false, errorType: "Runtime.ExitError" });
  expect(await waiting).toEqual({ ok: true, payload: { n: 2 } });
  expect(await workers.invoke(spec.arn, { n: 3 })).toEqual({ ok: true, payload: { n: 3 } });
});

test("after the stop nothing is run any more, and what ran or waited has failed", async () => {
  const source = `export const handler = async () => new Promise(() => setInterval(() => {}, 1000));`;
  const spec = functions.add("stopped", source);
  const workers = start([spec], { maxInstances: 1 });
  const both = [workers.invoke(spec.arn, {}), workers.invoke(spec.arn, {})];
  await workers.stop();
  expect(await Promise.all(both)).toMatchObject([{ ok: false }, { ok: false }]);
  expect(await workers.invoke(spec.arn, {})).toMatchObject({ ok: false, errorType: "ServiceException" });
  expect(workers.stats()).toMatchObject([{ instances: 0 }]);
});

test("an instance that has been idle for a while is ended, but not the last one", async () => {
  const source = `export const handler = async () => new Promise((done) => setTimeout(done, 20));`;
  const spec = functions.add("surplus", source);
  const workers = start([spec], { maxInstances: 3, surplusIdleMs: 30 });
  await Promise.all([1, 2, 3].map((n) => workers.invoke(spec.arn, { n })));
  await expect.poll(() => workers.stats()).toMatchObject([{ instances: 1, coldStarts: 3 }]);
  await workers.invoke(spec.arn, {});
  expect(workers.stats()).toMatchObject([{ instances: 1, coldStarts: 3 }]);
});

test("who waits takes no place from who works, and is ended when nobody wants the answer any more", async () => {
  const source = `export const handler = async ({ wait, n }) => { if (wait) await new Promise(() => setInterval(() => {}, 1000)); return n; };`;
  const spec = functions.add("waiting", source);
  const workers = start([spec], { maxInstances: 1 });
  const gone = new AbortController();
  const { signal } = gone;
  const waiting = Array.from({ length: 3 }, () =>
    workers.invoke(spec.arn, { wait: true }, { waits: true, signal }),
  );
  expect(await workers.invoke(spec.arn, { n: 1 })).toEqual({ ok: true, payload: 1 });
  expect(await workers.invoke(spec.arn, { n: 2 })).toEqual({ ok: true, payload: 2 });
  expect(workers.stats()).toMatchObject([{ instances: 4, queued: 0 }]);
  gone.abort();
  for (const result of await Promise.all(waiting)) expect(result).toMatchObject({ ok: false });
  expect(workers.stats()).toMatchObject([{ instances: 1, failures: 0 }]);
});
