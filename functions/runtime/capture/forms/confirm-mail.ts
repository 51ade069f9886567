import { OWN_HEADER } from "../../../../domain/mail/loop.ts";
import { randomUUID } from "node:crypto";
import { SendEmailCommand, SESv2Client, SESv2ServiceException } from "@aws-sdk/client-sesv2";
import { form } from "../../../../domain/form/form.ts";
import { mailboxOf } from "../../../../domain/person/mailbox.ts";
import { submission } from "../../../../domain/submission/submission.ts";
import { consumer, type QueueHandler } from "../../consumer.ts";
import { pseudonym } from "../../counters.ts";
import { readRecord } from "../../items.ts";
import { markKey, recordKey } from "../../keys.ts";
import { logger } from "../../log.ts";
import { quiet } from "../../quiet.ts";
import { eventIn } from "../../event-message.ts";
import { required } from "../../settings.ts";
import { confirmWords } from "./confirm-words.ts";
import { type Desk, openDesk } from "./desk.ts";
import type { ShownForm } from "./page.ts";
import { confirmLink } from "./token.ts";

const Held = submission.events["submission.held"].data;

const DAY = 86_400;
const GOOD_FOR_DAYS = 7;
/** Mails to one address within a day: who enters somebody else's address must not be able to bury it. */
const MOST_PER_ADDRESS = 3;
/** A try that has not ended by then has died: the function itself is stopped well before. */
const TRY_SECONDS = 300;

interface Waiting {
  readonly id: string;
  readonly form: ShownForm;
  readonly email: string;
  readonly language: string;
}

/** The submission of the event, while it still waits for its visitor. */
async function waitingOf(id: string, { journal }: Desk): Promise<Waiting | undefined> {
  const [item] = await journal.load([recordKey(submission.name, id)]);
  const found = item && submission.record.parse(readRecord(item).state);
  const email = found?.fields?.email;
  if (found?.status !== "held" || found.form === undefined || email === undefined) return undefined;
  const [formItem] = await journal.load([recordKey(form.name, found.form)]);
  if (formItem === undefined) return undefined;
  const shown = { ...form.record.parse(readRecord(formItem).state), id: found.form };
  return { id, form: shown, email, language: found.language ?? shown.language };
}

/** The mail: fixed words, the name of the form, and the link. Header fields have no line breaks that a name could bring in. */
function mailOf({ form: { title, name }, email, language }: Waiting, from: string, link: string) {
  const { subject, mail } = confirmWords(language);
  const called = (title ?? name).replaceAll(/\s+/g, " ");
  const text = mail
    .map((line) => line.replace("{form}", () => called).replace("{link}", () => link))
    .join("\n\n");
  return {
    FromEmailAddress: from,
    Destination: { ToAddresses: [email] },
    Content: {
      Simple: {
        Subject: { Data: subject, Charset: "UTF-8" },
        Body: { Text: { Data: `${text}\n`, Charset: "UTF-8" } },
        // No automatic answer of a mailbox may come back as an enquiry.
        Headers: [
          { Name: "Auto-Submitted", Value: "auto-generated" },
          { Name: OWN_HEADER, Value: "confirm" },
          { Name: "X-Auto-Response-Suppress", Value: "All" },
        ],
      },
    },
  };
}

/** Takes one of the few mails that an address can get within a day; the same one again for another try. */
async function mayMail({ id }: Waiting, address: string, { counters }: Desk): Promise<boolean> {
  for (let place = 1; place <= MOST_PER_ADDRESS; place += 1) {
    if (await counters.mark(`mail#${address}#${place}`, id, DAY)) return true;
  }
  return false;
}

/** Whether SES has said no: then the mail has not gone out, and can be tried again. */
const isRefused = (error: unknown) => error instanceof SESv2ServiceException;

const begun = (id: string) => `confirm#${id}`;
const done = (id: string) => `confirm-sent#${id}`;

/** Whether its mail has gone out. */
async function isSent(id: string, { journal }: Desk): Promise<boolean> {
  return (await journal.load([markKey(done(id))]))[0] !== undefined;
}

/**
 * The Lambda function that asks visitors by mail to confirm their address. One mail for a submission: its try is marked
 * before it is sent, and once more when SES has taken it. A try that died in between is made again after some minutes:
 * rather a second mail than none, and never more of them than the queue has tries.
 */
export function sendConfirmations(now = () => new Date()): QueueHandler {
  const desk = openDesk(now);
  const mail = quiet(new SESv2Client({}));
  const [base, from] = [required("PUBLIC_URL"), required("MAIL_FROM")];

  async function linkOf({ id, form: { id: of } }: Waiting, key: Buffer): Promise<string> {
    const until = new Date(now().getTime() + GOOD_FOR_DAYS * DAY * 1000);
    return `${base}/f/${of}/confirm?${new URLSearchParams({ ...confirmLink(key, of, id, until) }).toString()}`;
  }

  async function send(waiting: Waiting, attempt: string): Promise<void> {
    const { id, email } = waiting;
    if (await isSent(id, desk)) return;
    const key = await desk.key();
    if (!(await mayMail(waiting, pseudonym(key, mailboxOf(email)), desk))) {
      logger.warn("confirmation not sent: too many to one address today", { submission: id });
      return;
    }
    const content = mailOf(waiting, from, await linkOf(waiting, key));
    if (!(await desk.counters.mark(begun(id), attempt, TRY_SECONDS))) {
      if (await isSent(id, desk)) return;
      // The message comes back until it is known how the other try ended, and at last is a dead letter that somebody sees.
      throw new Error(`Another try to ask for the confirmation of ${id} has begun and not ended`);
    }
    // It may have ended between the first look and the mark.
    if (await isSent(id, desk)) return;
    try {
      await mail.send(new SendEmailCommand(content));
    } catch (error) {
      if (isRefused(error)) await desk.counters.unmark(begun(id), attempt);
      throw error;
    }
    await desk.counters.mark(done(id), attempt, 30 * DAY);
  }

  return consumer(
    "confirm-form",
    async (body) => {
      const { data, record } = eventIn(body);
      const { reasons } = Held.parse(data);
      if (!reasons.some(({ code }) => code === "awaiting-confirmation")) return;
      const waiting = await waitingOf(record, desk);
      if (waiting !== undefined) await send(waiting, randomUUID());
    },
    { parallel: true },
  );
}
