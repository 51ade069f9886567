import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { waitFor } from "../../local/client/wait.ts";
import { openPost, submissionsOf } from "./post.ts";
import { useSystem } from "./system.ts";

const system = useSystem({ visibilitySeconds: 20 });
let post: ReturnType<typeof openPost>;

beforeAll(() => {
  post = openPost(system().runtime.smtp);
});
afterAll(() => post?.close());

const MessageHead = z.looseObject({ mail: z.looseObject({ messageId: z.string() }) });

/** The submission that a mail became. */
const became = async (messageId: string) => {
  const id = messageId.replace(/[<>]/g, "");
  const { sales } = system().crew;
  return waitFor(`a submission of ${id}`, async () =>
    (await submissionsOf(sales)).find((each) => MessageHead.safeParse(each).data?.mail.messageId === id),
  );
};

const Activities = z.object({ items: z.array(z.looseObject({ text: z.string().optional() })) });
const activitiesOf = async (lead: string) =>
  (await system().crew.sales.read(`/leads/${lead}/activities`, Activities)).items;

test("a mail becomes a lead, and the answer to it an activity on that lead", async () => {
  const { sales } = system().crew;
  const first = await post.send({
    from: "Ana Ruiz <ana@ruiz.example>",
    subject: "Pumps for the new plant",
    text: "Dear Sir or Madam,\n\nplease quote 20 pumps.\n\nKind regards\nAna Ruiz\nPurchasing Manager\nRuiz S.L.\nTel. +34 91 434 33 12\nwww.ruiz.example",
    attachments: [{ filename: "list.csv", content: "pump;20" }],
  });
  expect(first.response).toMatch(/^250/);
  const entered = await became(first.messageId);
  expect(entered).toMatchObject({ status: "accepted", source: "email" });
  const lead = await sales.until(`/leads/${String(entered["lead"])}`);
  expect(lead).toMatchObject({
    topic: "Pumps for the new plant",
    firstName: "Ana",
    lastName: "Ruiz",
    email: "ana@ruiz.example",
    company: "Ruiz S.L.",
    jobTitle: "Purchasing Manager",
    phoneE164: "+34914343312",
    website: "https://www.ruiz.example",
  });

  const second = await post.send({
    from: "Ana Ruiz <ana@ruiz.example>",
    subject: "AW: Pumps for the new plant",
    inReplyTo: first.messageId,
    text: "Please make it 30.\n\nOn Monday, Sales <sales@localhost> wrote:\n> How many?\n",
  });
  const merged = await became(second.messageId);
  expect(merged).toMatchObject({ status: "merged", into: { stage: "lead", id: lead.id } });
  const [activity] = await waitFor("the activity", async () => {
    const items = await activitiesOf(lead.id);
    return items.length > 0 ? items : undefined;
  });
  expect(activity).toMatchObject({ kind: "email", text: "Please make it 30." });
});

test("the same mail again makes nothing new, and is noted", async () => {
  const mail = {
    from: "Bo Lind <bo@lind.example>",
    subject: "Tea",
    text: "We need tea.",
    messageId: "<tea-1@lind.example>",
    date: new Date(0),
  };
  await post.send(mail);
  const first = await became("tea-1@lind.example");
  await post.send(mail);
  const again = await waitFor("the note that it came again", async () => {
    const found = await became("tea-1@lind.example");
    return found["repeats"] === 1 ? found : undefined;
  });
  expect(again.id).toBe(first.id);
  const ofSender = (await submissionsOf(system().crew.sales)).filter((each) =>
    JSON.stringify(each).includes("bo@lind.example"),
  );
  expect(ofSender).toHaveLength(1);
});

test("a mail for a mailbox that there is not is refused while the sender still waits", async () => {
  const refused = post.send({ from: "a@b.example", to: "nobody@localhost", text: "Hello" });
  await expect(refused).rejects.toThrow(/550 No mailbox nobody@localhost/);
});
