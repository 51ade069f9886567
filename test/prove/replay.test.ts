import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { chanceFrom } from "../../local/prove/chance.ts";
import { deaths } from "../../local/prove/faults/death.ts";
import { type Options, readOptions } from "../../local/prove/options.ts";
import { addPoints, readPoints, withPoints } from "../../local/prove/points.ts";
import { keepReplay } from "../../local/prove/replay.ts";
import { callOf, meetOf, replyOf } from "./met.ts";

let folder: string;
let options: Options;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "a replay-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  options = readOptions(["--seed", "7", "--ledger", join(folder, "ledger.json")]);
});

/** The words of a printed command as a shell has them, without the program. */
const argsOf = (command: string) =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "").slice(4);

const OPERATIONS = ["BatchGetItem", "TransactWriteItems", "PutEvents"];

/** Three invocations of each of two functions under the options: the calls at which they died; what was seen goes into the ledger. */
async function run({ seed, ledger, frozen }: Options): Promise<readonly number[]> {
  const dying = deaths({ rate: 0.25, isBlind: false, earlier: readPoints(ledger) });
  const chance = chanceFrom(seed);
  const died: number[] = [];
  for (let nth = 0; nth < 36; nth += 1) {
    const caller = nth % 2 === 0 ? "place-order" : "issue-invoice";
    const place = 1 + (Math.trunc(nth / 2) % OPERATIONS.length);
    const more = { instance: `${caller}~1`, place } as const;
    const call = callOf(caller, OPERATIONS[place - 1] ?? "", {}, more);
    const { isMet } = await meetOf(dying.fault, call, chance.of(caller, nth), () => replyOf({}));
    if (isMet) died.push(nth);
  }
  if (!frozen) addPoints(ledger, { known: dying.known(), died: dying.died() }, "2026-11-27");
  return died;
}

describe("The command that is printed when a proof fails", () => {
  test("lets functions die at the same calls again, however often, though the ledger has gone on", async () => {
    const before = readPoints(options.ledger);
    const first = await run(options);
    expect(first.length).toBeGreaterThan(3);
    expect(await run(options)).not.toEqual(first);
    const again = readOptions(argsOf(keepReplay(options, before, folder)));
    expect(again.ledger).not.toBe(options.ledger);
    expect(await run(again)).toEqual(first);
    expect(await run(again)).toEqual(first);
  });

  test("begins with the points that its run found, and adds nothing to them", async () => {
    await run(options);
    const before = readPoints(options.ledger);
    const second = await run(options);
    const again = readOptions(argsOf(keepReplay(options, before, folder)));
    const text = readFileSync(again.ledger, "utf8");
    expect(readPoints(again.ledger)).toEqual(before);
    expect(await run(again)).toEqual(second);
    expect(readFileSync(again.ledger, "utf8")).toBe(text);
    const seen = { known: ["a"], died: new Map([["a", 1]]) };
    expect(withPoints({ b: { died: 2, seen: "2026-11-26" } }, seen, "2026-11-27")).toEqual({
      a: { died: 1, seen: "2026-11-27" },
      b: { died: 2, seen: "2026-11-26" },
    });
  });

  test.each([
    ["--minutes", "3", "--only", "deaths", "--errand", "plain", "--errand", "hooks", "--clients", "2"],
    ["--deals", "40"],
    ["--deals", "40", "--rate", "1", "--minutes", "5"],
    ["--rate", "0.3"],
  ])("says all that was asked: %s %s", (...args) => {
    const asked = readOptions(["--seed", "9", ...args]);
    const { ledger, ...again } = readOptions(argsOf(keepReplay(asked, {}, folder)));
    expect(ledger.startsWith(folder)).toBe(true);
    const { ledger: _, ...all } = asked;
    expect(again).toEqual({ ...all, frozen: true });
  });
});
