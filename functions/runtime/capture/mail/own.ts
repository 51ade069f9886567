import type { Own } from "../../../../domain/mail/mail.ts";
import { required } from "../../settings.ts";

const listed = (value: string) =>
  value
    .split(",")
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== "");

/** Whose mail is taken in: MAIL_RECIPIENTS (addresses and domains) and OWN_DOMAINS. */
export function readOwn(country: string): Own {
  const recipients = listed(required("MAIL_RECIPIENTS"));
  const domains = recipients.map((recipient) =>
    recipient.slice(recipient.lastIndexOf("@") + 1).replace(/^\./, ""),
  );
  const mailboxes = recipients.filter((recipient) => recipient.includes("@"));
  return {
    mailboxes,
    domains: [...new Set([...domains, ...listed(process.env["OWN_DOMAINS"] ?? "")])],
    country,
  };
}
