import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { quiet } from "./quiet.ts";

/** A request on its way, with its body as text or bytes. */
const Request = z.looseObject({ body: z.union([z.string(), z.instanceof(Uint8Array)]) });

// Quotes inside of values are escaped, so that this can only be the field itself.
const TOKEN = /,"ClientRequestToken":"[^"]*"/;

function withoutToken(request: unknown): void {
  const parsed = Request.safeParse(request);
  if (!parsed.success || typeof request !== "object" || request === null) return;
  const { body } = parsed.data;
  const text = typeof body === "string" ? body : new TextDecoder().decode(body);
  if (TOKEN.test(text)) Object.assign(request, { body: text.replace(TOKEN, "") });
}

/**
 * The client of the table. It sends no ClientRequestToken: the receipt proves a repeat for 90 days instead of ten
 * minutes, and the local engine searches all tokens at each transaction.
 */
export function openTableClient(): DynamoDBClient {
  const client = quiet(new DynamoDBClient({}));
  client.middlewareStack.add(
    (next, context) => (args) => {
      if (context["commandName"] === "TransactWriteItemsCommand") withoutToken(args.request);
      return next(args);
    },
    { step: "serialize", priority: "low", name: "withoutToken" },
  );
  return client;
}
