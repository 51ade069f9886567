import { expect, test } from "vitest";
import { resolve, type Scope } from "../../local/template/intrinsics.ts";
import type { Json } from "../../local/template/json.ts";

const names: Readonly<Record<string, Json>> = {
  "AWS::Region": "eu-south-2",
  Table: "journal",
  Ports: ["80", "443"],
};

const scope: Scope = {
  where: "Shop/Till",
  ref: (name) => (name === "AWS::NoValue" ? undefined : (names[name] ?? `<${name}>`)),
  attribute: (id, attribute) => `${id}!${attribute}`,
  imported: (name) => `imported ${name}`,
  condition: (name) => name === "IsLarge",
};

const cases: readonly (readonly [name: string, template: Json, expected: Json | undefined])[] = [
  ["plain values stay as they are", { a: [1, true, null, "x"] }, { a: [1, true, null, "x"] }],
  ["Ref of a resource is its name", { Ref: "Table" }, "journal"],
  ["Ref of a pseudo parameter is its value", { Ref: "AWS::Region" }, "eu-south-2"],
  ["a property without value is left out", { a: { Ref: "AWS::NoValue" }, b: 1 }, { b: 1 }],
  ["a list entry without value is left out", [{ Ref: "AWS::NoValue" }, 1], [1]],
  ["GetAtt takes a list", { "Fn::GetAtt": ["Queue", "Arn"] }, "Queue!Arn"],
  ["GetAtt takes a dotted text", { "Fn::GetAtt": "Nested.Outputs.Name" }, "Nested!Outputs.Name"],
  [
    "Join puts the separator between resolved parts",
    { "Fn::Join": ["/", ["a", { Ref: "Table" }, 3]] },
    "a/journal/3",
  ],
  ["Join of a list that is itself an intrinsic", { "Fn::Join": [":", { "Fn::Split": [",", "a,b"] }] }, "a:b"],
  [
    "Sub replaces names and attributes",
    { "Fn::Sub": "${Table}-${AWS::Region}-${Q.Arn}" },
    "journal-eu-south-2-Q!Arn",
  ],
  [
    "Sub prefers its own variables",
    { "Fn::Sub": ["${Table}+${x}", { Table: "mine", x: { Ref: "Table" } }] },
    "mine+journal",
  ],
  ["Sub leaves ${!literal} alone", { "Fn::Sub": "${!Literal}" }, "${Literal}"],
  ["Select takes a number", { "Fn::Select": [1, ["a", "b"]] }, "b"],
  [
    "Select takes the number as text, of a list that is referred to",
    { "Fn::Select": ["0", { Ref: "Ports" }] },
    "80",
  ],
  ["Split cuts resolved text", { "Fn::Split": ["-", { Ref: "AWS::Region" }] }, ["eu", "south", "2"]],
  [
    "ImportValue asks the other stacks",
    { "Fn::ImportValue": { "Fn::Sub": "Data:${Table}" } },
    "imported Data:journal",
  ],
  ["If takes the first value when it holds", { "Fn::If": ["IsLarge", { Ref: "Table" }, "no"] }, "journal"],
  [
    "If takes the second value when it does not",
    { "Fn::If": ["IsSmall", "yes", { Ref: "AWS::NoValue" }] },
    undefined,
  ],
  [
    "a name that only looks like an intrinsic is data",
    { Ref: "Table", Other: 1 },
    { Ref: "Table", Other: 1 },
  ],
];

test.each(cases)("%s", (_, template, expected) => {
  expect(resolve(template, scope)).toEqual(expected);
});

const faults: readonly (readonly [template: Json, message: RegExp])[] = [
  [{ "Fn::Cidr": ["10.0.0.0/8", 1, 8] }, /^Shop\/Till: Fn::Cidr is not known/],
  [{ deep: [{ "Fn::Transform": { Name: "AWS::Include" } }] }, /^Shop\/Till: Fn::Transform is not known/],
  [{ "Fn::Select": [5, ["a"]] }, /^Shop\/Till: Fn::Select has no value number 5/],
  [{ "Fn::Join": ["-"] }, /^Shop\/Till: Fn::Join needs a list of 2 arguments/],
  [{ "Fn::Sub": { a: 1 } }, /^Shop\/Till: Fn::Sub needs text and variables/],
  [
    { key: "{{resolve:secretsmanager:key}}" },
    /^Shop\/Till: \{\{resolve:secretsmanager:key\}\} is a dynamic reference/,
  ],
];

test.each(faults)("%j cannot be run locally, and the message names the resource", (template, message) => {
  expect(() => resolve(template, scope)).toThrow(message);
});
