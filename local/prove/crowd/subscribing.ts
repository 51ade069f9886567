import * as z from "zod";
import { Refused, type Person } from "../../client/client.ts";
import type { Receiver } from "../hooks/receiver.ts";

const Secret = z.looseObject({ id: z.string(), secret: z.string() });

/** A subscription of a proof, and where it is sent. */
export interface Subscribed {
  readonly id: string;
  readonly url: string;
}

/** Asks for what shows a secret, and tells it to the receiver; the id of the subscription. */
const askForSecret = async (
  admin: Person,
  receiver: Receiver,
  {
    path,
    url,
    body,
    isAlone,
  }: {
    readonly path: string;
    readonly url: string;
    readonly body: object;
    readonly isAlone?: boolean;
  },
): Promise<string> => {
  const answer = await admin.send("POST", path, { body });
  if (answer.status >= 300) throw new Refused(`POST ${path}`, answer);
  const { id, secret } = Secret.parse(answer.body);
  receiver.know(url, secret, isAlone);
  return id;
};

/** Has a new secret made, of a subscription; for so many hours it is signed with the one before as well. */
export const rotate = async (
  admin: Person,
  receiver: Receiver,
  { id, url }: Subscribed,
  overlapHours: number,
): Promise<void> => {
  const path = `/subscriptions/${id}/rotate-secret`;
  const isAlone = overlapHours === 0;
  await askForSecret(admin, receiver, { path, url, body: { overlapHours }, isAlone });
};

/** Has events sent to the receiver of this name. */
export const subscribe = async (
  admin: Person,
  receiver: Receiver,
  {
    name,
    ...asked
  }: { readonly name: string; readonly types: readonly string[] } & Readonly<Record<string, unknown>>,
): Promise<Subscribed> => {
  const url = receiver.urlOf(name);
  const id = await askForSecret(admin, receiver, { path: "/subscriptions", url, body: { url, ...asked } });
  return { id, url };
};
