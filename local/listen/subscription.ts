import * as z from "zod";
import type { Person } from "../client/client.ts";
import { Refused } from "../client/client.ts";

const Created = z.object({ id: z.string(), secret: z.string() });

/** A subscription of this receiver, with its secret. */
export type Subscribed = z.output<typeof Created>;

/** Makes a subscription. Throws Refused, with what is wrong. */
export const subscribe = async (
  admin: Person,
  asked: {
    readonly url: string;
    readonly types: readonly string[];
    readonly ordered: boolean;
    readonly format: string;
  },
): Promise<Subscribed> => {
  const body = { ...asked, description: "npm run listen" };
  const answer = await admin.send("POST", "/subscriptions", { body });
  if (answer.status >= 300) throw new Refused("POST /subscriptions", answer);
  return Created.parse(answer.body);
};

/** Ends it: nobody is there any more to take what it would be sent. */
export const unsubscribe = async (admin: Person, { id }: Subscribed): Promise<void> => {
  await admin.ask("POST", `/subscriptions/${id}/disable`, {});
};
