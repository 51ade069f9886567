import { RemovalPolicy } from "aws-cdk-lib";
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
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

/** The journal: records, events, receipts and series in one table, kept when its stack is removed. */
export function createTable(scope: Construct): TableV2 {
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
