import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  type CreateTableCommandInput,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { TableSpec } from "../model.ts";
import { StartProblem } from "../problem.ts";

type Shape = Pick<
  CreateTableCommandInput & TableDescription,
  "KeySchema" | "AttributeDefinitions" | "StreamSpecification"
> & {
  readonly GlobalSecondaryIndexes?: readonly Index[] | undefined;
  readonly LocalSecondaryIndexes?: readonly Index[] | undefined;
};
type Index = Pick<
  NonNullable<TableDescription["GlobalSecondaryIndexes"]>[number],
  "IndexName" | "KeySchema" | "Projection"
>;

const keys = (schema: Shape["KeySchema"]) =>
  (schema ?? []).map(({ AttributeName, KeyType }) => `${AttributeName}:${KeyType}`).join(",");

const index = ({ IndexName, KeySchema, Projection }: Index) =>
  `${IndexName}(${keys(KeySchema)})${Projection?.ProjectionType ?? "ALL"}${(Projection?.NonKeyAttributes ?? []).toSorted().join(",")}`;

/** All that cannot be changed without writing the table anew, as comparable text per aspect. */
const aspects = (table: Shape): Readonly<Record<string, string>> => ({
  keys: keys(table.KeySchema),
  attributes: (table.AttributeDefinitions ?? [])
    .map(({ AttributeName, AttributeType }) => `${AttributeName}:${AttributeType}`)
    .toSorted()
    .join(","),
  indexes: (table.GlobalSecondaryIndexes ?? []).map(index).toSorted().join(" "),
  "local indexes": (table.LocalSecondaryIndexes ?? []).map(index).toSorted().join(" "),
  stream: table.StreamSpecification?.StreamViewType ?? "none",
});

const refuseChange = (spec: TableSpec, existing: TableDescription) => {
  const wanted = aspects(spec.create);
  const found = aspects(existing);
  for (const [aspect, value] of Object.entries(wanted)) {
    if (value === found[aspect]) continue;
    throw new StartProblem(
      `The table ${spec.name} in the data folder has other ${aspect} (${found[aspect]}) than the template (${value}); move the folder away, or set SALESLINE_DATA to another one`,
    );
  }
};

const describe = async (client: DynamoDBClient, name: string): Promise<TableDescription | undefined> => {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

const setTimeToLive = async (client: DynamoDBClient, name: string, attribute: string) => {
  const current = await client.send(new DescribeTimeToLiveCommand({ TableName: name }));
  if (current.TimeToLiveDescription?.AttributeName === attribute) return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { AttributeName: attribute, Enabled: true },
    }),
  );
};

const provisionTable = async (client: DynamoDBClient, spec: TableSpec) => {
  const existing = await describe(client, spec.name);
  if (existing === undefined) await client.send(new CreateTableCommand(spec.create));
  else refuseChange(spec, existing);
  if (spec.ttlAttribute !== undefined) await setTimeToLive(client, spec.name, spec.ttlAttribute);
};

/** Creates the tables that are missing and keeps those that are there. Throws StartProblem when one has another shape. */
export const provisionTables = async (
  client: DynamoDBClient,
  tables: readonly TableSpec[],
): Promise<void> => {
  for (const table of tables) await provisionTable(client, table);
};
