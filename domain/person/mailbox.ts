/** The mailbox that an address means: small letters, without what a provider ignores (a +tag, dots at Gmail). */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf("@");
  const name = email.slice(0, at).toLowerCase();
  const host = email.slice(at + 1).toLowerCase();
  const domain = host === "googlemail.com" ? "gmail.com" : host;
  const [untagged = name] = name.split("+");
  const local = untagged === "" ? name : untagged;
  return `${domain === "gmail.com" ? local.replaceAll(".", "") : local}@${domain}`;
}

/** The domain of an address, in small letters. */
export function mailDomainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1).toLowerCase();
}
