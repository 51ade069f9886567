import { randomBytes } from "node:crypto";
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { toItem } from "./items.ts";
import type { Journal } from "./journal.ts";
import { secretKey } from "./keys.ts";

const Secret = z.object({ value: z.string().min(40) });
const BYTES = 32;

/** A random key of this installation, made by whoever needs it first and the same for all from then on; read once by each process. */
export function openSecret(
  client: DynamoDBClient,
  TableName: string,
  journal: Pick<Journal, "load">,
  name: string,
): () => Promise<Buffer> {
  const key = secretKey(name);

  async function stored(): Promise<Buffer | undefined> {
    const [item] = await journal.load([key]);
    return item && Buffer.from(Secret.parse(unmarshall(item)).value, "base64url");
  }

  async function made(): Promise<Buffer> {
    const bytes = randomBytes(BYTES);
    try {
      const Item = toItem({ ...key, value: bytes.toString("base64url") });
      await client.send(
        new PutItemCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(pk)" }),
      );
      return bytes;
    } catch (error) {
      // Somebody else was faster: theirs is the one.
      const other = error instanceof ConditionalCheckFailedException ? await stored() : undefined;
      if (other === undefined) throw error;
      return other;
    }
  }

  let known: Promise<Buffer> | undefined;
  return () => {
    known ??= (async () => (await stored()) ?? (await made()))();
    // A failure is not remembered.
    known.catch(() => (known = undefined));
    return known;
  };
}
