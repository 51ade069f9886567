import { sha256 } from "@noble/hashes/sha2.js";
import { headerOf, type Mail } from "./mail.ts";

const ID = /<([^<>]{1,2000})>/g;
const PRINTABLE = /^[\x21-\x7E]{1,250}$/;
const MOST_REFERENCES = 20;

function hashOf(text: string): string {
  return Array.from(sha256(new TextEncoder().encode(text)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/** A message id as it is compared: one that is no key as it is becomes its hash. */
function keyOf(id: string): string | undefined {
  const whole = id.replaceAll(/\s+/g, "");
  if (whole === "") return undefined;
  return PRINTABLE.test(whole) ? whole : `sha256:${hashOf(whole)}`;
}

function idsIn(header: string): string[] {
  const found = [...header.slice(0, 50_000).matchAll(ID)].map(([, id = ""]) => id);
  const ids = found.length > 0 ? found : header.slice(0, 2000).split(/\s+/);
  return ids.flatMap((id) => keyOf(id) ?? []);
}

/** The id of a mail. */
export function messageIdOf(mail: Pick<Mail, "headers">): string | undefined {
  return idsIn(headerOf(mail, "message-id"))[0];
}

/** The ids of the mails that a mail refers to, the nearest first. */
export function referencesOf(mail: Pick<Mail, "headers">): string[] {
  const answered = idsIn(headerOf(mail, "in-reply-to"));
  const chain = idsIn(headerOf(mail, "references")).toReversed();
  return [...new Set([...answered, ...chain])].slice(0, MOST_REFERENCES);
}
