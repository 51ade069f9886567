import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetRecordsCommand, GetShardIteratorCommand } from "@aws-sdk/client-dynamodb-streams";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDataFolder } from "../../local/data/folder.ts";
import { startEngines, type Engines } from "../../local/engines/engines.ts";
import { openStreamRecords } from "../../local/engines/stream-records.ts";
import type { QueueSpec, TableSpec } from "../../local/model.ts";
import { clientOptions } from "../../local/provision/client.ts";
import { provisionQueues } from "../../local/provision/queues.ts";
import { provisionTables } from "../../local/provision/tables.ts";
import { processesWith, remainingProcesses } from "./processes.ts";

const region = "us-east-1";
const table: TableSpec = {
  name: "journal",
  create: {
    TableName: "journal",
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
  },
  ttlAttribute: "expires",
};
const queueAt = (engines: Engines, attributes: Readonly<Record<string, string>> = {}): QueueSpec => ({
  name: "orders",
  arn: `arn:aws:sqs:${region}:000000000000:orders`,
  url: `${engines.sqs}/000000000000/orders`,
  attributes,
});

let folder: string;
const running: Engines[] = [];
const start = async (environment: Readonly<Record<string, string>> = {}) => {
  const engines = await startEngines(openDataFolder(folder), environment);
  running.push(engines);
  return {
    engines,
    tables: new DynamoDBClient(clientOptions(engines.dynamodb, region)),
    queues: new SQSClient(clientOptions(engines.sqs, region)),
  };
};
const put = (tables: DynamoDBClient, pk: string) =>
  tables.send(new PutItemCommand({ TableName: "journal", Item: { pk: { S: pk } } }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "salesline-engines-"));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((engines) => engines.stop()));
  rmSync(folder, { recursive: true, force: true });
});

/** Sequence numbers in the table's stream, oldest first. */
const streamOf = async (engines: Engines) => {
  const client = new DynamoDBStreamsClient(clientOptions(engines.dynamodb, region));
  const { Streams } = await client.send(new ListStreamsCommand({ TableName: "journal" }));
  const StreamArn = Streams?.[0]?.StreamArn;
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
  const iterator = await client.send(
    new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
  );
  const { Records } = await client.send(new GetRecordsCommand({ ShardIterator: iterator.ShardIterator }));
  return (Records ?? []).map(({ dynamodb }) => Number(dynamodb?.SequenceNumber));
};

describe("what was answered is kept", () => {
  test("an item and a message are there after an orderly end and a start on other ports", async () => {
    const first = await start();
    await provisionTables(first.tables, [table]);
    await provisionQueues(first.queues, [queueAt(first.engines)]);
    await put(first.tables, "one");
    await first.queues.send(
      new SendMessageCommand({ QueueUrl: queueAt(first.engines).url, MessageBody: "hello" }),
    );
    await first.engines.stop();

    const second = await start();
    await provisionTables(second.tables, [table]);
    await provisionQueues(second.queues, [queueAt(second.engines)]);
    const item = await second.tables.send(
      new GetItemCommand({ TableName: "journal", Key: { pk: { S: "one" } } }),
    );
    const { Messages } = await second.queues.send(
      new ReceiveMessageCommand({ QueueUrl: queueAt(second.engines).url }),
    );
    expect(item.Item).toEqual({ pk: { S: "one" } });
    expect(Messages?.map(({ Body }) => Body)).toEqual(["hello"]);
  });

  test("everything survives a kill of all processes, and the folder is free again", async () => {
    const first = await start();
    await provisionTables(first.tables, [table]);
    await provisionQueues(first.queues, [queueAt(first.engines)]);
    await put(first.tables, "one");
    await first.queues.send(
      new SendMessageCommand({ QueueUrl: queueAt(first.engines).url, MessageBody: "hello" }),
    );
    for (const pid of processesWith(folder)) process.kill(pid, "SIGKILL");
    await first.engines.broken;

    const second = await start();
    const item = await second.tables.send(
      new GetItemCommand({ TableName: "journal", Key: { pk: { S: "one" } } }),
    );
    const { Messages } = await second.queues.send(
      new ReceiveMessageCommand({ QueueUrl: queueAt(second.engines).url }),
    );
    expect(item.Item).toEqual({ pk: { S: "one" } });
    expect(Messages?.map(({ Body }) => Body)).toEqual(["hello"]);
  });

  test("a queue of an earlier start gets the attributes of the present template", async () => {
    const { engines, queues } = await start();
    await provisionQueues(queues, [queueAt(engines, { VisibilityTimeout: "30" })]);
    await queues.send(new SendMessageCommand({ QueueUrl: queueAt(engines).url, MessageBody: "hello" }));
    await provisionQueues(queues, [queueAt(engines, { VisibilityTimeout: "0" })]);
    const receive = () => queues.send(new ReceiveMessageCommand({ QueueUrl: queueAt(engines).url }));
    expect((await receive()).Messages).toHaveLength(1);
    expect((await receive()).Messages).toHaveLength(1);
  });

  test("a table of another shape is refused, naming it and what to do", async () => {
    const { tables } = await start();
    await provisionTables(tables, [table]);
    const other = {
      ...table,
      create: { ...table.create, KeySchema: [{ AttributeName: "id", KeyType: "HASH" as const }] },
    };
    await expect(provisionTables(tables, [other])).rejects.toThrow(
      /^The table journal in the data folder has other keys \(pk:HASH\) than the template \(id:HASH\); .*SALESLINE_DATA/,
    );
  });
});

