import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Intake } from "../../domain/submission/intake.ts";
import { bytesOf, readCase } from "./case.ts";
import { corpus } from "./corpus/corpus.ts";
import { type Desk, openDesk } from "./desk.ts";

/** Those of the corpus that are small enough to be tried many times. */
const seeds = corpus.map(bytesOf).filter(({ length }) => length < 20_000);

const patch = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.nat({ max: 40 }),
  add: fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .constantFrom(
        "\r\n",
        "\n\n",
        "--b\r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n",
        "From: a@b.example\r\n",
        "=?utf-8?B?",
        "<",
        "\u0000",
        "> ",
      )
      .map((text) => new TextEncoder().encode(text)),
  ),
});

/** A mail of the corpus with some of its bytes changed, lost or doubled. */
const mutated = fc
  .tuple(fc.constantFrom(...seeds), fc.array(patch, { minLength: 1, maxLength: 6 }))
  .map(([seed, patches]) =>
    patches.reduce((bytes, { at, drop, add }) => {
      const from = Math.floor(at * bytes.length);
      return Uint8Array.from([...bytes.subarray(0, from), ...add, ...bytes.subarray(from + drop)]);
    }, seed),
  );

const anything = fc.oneof(
  { weight: 4, arbitrary: mutated },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3000 }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: "binary", maxLength: 500 }).map((text) => new TextEncoder().encode(text)),
  },
);

const runs = 300 * Number(process.env["LAW_RUNS"] ?? 1);
const seed = Number(process.env["LAW_SEED"] ?? 1);
const PATIENCE = 300_000;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.stop());

test(
  "whatever its bytes are, a mail is read to something that can be entered",
  async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (raw) => {
        const { intake, hint } = await readCase({ name: "any", raw });
        expect(Intake.safeParse(intake).error).toBeUndefined();
        expect(hint?.reasons.length).not.toBe(0);
      }),
      { numRuns: runs, seed },
    );
  },
  PATIENCE,
);

test(
  "whatever its bytes are, a mail is one submission with a verdict, also when word of it comes twice",
  async () => {
    let before = (await desk.submissions()).length;
    await fc.assert(
      fc.asyncProperty(anything, async (raw) => {
        const key = await desk.hand(raw);
        await desk.hand(raw, { key });
        const all = await desk.submissions();
        const named = all.filter((each) => each.raw?.key === key || JSON.stringify(each).includes(key));
        expect(named).toHaveLength(1);
        expect(named[0]?.status).not.toBe("received");
        // One more, or one that came again.
        expect(all.length - before).toBeLessThanOrEqual(1);
        before = all.length;
      }),
      { numRuns: Math.ceil(runs / 6), seed, endOnFailure: true },
    );
  },
  PATIENCE,
);
