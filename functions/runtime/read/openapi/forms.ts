import { clickIdNames, consentName, HONEYPOT, own, utmNames } from "../../../../domain/form/names.ts";
import { type FormRoute, formRoutes } from "../../capture/forms/routes.ts";
import { embedOperation, pageOperation, preflightOperation } from "./form-pages.ts";
import { parameterRef, pathId } from "./parameters.ts";
import { problems } from "./problems.ts";
import type { Schema } from "./schemas.ts";
import type { Operation } from "./writes.ts";

const text: Schema = { type: "string" };
const html = { "text/html": { schema: text } };

const Posted: Schema = {
  type: "object",
  description: `The fields of the form by their names, and what the page knows: ${Object.keys(utmNames).join(", ")}, click ids (${clickIdNames.slice(0, 3).join(", ")} and others). What the form does not ask for is kept as it was sent.`,
  properties: {
    [consentName("privacy")]: {
      ...text,
      description: "A consent that was given, by its id: the version of its text",
    },
    [own.nonce]: {
      ...text,
      description: "The same for every try to send one filled-in form: tries are one submission",
    },
    [own.shown]: { ...text, description: "When the form was shown, as the challenge says it" },
    [own.page]: { ...text, description: "The page that the form is on" },
    [own.referrer]: { ...text, description: "Where its visitor came from" },
    [own.landingPage]: { ...text, description: "The first page of the visit" },
    [own.language]: { ...text, description: "The language of the page", examples: ["vi"] },
    [own.altcha]: { ...text, description: "The solution of the challenge, where the form asks for one" },
    [own.turnstile]: { ...text, description: "The token of Turnstile, where the form asks for one" },
    [HONEYPOT]: { ...text, description: "Left empty by people, who do not see it" },
  },
  additionalProperties: true,
};

const Receipt: Schema = {
  type: "object",
  properties: {
    receipt: { ...text, examples: ["sub_01KAQ6Z3V9T4M0T3R5D9WXYZAB"], description: "Names what was sent" },
    confirmation: { type: "boolean", description: "Its visitor is asked by mail to confirm the address" },
    message: { ...text, description: "What the form says when it was sent" },
    redirect: { ...text, description: "Where the form leads when it was sent" },
  },
  required: ["receipt", "confirmation"],
};

const Ticket: Schema = {
  type: "object",
  properties: {
    shown: { ...text, description: "Posted as _shown" },
    altcha: { type: "object", description: "A challenge of ALTCHA: its solution is posted as altcha" },
  },
  required: ["shown"],
};

const everybody = { tags: ["form"], security: [], parameters: [pathId("formId", "FormId")] };

function content(schema: Schema): object {
  return {
    "application/x-www-form-urlencoded": { schema },
    "multipart/form-data": { schema },
    "application/json": { schema },
  };
}

const query = (name: string, description: string) => ({
  name,
  in: "query",
  required: true,
  description,
  schema: text,
});
const link = [
  query("s", "The submission"),
  query("e", "Until when the link is good"),
  query("t", "The proof that the link is ours"),
];
const confirmPages = {
  200: { description: "A page: it asks, or says that the address is confirmed", content: html },
  400: { description: "A page: the link is not complete", content: html },
  410: { description: "A page: the link is no longer good, or there is nothing to confirm", content: html },
  ...problems(404),
};

const operations: Readonly<Record<FormRoute["entry"], (route: FormRoute) => object>> = {
  "capture-form": () => ({
    ...everybody,
    parameters: [...everybody.parameters, parameterRef("IdempotencyKey")],
    operationId: "form.send",
    summary: "Send a form: anybody may, from its own page and from the origins that the form names",
    description:
      "Who accepts JSON gets a receipt; a browser is led on. The answer says nothing of the verdict. A file has at most 5 MB, a whole post about 4.2 MB.",
    requestBody: { required: true, content: content(Posted) },
    responses: {
      202: { description: "It is here", content: { "application/json": { schema: Receipt } } },
      303: {
        description: "It is here: on to the page that says so",
        headers: { Location: { schema: text } },
      },
      ...problems(400, 403, 404, 413, 415, 422, 429),
    },
  }),
  "capture-challenge": () => ({
    ...everybody,
    operationId: "form.challenge",
    summary: "Read what a script shows a form with, for one submission",
    responses: {
      200: {
        description: "A stamp of the time, and a challenge where the form asks for one",
        content: { "application/json": { schema: Ticket } },
      },
      ...problems(403, 404),
    },
  }),
  "capture-confirm": ({ method }) => ({
    ...everybody,
    parameters: [...everybody.parameters, ...link],
    operationId: method === "GET" ? "form.ask-confirmation" : "form.confirm",
    summary:
      method === "GET"
        ? "Show the page on which a visitor confirms an address"
        : "Confirm that an address is its visitor's",
    responses: confirmPages,
  }),
  "capture-page": ({ method, path }) => ({
    ...everybody,
    ...(method === "OPTIONS" ? preflightOperation(path) : pageOperation),
  }),
  "capture-embed": () => ({ ...everybody, ...embedOperation }),
};

/** What visitors may ask of forms. */
export function formOperations(): readonly Operation[] {
  return formRoutes.map((route): Operation => [
    route.path,
    route.method.toLowerCase(),
    operations[route.entry](route),
  ]);
}
