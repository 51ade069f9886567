import * as z from "zod";
import type { TableSpec } from "../model.ts";
import type { Resource, World } from "./world.ts";

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));
const Index = z.object({
  IndexName: z.string(),
  KeySchema,
  Projection: z.object({
    ProjectionType: z.enum(["ALL", "KEYS_ONLY", "INCLUDE"]).default("ALL"),
    NonKeyAttributes: z.array(z.string()).exactOptional(),
  }),
});
const Properties = z.object({
  KeySchema,
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) }),
  ),
  GlobalSecondaryIndexes: z.array(Index).default([]),
  LocalSecondaryIndexes: z.array(Index).default([]),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"]) })
    .optional(),
  TimeToLiveSpecification: z
    .object({ AttributeName: z.string().optional(), Enabled: z.coerce.boolean() })
    .optional(),
});

const tableOf = (resource: Resource): TableSpec => {
  const table = resource.read(Properties);
  const ttl = table.TimeToLiveSpecification;
  return {
    name: resource.name,
    create: {
      TableName: resource.name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: table.KeySchema,
      AttributeDefinitions: table.AttributeDefinitions,
      ...(table.GlobalSecondaryIndexes.length > 0 && {
        GlobalSecondaryIndexes: table.GlobalSecondaryIndexes,
      }),
      ...(table.LocalSecondaryIndexes.length > 0 && { LocalSecondaryIndexes: table.LocalSecondaryIndexes }),
      ...(table.StreamSpecification && {
        StreamSpecification: {
          StreamEnabled: true,
          StreamViewType: table.StreamSpecification.StreamViewType,
        },
      }),
    },
    ttlAttribute: ttl?.Enabled === true ? ttl.AttributeName : undefined,
  };
};

/** The tables of the templates. */
export const tablesOf = (world: World): TableSpec[] =>
  world.ofType("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable").map(tableOf);
