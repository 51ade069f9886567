import { RemovalPolicy, type Stack } from "aws-cdk-lib";
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  type ITableV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import { table as keys } from "../functions/runtime/keys.ts";

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** What an index keeps of an item beside its keys; nothing more means that the items are then read from the table. */
function index(
  of: { readonly index: string; readonly pk: string; readonly sk: string },
  nonKeyAttributes: readonly string[],
): GlobalSecondaryIndexPropsV2 {
  return {
    indexName: of.index,
    partitionKey: text(of.pk),
    sortKey: text(of.sk),
    ...(nonKeyAttributes.length === 0
      ? { projectionType: ProjectionType.KEYS_ONLY }
      : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...nonKeyAttributes] }),
  };
}

/** The table that the functions work on: the one of its stack, or one that was restored. */
export type JournalTable = TableV2 | ITableV2;

/** The journal: records, events, receipts and series in one table, kept when its stack is removed. */
function createTable(scope: Construct): TableV2 {
  return new TableV2(scope, "Journal", {
    partitionKey: text(keys.pk),
    sortKey: text(keys.sk),
    globalSecondaryIndexes: [
      index(keys.board, []),
      index(keys.deal, ["envelope"]),
      index(keys.account, ["dealId", "createdAt", "updatedAt"]),
    ],
    billing: Billing.onDemand(),
    // Free of a monthly fee, unlike a key of one's own, and its use is in CloudTrail, unlike DynamoDB's.
    encryption: TableEncryptionV2.awsManagedKey(),
    // An event is an inserted item and never changes: the new image is all that there is to publish.
    dynamoStream: StreamViewType.NEW_IMAGE,
    timeToLiveAttribute: keys.ttl,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

/** The table of a stream: its name is in the ARN. */
const TABLE_OF = /^(?<arn>.+:table\/(?<name>[^/]+))\/stream\/.+$/;

/**
 * The journal: the table of the stack, or the restored one that has this stream. Then the first one stays as it is, and
 * so do its exports: the other stacks let go of them one by one while they are deployed.
 */
export function journalOf(stack: Stack, restoredStream: string): JournalTable {
  const made = createTable(stack);
  const { arn: tableArn } = TABLE_OF.exec(restoredStream)?.groups ?? {};
  if (tableArn === undefined) return made;
  for (const value of [made.tableArn, made.tableName, made.tableStreamArn]) {
    if (value !== undefined) stack.exportValue(value);
  }
  const indexes = [keys.board, keys.deal, keys.account].map(({ index: name }) => name);
  return TableV2.fromTableAttributes(stack, "Restored", {
    tableArn,
    tableStreamArn: restoredStream,
    globalIndexes: indexes,
  });
}

/** The name of the restored table, for tools that find the journal by what is deployed; undefined when there is none. */
export function restoredTable(restoredStream: string): string | undefined {
  return TABLE_OF.exec(restoredStream)?.groups?.["name"];
}
