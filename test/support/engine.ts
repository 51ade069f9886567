import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  type GlobalSecondaryIndex,
} from "@aws-sdk/client-dynamodb";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { table } from "../../functions/runtime/keys.ts";
import { engineBinary } from "../../local/engines/binary.ts";
import { startDynoxide } from "../../local/engines/dynoxide.ts";

/** A real DynamoDB engine of its own for a test file. */
export interface Engine {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  stop(): Promise<void>;
}

/** A client of an engine on this machine. */
export function localClient(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return new DynamoDBClient({ endpoint, region: "us-east-1", credentials });
}

/** Starts an engine in a throw-away folder. */
export async function startEngine(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), "salesline-test-"));
  const engine = await startDynoxide({
    binary: engineBinary(undefined),
    database: join(folder, "tables.db"),
    log: join(folder, "engine.log"),
  });
  const client = localClient(engine.endpoint);
  return {
    endpoint: engine.endpoint,
    client,
    async stop() {
      client.destroy();
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function index(
  of: { index: string; pk: string; sk: string },
  attributes: readonly string[],
): GlobalSecondaryIndex {
  return {
    IndexName: of.index,
    KeySchema: [
      { AttributeName: of.pk, KeyType: "HASH" },
      { AttributeName: of.sk, KeyType: "RANGE" },
    ],
    Projection:
      attributes.length === 0
        ? { ProjectionType: "KEYS_ONLY" }
        : { ProjectionType: "INCLUDE", NonKeyAttributes: [...attributes] },
  };
}

/** Creates the journal's table, keyed and indexed as the deployed one. */
export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  const keys = [
    table.pk,
    table.sk,
    ...[table.board, table.deal, table.account].flatMap(({ pk, sk }) => [pk, sk]),
  ];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [
        { AttributeName: table.pk, KeyType: "HASH" },
        { AttributeName: table.sk, KeyType: "RANGE" },
      ],
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      GlobalSecondaryIndexes: [
        index(table.board, []),
        index(table.deal, ["envelope"]),
        index(table.account, ["dealId", "createdAt", "updatedAt"]),
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    }),
  );
}

/** Removes a table. */
export async function dropTable(client: DynamoDBClient, name: string): Promise<void> {
  await client.send(new DeleteTableCommand({ TableName: name }));
}
