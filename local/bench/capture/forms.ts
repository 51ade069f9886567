import * as z from "zod";
import { type Client, Refused } from "../../client/client.ts";
import type { Way } from "./enquiry.ts";

const field = (name: string, kind: string, of: string) => ({ name, label: name, kind, field: of });

/** As much as a form may take within an hour: all of the bench comes from one address. */
const limits = { perAddress: 10_000, perForm: 1_000_000 };

const form = {
  name: "Bench",
  language: "en",
  fields: [
    { ...field("name", "text", "lastName"), required: true },
    { ...field("email", "email", "email"), required: true },
    field("company", "text", "company"),
    field("message", "textarea", "note"),
  ],
  consents: [{ id: "privacy", version: "1", text: "I have read the privacy notice.", required: true }],
  campaign: "Bench",
  process: "lean",
  limits,
};

const Receipt = z.object({ receipt: z.string() });

/** Posts of a web form, as a browser sends them, by a program that asks for JSON. */
export const formsWay = async (client: Client): Promise<Way> => {
  const sales = await client.person(["sales"]);
  const { id } = await sales.ask("POST", "/forms", form);
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    accept: "application/json",
  };
  return {
    name: "forms",
    source: "web",
    verdicts: { new: "accepted", again: "merged", machine: "spam" },
    async send({ kind, lastName, email, company, message }) {
      const said = { name: lastName, email, company, message, consent_privacy: "1" };
      const traced = { utm_source: "bench", gclid: `g-${lastName}` };
      const trap = kind === "machine" ? { subject_line: "Cheap offers" } : {};
      const text = String(new URLSearchParams({ ...said, ...traced, ...trap }));
      const answer = await client.nobody.send("POST", `/f/${id}`, { text, headers });
      if (answer.status !== 202) throw new Refused("POST /f/{id}", answer);
      return Receipt.parse(answer.body).receipt;
    },
    close: () => undefined,
  };
};
