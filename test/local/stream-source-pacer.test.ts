import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { Pacer } from "../../local/sources/pacer.ts";

/** A pacer that has found nothing for so long that it waits longest. */
async function idlePacer(): Promise<Pacer> {
  const pacer = new Pacer();
  for (let n = 0; n < 5; n += 1) await pacer.rest();
  return pacer;
}

const firstOf = (pacer: Pacer, milliseconds: number): Promise<string> =>
  Promise.race([pacer.rest().then(() => "looked"), wait(milliseconds, "clock")]);

test("the longer nothing is found, the rarer is a look", async () => {
  expect(await firstOf(new Pacer(), 60)).toBe("looked");
  expect(await firstOf(await idlePacer(), 60)).toBe("clock");
});

test("a hint while resting, or before, is followed by a look at once", async () => {
  const resting = await idlePacer();
  setTimeout(() => resting.wake(), 1);
  expect(await firstOf(resting, 60)).toBe("looked");
  const looking = await idlePacer();
  looking.wake();
  expect(await firstOf(looking, 60)).toBe("looked");
});

test("after a hint or something found the looks are frequent again", async () => {
  const hinted = await idlePacer();
  hinted.wake();
  await hinted.rest();
  expect(await firstOf(hinted, 60)).toBe("looked");
  const found = await idlePacer();
  found.found();
  expect(await firstOf(found, 60)).toBe("looked");
});
