import { lead } from "../../../../domain/lead/lead.ts";
import { AnalyseInput } from "../../capture/lists/analyse-import.ts";
import { FileOptions, UploadInput } from "../../capture/lists/create.ts";
import { EXPORT_LIMITS } from "../../capture/lists/export.ts";
import { RowResult, RowVerdict } from "../../capture/lists/results.ts";
import { type ListRoute, listRoutes } from "../../capture/lists/routes.ts";
import { ROW_LIMITS } from "../../capture/lists/rows.ts";
import type { PageLimits } from "../query.ts";
import { schemaRef } from "./names.ts";
import { parameterRef, pathId } from "./parameters.ts";
import { problems } from "./problems.ts";
import { type Schema, schemasOf } from "./schemas.ts";
import type { Operation } from "./writes.ts";

const text: Schema = { type: "string" };
const roles = ["sales", "admin"];
const csv = { "text/csv": { schema: text } };
const link = {
  Link: { description: 'The next page, as <path>; rel="next"; the last page has none', schema: text },
};

function query(name: string, description: string, schema: Schema = text): object {
  return { name, in: "query", required: false, description, schema };
}

function limit({ most, usual }: PageLimits): object {
  return query("limit", "The most rows on a page", {
    type: "integer",
    minimum: 1,
    maximum: most,
    default: usual,
  });
}

function schemas() {
  const sent = schemasOf(
    [
      [UploadInput, { id: "upload" }],
      [FileOptions, { id: "options" }],
      [AnalyseInput, { id: "analyse" }],
    ],
    "input",
  );
  const answered = schemasOf([[RowResult, { id: "row" }]], "output");
  return { sent, row: answered.get("row") ?? {} };
}

/** What is said of all leads of a list stands in the query when the file itself is the body. */
function optionsIn(options: Schema | undefined): object[] {
  return Object.entries(options?.properties ?? {}).map(([name, schema]) =>
    query(name, `${name} of the list, when the file is the body`, typeof schema === "object" ? schema : {}),
  );
}

const upload: Schema = {
  type: "object",
  description: "Where a file that was announced is to be put",
  properties: { method: { type: "string", const: "PUT" }, url: text, expiresInSeconds: { type: "integer" } },
  required: ["method", "url", "expiresInSeconds"],
};

function createOperation({ sent }: ReturnType<typeof schemas>): object {
  const file: Schema = { type: "string", format: "binary" };
  const form: Schema = { type: "object", properties: { file }, required: ["file"] };
  const made: Schema = {
    allOf: [schemaRef("Import"), { type: "object", properties: { upload } }],
  };
  return {
    operationId: "import.create",
    summary: "Begin a list: send the file itself, or announce a larger one as JSON",
    description:
      "A file in the body is analysed at once. application/octet-stream keeps its exact bytes; text/csv must be UTF-8, because an HTTP API reads text as UTF-8. The answer to JSON says where to put the file; ask for its analysis then. Roles: sales.",
    parameters: [parameterRef("IdempotencyKey"), ...optionsIn(sent.get("options"))],
    requestBody: {
      required: true,
      content: {
        "text/csv": { schema: text },
        "application/octet-stream": { schema: file },
        "multipart/form-data": { schema: form },
        "application/json": { schema: sent.get("upload") ?? {} },
      },
    },
    responses: {
      201: { description: "The list", content: { "application/json": { schema: made } } },
      ...problems(400, 401, 403, 409, 413, 415, 422, 429),
    },
  };
}

function analyseOperation({ sent }: ReturnType<typeof schemas>): object {
  return {
    operationId: "import.analyse",
    summary: "Read the uploaded file: encoding, delimiter, columns and what each is read as",
    description:
      "Say encoding, delimiter or hasHeader where the guess is wrong. Possible until the list is started. Roles: sales.",
    parameters: [pathId("id", "ImportId"), parameterRef("IfMatch"), parameterRef("IdempotencyKey")],
    requestBody: { required: false, content: { "application/json": { schema: sent.get("analyse") ?? {} } } },
    responses: {
      200: { description: "The list", content: { "application/json": { schema: schemaRef("Import") } } },
      ...problems(400, 401, 403, 404, 409, 412, 413, 415, 422, 429),
    },
  };
}

function rowsOperation({ row }: ReturnType<typeof schemas>): object {
  const page: Schema = {
    type: "object",
    properties: { phase: text, items: { type: "array", items: row }, cursor: text },
    required: ["phase", "items"],
  };
  return {
    operationId: "import.rows",
    summary: "Read what became of each row of a list, or would",
    description:
      "A page may be empty and still have a cursor, when rows of a verdict are rare. As CSV each row has its original columns, then row, verdict, reason and lead.",
    parameters: [
      pathId("id", "ImportId"),
      query("phase", "The last check, or the run", { type: "string", enum: ["check", "run"] }),
      query("verdict", "Only rows with this verdict", { type: "string", enum: RowVerdict.options }),
      limit(ROW_LIMITS),
      parameterRef("Cursor"),
      query("format", "json when left out", { type: "string", enum: ["json", "csv"] }),
    ],
    responses: {
      200: {
        description: "Some rows",
        headers: link,
        content: { "application/json": { schema: page }, ...csv },
      },
      ...problems(400, 401, 403, 404, 409),
    },
  };
}

function exportOperation(): object {
  return {
    operationId: "lead.export",
    summary: "Read leads as CSV, newest first, page by page",
    description:
      "All fields, in UTF-8. A cell that a spreadsheet would calculate or change has an apostrophe before it, also a phone number; our import takes it away again. Only the first page names the columns: all pages one after the other are one file.",
    parameters: [
      query("status", "Only those in this status", { type: "string", enum: [...lead.statuses] }),
      query("bom", "true writes a byte order mark, by which Excel knows UTF-8", {
        type: "string",
        enum: ["true", "false"],
      }),
      query("delimiter", "comma when left out", { type: "string", enum: ["comma", "semicolon", "tab"] }),
      limit(EXPORT_LIMITS),
      parameterRef("Cursor"),
    ],
    responses: {
      200: { description: "Some leads", headers: link, content: csv },
      ...problems(400, 401, 403),
    },
  };
}

/** What may be asked of lists beside the actions of an import. */
export function listOperations(): readonly Operation[] {
  const made = schemas();
  const all: Readonly<Record<ListRoute["entry"], object>> = {
    "capture-create-import": createOperation(made),
    "capture-analyse-import": analyseOperation(made),
    "capture-import-rows": rowsOperation(made),
    "capture-export-leads": exportOperation(),
  };
  return listRoutes.map(({ path, method, entry }): Operation => {
    const tags = [entry === "capture-export-leads" ? "lead" : "import"];
    return [path, method.toLowerCase(), { tags, "x-roles": roles, ...all[entry] }];
  });
}
