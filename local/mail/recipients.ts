import type { MailRuleSpec } from "../model.ts";

/** Whether a rule is for an address: it names the address, with or without what follows a plus sign, or its domain. */
export function isFor({ recipients }: Pick<MailRuleSpec, "recipients">, address: string): boolean {
  const whole = address.toLowerCase();
  const at = whole.lastIndexOf("@");
  const [domain, [name = ""]] = [whole.slice(at + 1), whole.slice(0, at).split("+")];
  return recipients.some((recipient) => {
    if (recipient.startsWith(".")) return domain.endsWith(recipient);
    return recipient === whole || recipient === domain || recipient === `${name}@${domain}`;
  });
}
