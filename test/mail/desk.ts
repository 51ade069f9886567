import { ScanCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { changeCapture } from "../../domain/capture/actions.ts";
import { shippedPolicy } from "../../domain/capture/policy.ts";
import type { Checked } from "../../domain/mail/mail.ts";
import { takeMail } from "../../functions/runtime/capture/mail/take.ts";
import { Notification } from "../../functions/runtime/capture/mail/notification.ts";
import { type IntakeBucket, openIntakeBucket } from "../../functions/runtime/intake-bucket.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { readRecord } from "../../functions/runtime/items.ts";
import { startBusiness } from "../support/business.ts";
import { startIntake } from "../support/intake.ts";
import { own } from "./case.ts";

/** A submission as it is stored. */
const Stored = z.looseObject({
  status: z.string(),
  reasons: z.array(z.object({ code: z.string(), detail: z.string().optional() })).default([]),
  raw: z.object({ key: z.string(), bytes: z.number() }).optional(),
  files: z.array(z.looseObject({ key: z.string(), name: z.string() })).default([]),
  lead: z.string().optional(),
  into: z.object({ stage: z.string(), id: z.string() }).optional(),
  repeats: z.number().optional(),
  mail: z.looseObject({ from: z.string().optional(), mailbox: z.string().optional() }).optional(),
});

/** How a mail is handed over. */
export interface Handing {
  readonly key?: string;
  readonly sender?: string;
  readonly recipients?: readonly string[];
  readonly verdicts?: Partial<Record<"spam" | "virus" | "spf" | "dkim" | "dmarc", Checked>>;
  readonly tries?: number;
  readonly world?: World;
  readonly bucket?: IntakeBucket;
  /** Word of a mail that is not in the bucket. */
  readonly lost?: boolean;
}

/** Where mails are taken in: the real journal and a real bucket. */
export async function openDesk() {
  const business = await startBusiness();
  const intake = await startIntake();
  const bucket = openIntakeBucket();
  let mails = 0;

  async function records(stage: string) {
    const { Items = [] } = await business.engine.client.send(
      new ScanCommand({
        TableName: "journal",
        ConsistentRead: true,
        FilterExpression: "begins_with(pk, :pk) AND sk = :sk",
        ExpressionAttributeValues: { ":pk": { S: `${stage}#` }, ":sk": { S: "RECORD" } },
      }),
    );
    return Items.map(readRecord);
  }

  function note(
    key: string,
    { sender = "mailer@customers.example", recipients, verdicts = {} }: Handing,
  ): Notification {
    const verdict = (name: "spam" | "virus" | "spf" | "dkim" | "dmarc") => ({
      status: verdicts[name] ?? "PASS",
    });
    return Notification.parse({
      notificationType: "Received",
      mail: {
        timestamp: "2026-11-26T10:00:00.000Z",
        source: sender,
        commonHeaders: { subject: "As told", from: ["Told <told@customers.example>"] },
      },
      receipt: {
        recipients: recipients ?? ["sales@acme.example"],
        spamVerdict: verdict("spam"),
        virusVerdict: verdict("virus"),
        spfVerdict: verdict("spf"),
        dkimVerdict: verdict("dkim"),
        dmarcVerdict: verdict("dmarc"),
        action: { type: "S3", objectKey: key },
      },
    });
  }

  return {
    business,
    bucket,
    /** Puts a mail into the bucket and takes it in; gives the key that it lies under. */
    async hand(raw: string | Uint8Array, handing: Handing = {}): Promise<string> {
      mails += 1;
      const key = handing.key ?? `mail/raw/${String(mails).padStart(40, "0")}`;
      const bytes = typeof raw === "string" ? new TextEncoder().encode(raw) : raw;
      if (handing.lost !== true) await bucket.put(key, bytes, "message/rfc822");
      const { tries = 1, world = business.world, bucket: from = bucket } = handing;
      await takeMail(note(key, handing), tries, { world, bucket: from, own });
      return key;
    },
    /** All submissions that there are. */
    submissions: async () =>
      (await records("submission")).map(({ id, state }) => ({ id, ...Stored.parse(state) })),
    leads: () => records("lead"),
    /** Does all that follows from what was committed. */
    follow: () => business.act(changeCapture, shippedPolicy),
    async stop() {
      await intake.stop();
      await business.stop();
    },
  };
}

/** Where mails are taken in. */
export type Desk = Awaited<ReturnType<typeof openDesk>>;
