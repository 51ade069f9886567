import { roleNames } from "../../../../domain/kernel/role.ts";
import { CardOptions, CardsBody } from "../../capture/cards/options.ts";
import { MOST_CARDS } from "../../capture/cards/limits.ts";
import { cardRoutes } from "../../capture/cards/routes.ts";
import { parameterRef, pathId } from "./parameters.ts";
import { sentParts } from "./parts.ts";
import { problems } from "./problems.ts";
import { type Schema, schemasOf } from "./schemas.ts";
import type { Operation } from "./writes.ts";

const text: Schema = { type: "string" };
const binary: Schema = { type: "string", contentMediaType: "application/octet-stream" };

const entry: Schema = {
  type: "object",
  description: "What became of one card: its submission with the verdict, or why it was not taken",
  properties: {
    file: { ...text, description: "The file that it was in" },
    card: { type: "integer", minimum: 1, description: "Which card of the file, where it holds several" },
    submission: { ...text, examples: ["sub_01KAQ6Z3V9T4M0T3R5D9WXYZAB"] },
    status: { ...text, description: "The verdict; received while a photo waits to be read" },
    reasons: { type: "array", items: { type: "object" }, description: "Why it has this verdict" },
    lead: { ...text, description: "The lead that it becomes" },
    into: { type: "object", description: "The record that it is added to" },
    error: {
      type: "object",
      properties: { code: text, detail: text, errors: { type: "array", items: { type: "object" } } },
      required: ["code", "detail"],
    },
  },
  required: ["file"],
};

const Taken: Schema = {
  type: "object",
  properties: { cards: { type: "array", items: entry, maxItems: MOST_CARDS } },
  required: ["cards"],
};

function bodies() {
  const made = schemasOf(
    [...sentParts, [CardsBody, { id: "cards" }], [CardOptions, { id: "about" }]],
    "input",
  );
  const { properties = {} } = made.get("about") ?? {};
  const form: Schema = {
    type: "object",
    properties: {
      ...properties,
      file: { type: "array", items: binary, description: "Cards: vCards and photos, under any name" },
      card: { type: "array", items: text, description: "The text of a vCard or MeCard" },
    },
  };
  const content = {
    "text/vcard": { schema: text },
    "text/plain": { schema: text },
    "application/json": { schema: made.get("cards") ?? {} },
    "image/jpeg": { schema: binary },
    "image/png": { schema: binary },
    "multipart/form-data": { schema: form },
  };
  return { required: true, content };
}

function query(name: string, description: string): object {
  return { name, in: "query", required: false, description, schema: text };
}

const post = () => ({
  operationId: "cards.post",
  tags: ["submission"],
  "x-roles": ["sales", "admin"],
  summary: "Take business cards in: vCards, MeCards and photos, many at once",
  description: `Each card is a submission of its own, up to ${MOST_CARDS} at once. Cards as text have their verdict in the answer; photos are kept, and read afterwards. A card that cannot be taken is an entry with its error and not the end of the others. Lambda takes 6 MB at once: about 4.4 MB of photos. Roles: sales.`,
  parameters: [
    parameterRef("IdempotencyKey"),
    query("event", "Where the cards were collected: the campaign of their leads"),
    query("note", "What the salesperson adds"),
    query("owner", "Who gets the leads; without it who sends the cards"),
    query("language", "The language of the people"),
    query("process", "The sales process that the deals are to follow"),
  ],
  requestBody: bodies(),
  responses: {
    202: { description: "One entry for each card", content: { "application/json": { schema: Taken } } },
    ...problems(400, 401, 403, 409, 413, 415, 422, 429),
  },
});

const file = () => ({
  operationId: "submission.file",
  tags: ["submission"],
  "x-roles": roleNames,
  summary: "Get a file of a submission as it came: the photo of a card, an attachment, a whole mail",
  description:
    "The answer leads to the file, which can be fetched for five minutes. Roles: sales, fulfilment, finance.",
  parameters: [
    pathId("id", "SubmissionId"),
    {
      name: "n",
      in: "path",
      required: true,
      description: "0 is the raw submission, 1 the first of its files",
      schema: { type: "integer", minimum: 0, maximum: 50 },
    },
  ],
  responses: {
    302: { description: "Where the file is", headers: { Location: { schema: text } } },
    ...problems(401, 403, 404),
  },
});

/** What may be asked with business cards, and of the files of submissions. */
export function cardOperations(): readonly Operation[] {
  const { cards, file: files } = cardRoutes;
  return [
    [cards.path, cards.method.toLowerCase(), post()],
    [files.path, files.method.toLowerCase(), file()],
  ];
}
