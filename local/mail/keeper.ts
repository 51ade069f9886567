import { S3Client } from "@aws-sdk/client-s3";
import { putObject } from "../../functions/runtime/put-object.ts";
import { plainJson } from "../bus/plain-json.ts";
import { queueSender } from "../bus/queue-sender.ts";
import type { MailRuleSpec } from "../model.ts";
import { clientOptions } from "../provision/client.ts";
import { type HandedOver, newMailName, receiptOf } from "./receipt.ts";

/** Keeps mails as the rules say. */
export interface MailKeeper {
  /** Resolves when the mail is in the bucket and every queue has word of it; rejects when it may be lost otherwise. */
  keep(rule: MailRuleSpec, mail: HandedOver): Promise<void>;
  stop(): void;
}

/** Puts mails into their bucket and says so to the queues of their topic. */
export function mailKeeper(endpoint: string, region: string): MailKeeper {
  const s3 = new S3Client({ ...clientOptions(endpoint, region), forcePathStyle: true });
  const queues = queueSender(endpoint, region);
  return {
    async keep({ bucket, prefix, topicArn, queueUrls }, mail) {
      // A name of its own each time, as in the cloud: a sender that tries again is known by the mail's own id.
      const name = newMailName();
      const Key = `${prefix}${name}`;
      await putObject(s3, { Bucket: bucket, Key, Body: mail.bytes, ContentType: "message/rfc822" });
      const receipt = plainJson(JSON.stringify(await receiptOf(mail, { name, bucket, prefix, topicArn })));
      for (const url of queueUrls) {
        const [reason] = (await queues.send(url, [receipt])).values();
        if (reason !== undefined) throw new Error(reason);
      }
    },
    stop() {
      s3.destroy();
      queues.stop();
    },
  };
}
