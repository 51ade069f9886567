import { answerSchemas } from "./answers.ts";
import { cardOperations } from "./cards.ts";
import { feedOperations } from "./feed.ts";
import { listOperations } from "./lists.ts";
import { exportOperations } from "./exports.ts";
import { deliveryOperations } from "./deliveries.ts";
import { formOperations } from "./forms.ts";
import { parameters } from "./parameters.ts";
import { problemResponses } from "./problems.ts";
import { processOperations } from "./process.ts";
import { readOperations } from "./reads.ts";
import { recordSchemas } from "./records.ts";
import { tags } from "./tags.ts";
import { type Operation, writeOperations } from "./writes.ts";

const DESCRIPTION = `From a lead to the paid invoice. Records are asked to do things (actions); what happened is kept as events, and events lead to further actions by themselves.

- Every request needs a token (\`Authorization: Bearer ...\`); its groups are the caller's roles.
- Send an \`Idempotency-Key\` with every write: repeating it is then harmless.
- \`ETag\` is the version of a record; send it as \`If-Match\` to change only what you have seen.
- Money is in whole minor units: \`{ "minor": 1999, "currency": "EUR" }\` is 19.99 EUR. Quantities, prices and percentages are decimals, best sent as text.
- Lists and histories come in pages: send the \`cursor\` of one page to get the next; the last one has none.
- A refusal is a problem (RFC 9457) with a \`code\` of a closed set. Fields that are not known are refused.
- Answers may gain fields: do not refuse what you do not know.`;

const headers = {
  ETag: {
    description: "The version of the record",
    schema: { type: "string", examples: ['"3"'] },
  },
  IdempotencyReplayed: {
    description: "The command was done before: this is its first answer again",
    schema: { type: "string", const: "true" },
  },
};

function pathsOf(operations: readonly Operation[]): Record<string, object> {
  const paths: Record<string, Record<string, object>> = {};
  for (const [path, method, operation] of operations) paths[path] = { ...paths[path], [method]: operation };
  return paths;
}

/** The description of the whole HTTP API, derived from the stages, their actions and the flow. */
export function createDocument() {
  const { operations, schemas } = writeOperations();
  return {
    openapi: "3.1.1",
    info: {
      title: "Salesline",
      version: "1.0.0",
      description: DESCRIPTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ token: [] }],
    tags: tags(),
    paths: pathsOf([
      ...readOperations(),
      ...processOperations(),
      ...feedOperations(),
      ...cardOperations(),
      ...listOperations(),
      ...exportOperations(),
      ...formOperations(),
      ...deliveryOperations(),
      ...operations,
    ]),
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "A token of the user pool; its groups are the roles sales, fulfilment, finance, admin",
        },
      },
      parameters,
      headers,
      responses: problemResponses(),
      schemas: { ...recordSchemas(), ...schemas, ...answerSchemas() },
    },
  };
}