describe("stream records", () => {
  test("trimming removes what is older and keeps the newest, so that numbers go on", async () => {
    const { engines, tables } = await start();
    await provisionTables(tables, [table]);
    for (const pk of ["a", "b", "c", "d"]) await put(tables, pk);
    const records = openStreamRecords(join(folder, "tables.db"));
    expect(records.trim("journal", "3")).toBe(2);
    expect(await streamOf(engines)).toEqual([3, 4]);
    expect(records.trim("journal", "99")).toBe(1);
    records.close();
    await put(tables, "e");
    expect(await streamOf(engines)).toEqual([4, 5]);
  });
});

describe("nobody else", () => {
  test("the engines are reachable from this machine only", async () => {
    const { engines } = await start();
    const port = (url: string) => Number(new URL(url).port).toString(16).toUpperCase().padStart(4, "0");
    const listening = readFileSync("/proc/net/tcp", "utf8")
      .split("\n")
      .filter((line) => line.includes(" 0A "));
    for (const url of [engines.dynamodb, engines.sqs]) {
      const addresses = listening.flatMap((line) => /^ *\d+: (\w+:\w+) /.exec(line)?.[1] ?? []);
      expect(addresses.filter((address) => address.endsWith(`:${port(url)}`))).toEqual([
        `0100007F:${port(url)}`,
      ]);
    }
  });

  test("a throw-away folder is gone after the end", async () => {
    const memory = openDataFolder("memory");
    const engines = await startEngines(memory, {});
    await engines.stop();
    expect(() => readFileSync(memory.log)).toThrow("ENOENT");
  });
});

describe("what goes wrong is said in one line", () => {
  const lineOf = async (environment?: Readonly<Record<string, string>>) => {
    const line = await start(environment).then(
      () => "it started",
      (error: unknown) => (error instanceof Error ? error.message : ""),
    );
    expect(line).not.toContain("\n");
    expect(await remainingProcesses(folder, 1000)).toEqual([]);
    return line;
  };

  test("tables that were cut off in the middle", async () => {
    const { engines, tables } = await start();
    await provisionTables(tables, [table]);
    for (let n = 0; n < 50; n += 1) await put(tables, `item ${n}`);
    await engines.stop();
    const whole = readFileSync(join(folder, "tables.db"));
    writeFileSync(join(folder, "tables.db"), whole.subarray(0, 4096 * 5));
    expect(await lineOf()).toMatch(/tables\.db is damaged .*move the folder away/);
  });

  test("garbage instead of the queues", async () => {
    openDataFolder(join(folder, "queues"));
    writeFileSync(join(folder, "queues", "fauxqs.db"), "garbage".repeat(1000));
    expect(await lineOf()).toMatch(/fauxqs\.db is damaged .*move the folder away/);
  });

  test("an engine that ends at once", async () => {
    expect(await lineOf({ SALESLINE_ENGINE: "/bin/false" })).toMatch(/engine \/bin\/false does not start/);
  });
});

test("when an engine dies while running, the system learns of it and nothing is left", async () => {
  const { engines } = await start();
  const [engine] = processesWith(`--db-path\0${folder}`);
  process.kill(engine ?? 0, "SIGKILL");
  expect(await engines.broken).toMatch(/DynamoDB engine ended by itself/);
  expect(engines.isUp()).toBe(false);
  expect(await remainingProcesses(folder, 1000)).toEqual([]);
});
