import { createHmac } from "node:crypto";
import * as z from "zod";
import { type Answer, serveActions } from "../bus/action-server.ts";
import { keyIn } from "./mac-keys.ts";

/** What the keys are made of. */
export interface KmsOptions {
  /** The folder of the keys. */
  readonly folder: string;
  /** ARNs of the keys that there are; each has a file of its own, made when it is first used. */
  readonly keys: readonly string[];
}

/** A running stand-in for AWS KMS; give its `url` to the KMS client as endpoint. */
export interface Kms {
  readonly url: string;
  readonly healthy: () => boolean;
  readonly stop: () => Promise<void>;
}

const MOST_BYTES = 4096;
const ALGORITHM = "HMAC_SHA_256";
const Call = z.object({
  KeyId: z.string(),
  MacAlgorithm: z.string(),
  Message: z.base64().min(1),
});

const fault = (type: string, message: string): Answer => ({ fault: { type, message } });
const idOf = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);

function generateMac(body: string, keys: ReadonlyMap<string, Buffer>): Answer {
  const call = Call.safeParse(JSON.parse(body));
  if (!call.success) return fault("ValidationException", z.prettifyError(call.error));
  const { KeyId, MacAlgorithm, Message } = call.data;
  const message = Buffer.from(Message, "base64");
  if (message.length > MOST_BYTES) {
    return fault("ValidationException", `'message' must have length less than or equal to ${MOST_BYTES}`);
  }
  const [arn, key] = [...keys].find(([arn]) => arn === KeyId || idOf(arn) === KeyId) ?? [];
  if (arn === undefined || key === undefined)
    return fault("NotFoundException", `Key '${KeyId}' does not exist`);
  if (MacAlgorithm !== ALGORITHM) {
    return fault(
      "InvalidKeyUsageException",
      `Algorithm ${MacAlgorithm} is incompatible with key spec HMAC_256.`,
    );
  }
  const Mac = createHmac("sha256", key).update(message).digest("base64");
  return { output: { KeyId: arn, MacAlgorithm, Mac } };
}

/** Serves GenerateMac of AWS KMS on 127.0.0.1, with keys that are kept on disk. Throws StartProblem when one is damaged. */
export async function startKms({ folder, keys }: KmsOptions): Promise<Kms> {
  const known = new Map(keys.map((arn) => [arn, keyIn(folder, idOf(arn))]));
  const actions = new Map([["GenerateMac", async (body: string) => generateMac(body, known)]]);
  return serveActions("TrentService", actions, 0);
}
