/** Somebody as a mail names them; either part may be empty. */
export interface MailName {
  readonly name: string;
  readonly address: string;
}

/** What a part of a mail says that the mail is: a report of a delivery, of having been read, of a complaint, an answer to an invitation. */
export type Report = "delivery" | "disposition" | "feedback" | "calendar-reply";

/** A mail as it was parsed: what decisions are made on. */
export interface Mail {
  /** By name in small letters, each in the order of the mail. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly from: MailName | undefined;
  readonly replyTo: readonly MailName[];
  readonly subject: string;
  /** All of its text, what it quotes included. */
  readonly text: string;
  readonly report: Report | undefined;
  /** A mail that it carries as an attachment: one that was forwarded whole. */
  readonly enclosed: Mail | undefined;
}

/** What a check of the receiving server came to; GRAY is neither. */
export type Checked = "PASS" | "FAIL" | "GRAY" | "PROCESSING_FAILED" | "DISABLED";

/** How a mail was handed over: what its receiving server vouches for, which no header of the mail can forge. */
export interface Envelope {
  /** Empty for a mail that must not be answered. */
  readonly sender: string;
  /** Those of ours that it was for. */
  readonly recipients: readonly string[];
  readonly verdicts: Readonly<Record<"spam" | "virus" | "spf" | "dkim" | "dmarc", Checked>>;
}

/** Whose mail it is. */
export interface Own {
  /** The addresses that mail is taken in for. */
  readonly mailboxes: readonly string[];
  /** Where colleagues have their addresses. */
  readonly domains: readonly string[];
  /** The country of national phone numbers. */
  readonly country: string;
}

/** The first header of a name; "" without one. */
export function headerOf({ headers }: Pick<Mail, "headers">, name: string): string {
  return headers.get(name)?.[0] ?? "";
}

/** The address in small letters without anything around it. */
export function bare(address: string): string {
  return address.trim().replace(/^<|>$/g, "").toLowerCase();
}
