import { Ajv2020 } from "ajv/dist/2020.js";
import ajvDraft04 from "ajv-draft-04";
import formats from "ajv-formats";
import type { Draft, Schema } from "../../contracts/schema.ts";

const options = { allErrors: true, strict: true, allowUnionTypes: true } as const;

/** What is wrong with a value by a schema: nothing, or one line for each problem. Whatever the draft does not know is a fault of the schema. */
export function problemsBy(schema: Schema, draft: Draft): (value: unknown) => string[] {
  const ajv = draft === "2020-12" ? new Ajv2020(options) : new ajvDraft04.default(options);
  formats.default(ajv);
  ajv.addKeyword({ keyword: "x-personal-data", schemaType: "boolean" });
  for (const keyword of ["x-since", "x-sunset", "x-instead"])
    ajv.addKeyword({ keyword, schemaType: "string" });
  const validate = ajv.compile(schema);
  return (value) => {
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
