import { Email } from "../kernel/text.ts";
import { isFreeMail } from "../person/free-mail.ts";
import { mailboxOf, mailDomainOf } from "../person/mailbox.ts";
import { bare, type Mail, type MailName, type Own } from "./mail.ts";

const RELAY =
  /^(?:no-?reply|do-?not-?reply|donotreply|nicht-?antworten|ne-?pas-?repondre|noresponder|wordpress|webmaster|website|web|www|www-data|apache|nobody|form|forms|webform|formulaire|formular|kontaktformular|notification|notifications|notify|mailer|system|automailer|contactform)\b/i;

/** An address as it is kept; undefined when it is none. */
export function addressOf(address: string): string | undefined {
  const parsed = Email.safeParse(bare(address));
  return parsed.success ? parsed.data : undefined;
}

/** Whether an address is one of a colleague or of a mailbox itself. */
export function isOurs(address: string, { domains, mailboxes }: Own): boolean {
  const whole = bare(address);
  if (!whole.includes("@")) return false;
  const domain = mailDomainOf(whole);
  if (domains.some((own) => domain === own || domain.endsWith(`.${own}`))) return true;
  return mailboxes.some((mailbox) => mailbox.includes("@") && mailboxOf(bare(mailbox)) === mailboxOf(whole));
}

/** Who wrote a mail, as far as its head says. */
export interface Writer extends MailName {
  /** A web form, a program or somebody else sent it for whom it names in Reply-To. */
  readonly relayed: boolean;
  /** Nobody but a colleague is named. */
  readonly ours: boolean;
}

/** Who wants the answer: Reply-To where it names somebody who is not of ours, else the sender. */
export function writerOf({ from, replyTo }: Pick<Mail, "from" | "replyTo">, own: Own): Writer {
  const sender = from ?? { name: "", address: "" };
  const answer = replyTo.find(({ address }) => addressOf(address) !== undefined && !isOurs(address, own));
  const ours = isOurs(sender.address, own);
  if (answer === undefined || bare(answer.address) === bare(sender.address))
    return { ...sender, relayed: false, ours };
  const domain = mailDomainOf(bare(sender.address));
  const relayed =
    ours ||
    RELAY.test(bare(sender.address)) ||
    domain !== mailDomainOf(bare(answer.address)) ||
    // Two who have their mail at one provider need not know each other.
    isFreeMail(domain);
  const isProgram = ours || RELAY.test(bare(sender.address));
  const name =
    answer.name !== "" ? answer.name : isProgram && !/\svia\s/i.test(sender.name) ? "" : sender.name;
  return { name, address: answer.address, relayed, ours: false };
}
