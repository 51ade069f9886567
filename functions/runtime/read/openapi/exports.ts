import { roleNames } from "../../../../domain/kernel/role.ts";
import { records } from "../../../../domain/stages.ts";
import { URL_SECONDS } from "../../export/export-files.ts";
import { KEPT_DAYS } from "../../export/kept.ts";
import { FILE_LIMITS } from "../../export/list-files.ts";
import { type ExportRoute, exportRoutes } from "../../export/routes.ts";
import type { PageLimits } from "../query.ts";
import { pascal, schemaRef } from "./names.ts";
import { parameterRef, pathId } from "./parameters.ts";
import { problems } from "./problems.ts";
import type { Schema } from "./schemas.ts";
import type { Operation } from "./writes.ts";

const text: Schema = { type: "string" };

function query(name: string, description: string, schema: Schema): object {
  return { name, in: "query", required: false, description, schema };
}

function limit({ most, usual }: PageLimits): object {
  const schema: Schema = { type: "integer", minimum: 1, maximum: most, default: usual };
  return query("limit", "The most entries on a page", schema);
}

function ok(description: string, schema: Schema): Record<string, object> {
  return { 200: { description, content: { "application/json": { schema } } } };
}

const snapshot: Schema = {
  type: "object",
  properties: {
    records: { type: "array", items: { oneOf: records.map(({ name }) => schemaRef(pascal(name))) } },
    position: { ...text, description: "Of the feed: the same on each page; follow it from here on" },
    cursor: text,
  },
  required: ["records", "position"],
};

const files: Schema = {
  type: "object",
  properties: {
    status: { type: "string", enum: ["running", "done"] },
    items: {
      type: "array",
      items: {
        type: "object",
        properties: {
          name: { ...text, examples: ["manifest.json", "part-00001.ndjson.gz"] },
          url: { type: "string", format: "uri" },
        },
        required: ["name", "url"],
      },
    },
    expiresInSeconds: { type: "integer", const: URL_SECONDS },
    cursor: text,
  },
  required: ["status", "items", "expiresInSeconds"],
};

const all: Readonly<Record<ExportRoute["entry"], object>> = {
  "read-snapshot": {
    operationId: "snapshot",
    tags: ["snapshot"],
    "x-roles": roleNames,
    summary: "Read all records, and from where on to follow the feed",
    description:
      "Each record is at least as new as the position. Read all pages, then follow the feed from the position on, and leave out each event whose `seq` is at most the `version` that you have of its record: nothing is missing and nothing comes twice. A page may be empty and still have a cursor, where records of a stage are rare.",
    parameters: [
      query("stage", "Only records of this stage; say it for each page", {
        type: "string",
        enum: records.map(({ name }) => name),
      }),
      parameterRef("ListLimit"),
      parameterRef("Cursor"),
    ],
    responses: { ...ok("Some records", snapshot), ...problems(400, 401, 403) },
  },
  "read-export-files": {
    operationId: "export.files",
    tags: ["export"],
    "x-roles": ["admin"],
    summary: "Read from where the files of an export can be had, for five minutes",
    description: `The manifest comes first, once the export is done; of one that is running there are the parts that are written. Files are kept for ${KEPT_DAYS} days. Roles: admin.`,
    parameters: [pathId("id", "ExportId"), limit(FILE_LIMITS), parameterRef("Cursor")],
    responses: { ...ok("Some files", files), ...problems(400, 401, 403, 404, 409) },
  },
};

/** What may be asked of exports beside their actions, and the snapshot. */
export function exportOperations(): readonly Operation[] {
  return exportRoutes.map(({ path, method, entry }): Operation => [path, method.toLowerCase(), all[entry]]);
}
