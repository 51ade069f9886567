import { afterAll, beforeAll, expect, test } from "vitest";
import { deadLetter } from "../../domain/dead-letter/dead-letter.ts";
import type { Letter } from "../../functions/runtime/webhooks/letter.ts";
import { deadLetterId } from "../../functions/runtime/ops/discard.ts";
import { readRecord } from "../../functions/runtime/items.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import { acceptedQuote } from "./accepted-quote.ts";
import { type Installation, startInstallation } from "./installation.ts";

let it: Installation;

beforeAll(async () => {
  it = await startInstallation(["place-order", "take-mail", "webhook-delivery"]);
});
afterAll(() => it.stop());

const recorded = (id: string) => it.ops.world.journal.events("dead-letter", id, 99);

const PLACE = "discard --reaction place-order --by olga";

const words = (event: string, reason = "Ordered by telephone") => [
  ...PLACE.split(" "),
  "--event",
  event,
  "--reason",
  reason,
];

test("what nobody needs is put away, and the deal says by whom, what and why", async () => {
  const { accepted, quote } = await acceptedQuote(it.ops.world);
  await it.die("place-order", accepted);
  const id = deadLetterId("place-order", accepted.id);
  const { code, text } = await it.run(...words(accepted.id));
  expect({ code, text }).toEqual({ code: 0, text: `Put away as ${id}, in ${quote.deal}.` });
  expect(await it.bodies("place-order", "dead")).toEqual([]);
  const [event, ...more] = await recorded(id);
  expect(more).toEqual([]);
  expect(event).toMatchObject({
    type: "dead-letter.discarded",
    actor: { type: "operator", id: "olga" },
    deal: quote.deal,
    causedBy: accepted.id,
    data: {
      reaction: "place-order",
      event: accepted.id,
      type: "quote.accepted",
      record: quote.id,
      tries: 0,
      reason: "Ordered by telephone",
    },
  });
  const [item] = await it.ops.world.journal.load([recordKey("dead-letter", id)]);
  expect(item && deadLetter.record.parse(readRecord(item).state)).toMatchObject({ status: "discarded" });
});

test("once more changes nothing, even for the same event that was given up again", async () => {
  const { accepted } = await acceptedQuote(it.ops.world);
  await it.die("place-order", accepted);
  const id = deadLetterId("place-order", accepted.id);
  await it.run(...words(accepted.id));
  expect(await it.run(...words(accepted.id))).toEqual({ code: 0, text: `It was put away before, as ${id}.` });
  await it.die("place-order", accepted);
  expect((await it.run(...words(accepted.id, "Another reason"))).text).toMatch(/^Put away as/);
  expect((await recorded(id)).map(({ data }) => data["reason"])).toEqual(["Ordered by telephone"]);
  expect(await it.bodies("place-order", "dead")).toEqual([]);
});

test("who dies after it was recorded asks again: it is recorded once, and removed", async () => {
  const { accepted } = await acceptedQuote(it.ops.world);
  await it.die("place-order", accepted);
  it.ops.queues.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === "DeleteMessageCommand") throw new Error("the line is dead");
        return next(args);
      },
    { step: "initialize", name: "death" },
  );
  await expect(it.run(...words(accepted.id))).rejects.toThrow("the line is dead");
  it.ops.queues.middlewareStack.remove("death");
  expect(await it.bodies("place-order", "dead")).toHaveLength(1);
  expect(await it.run(...words(accepted.id))).toMatchObject({ code: 0 });
  expect(await recorded(deadLetterId("place-order", accepted.id))).toHaveLength(1);
  expect(await it.bodies("place-order", "dead")).toEqual([]);
});

test("a message that is no event is put away by its own id, with what it said", async () => {
  await it.die("take-mail", "who knows what");
  const { deadLetters } = JSON.parse((await it.run("stuck", "--json")).text);
  const [{ message }] = deadLetters;
  const { code } = await it.run(
    "discard",
    "--reaction",
    "take-mail",
    "--message",
    message,
    "--reason",
    "A test",
  );
  expect(code).toBe(0);
  const [event] = await recorded(deadLetterId("take-mail", message));
  expect(event?.data).toMatchObject({ message, content: "who knows what" });
});

test("a delivery that was given up is put away for one receiver, who must be said", async () => {
  const { accepted, quote } = await acceptedQuote(it.ops.world);
  const letter = (webhook: string): Letter => ({
    webhook,
    position: 4,
    event: accepted.id,
    type: accepted.type,
    record: quote.id,
    deal: quote.deal,
    at: accepted.at,
    tries: 10,
    givenUpAt: accepted.at,
    reason: "It answered 500",
  });
  const [one, two] = ["whk_0000000001", "whk_0000000002"];
  for (const webhook of [one, two]) await it.die("webhook-delivery", JSON.stringify(letter(webhook)));
  const asked = [
    "discard",
    "--reaction",
    "webhook-delivery",
    "--event",
    accepted.id,
    "--reason",
    "It is gone",
  ];
  expect(await it.run(...asked)).toEqual({
    code: 1,
    text: `It was given up for ${one}, ${two}: say for whom it is not needed, --webhook`,
  });
  expect(await it.bodies("webhook-delivery", "dead")).toHaveLength(2);
  expect((await it.run("stuck")).text).toContain(`${accepted.id} to ${two}`);
  expect((await it.run(...asked, "--webhook", one)).code).toBe(0);
  const left = await it.bodies("webhook-delivery", "dead");
  expect(left.map((body) => JSON.parse(body).webhook)).toEqual([two]);
  expect(await it.run(...asked, "--webhook", one)).toMatchObject({
    code: 0,
    text: expect.stringContaining("before"),
  });
  await it.run(...asked.slice(0, -1), "Theirs as well", "--webhook", two);
  const reasons = [one, two].map(async (webhook) => {
    const [event] = await recorded(deadLetterId("webhook-delivery", `${accepted.id}@${webhook}`));
    return [event?.data["reason"], String(event?.data["content"]).includes(webhook)];
  });
  expect(await Promise.all(reasons)).toEqual([
    ["It is gone", true],
    ["Theirs as well", true],
  ]);
});

test("what is no dead letter, and words that say too little, are refused with what to do", async () => {
  expect(await it.run(...words("quo_1#1"))).toEqual({
    code: 1,
    text: `No dead letter of place-order is of quo_1#1: see "stuck"`,
  });
  const silent = await it.run("discard", "--reaction", "place-order", "--event", "quo_1#1");
  expect(silent).toMatchObject({ code: 2, text: expect.stringContaining("--reason: must be said") });
  expect(await it.run("discard", "--reaction", "place-order", "--reason", "x")).toMatchObject({
    code: 2,
    text: expect.stringContaining("--event"),
  });
});
