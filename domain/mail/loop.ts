import { mailboxOf } from "../person/mailbox.ts";
import { bare, type Envelope, type Mail, type Own } from "./mail.ts";

/** The header of every mail that Salesline itself sends, so that one that comes back is known. */
export const OWN_HEADER = "X-Salesline";

const MOST_HOPS = 30;
const OURS = /\bby inbound-smtp\.[\w.-]+/i;

/** Why a mail goes in a circle, if it does: it is from ourselves, has been here before, or has been everywhere. */
export function loopOf(mail: Mail, envelope: Envelope, own: Own): string | undefined {
  const mailboxes = new Set(
    [...own.mailboxes, ...envelope.recipients].map((address) => mailboxOf(bare(address))),
  );
  const isOwn = (address: string | undefined) =>
    address !== undefined && address.includes("@") && mailboxes.has(mailboxOf(bare(address)));
  if (mail.headers.has(OWN_HEADER.toLowerCase())) return "sent by Salesline itself";
  if (isOwn(mail.from?.address) && mail.replyTo.every(({ address }) => isOwn(address)))
    return "its sender is the mailbox itself";
  const loops = mail.headers.get("x-loop") ?? [];
  if (loops.some(isOwn)) return "X-Loop names the mailbox";
  const hops = mail.headers.get("received") ?? [];
  const before = hops.filter(
    (hop) => OURS.test(hop) && [...mailboxes].some((box) => hop.toLowerCase().includes(box)),
  );
  if (before.length > 1) return "it was received for this mailbox before";
  return hops.length > MOST_HOPS ? `${hops.length} servers have passed it on` : undefined;
}
