import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { close, listen } from "../../local/bus/action-server.ts";
import { chanceFrom } from "../../local/prove/chance.ts";
import { openDiary } from "../../local/prove/crowd/diary.ts";
import { stubborn } from "../../local/prove/crowd/stubborn.ts";
import { comparedIn, judgeCommands } from "../../local/prove/judge-commands.ts";
import { ledgerOf } from "../../local/prove/ledger.ts";

/** How an API answers the nth try of a request. */
interface Said {
  readonly status: number;
  readonly body: object;
  readonly ms?: number;
}

/** Asks once, of an API that answers so, as a client whose first try goes wrong in this way; what was noted. */
async function askedOnce(answers: readonly Said[], wrong: "lost" | "impatient") {
  let tries = 0;
  const server = createServer(async (_, response) => {
    const { status, body, ms = 0 } = answers[tries++] ?? { status: 500, body: {} };
    await pause(ms);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  const url = `http://127.0.0.1:${await listen("An API", server, 0)}`;
  onTestFinished(() => close(server));
  let [lost, impatient] = [wrong === "lost" ? 1 : 0, wrong === "impatient" ? 1 : 0];
  const nerves = () => ({ isLost: () => lost-- > 0, isImpatient: () => impatient-- > 0 });
  const diary = openDiary();
  const options = { url, chance: chanceFrom(1), diary, nerves, isOver: () => false };
  const seen = await stubborn(options, [], "ann").send("POST", "/things", { body: {} });
  await vi.waitFor(() => expect(diary.commands[0]?.answers).not.toContain("lost"));
  const found = judgeCommands(diary.commands, ledgerOf([]));
  return { seen, diary, told: found.map(({ invariant, text }) => `${invariant}: ${text}`) };
}

const one = { status: 201, body: { id: "one" } };
const other = { status: 201, body: { id: "other" } };

test("an answer that its client has not seen is noted and compared with the one to its repeat", async () => {
  const { seen, diary, told } = await askedOnce([one, one], "lost");
  expect(seen).toMatchObject(one);
  expect(diary.commands).toMatchObject([{ key: "ann-1", answers: [one, one] }]);
  expect(comparedIn(diary.commands)).toBe(1);
  expect(told).toEqual([]);
});

test("another answer to the repeat of what a client has not seen breaks the law", async () => {
  const { told } = await askedOnce([one, other], "lost");
  expect(told).toEqual([
    'I7: POST /things (key ann-1) had another answer the second time (201, 201) in /id: first "one", then "other"',
  ]);
});

test("the answer that an impatient client did not wait for is noted when it comes, and compared", async () => {
  const late = { ...one, ms: 300 };
  const same = await askedOnce([late, one], "impatient");
  expect(same.diary.commands).toMatchObject([{ answers: [one, one] }]);
  expect(same.told).toEqual([]);
  const { told } = await askedOnce([late, other], "impatient");
  expect(told).toEqual([expect.stringContaining("had another answer the second time")]);
});

test("a refusal that was asked for before the answer that it was done is no second answer, and one after it is", async () => {
  const refused = { status: 409, body: {} };
  expect((await askedOnce([{ ...refused, ms: 300 }, one], "impatient")).told).toEqual([]);
  expect((await askedOnce([{ ...one, ms: 300 }, refused], "impatient")).told).toEqual([]);
  const { told } = await askedOnce([one, refused], "lost");
  expect(told).toEqual(["I7: POST /things (key ann-1) was done, and then refused with 409"]);
});
