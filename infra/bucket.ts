import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { KEPT_DAYS } from "../functions/runtime/export/kept.ts";

/**
 * The bucket of what comes in: mails, cards, attachments, lists. Kept when its stack is removed. Uploads that were begun
 * and never ended are cleared; nothing else is ever deleted by itself.
 */
export function createIntakeBucket(scope: Construct): Bucket {
  const bucket = new Bucket(scope, "Intake", {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
  });
  Validations.of(bucket).acknowledge({
    id: "AwsSolutions-S1",
    reason:
      "Every write is a submission in the journal, with its key; access logs would hold the same once more",
  });
  return bucket;
}

/**
 * The bucket of what the stream gave up: each batch whole, with why. The journal has the same events for ever, so these
 * are papers of an accident, kept for as long as the logs that tell of it.
 */
export function createGivenUpBucket(scope: Construct): Bucket {
  const bucket = new Bucket(scope, "GivenUp", {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [{ expiration: Duration.days(90) }],
  });
  Validations.of(bucket).acknowledge({
    id: "AwsSolutions-S1",
    reason: "Only the event source of the publisher writes here, and each time an alarm rings",
  });
  return bucket;
}

/**
 * The bucket of exports. The journal has the same events for ever, and they are about people: nobody needs these files
 * for longer than it takes to fetch them.
 */
export function createExportBucket(scope: Construct): Bucket {
  const bucket = new Bucket(scope, "Exports", {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [
      { expiration: Duration.days(KEPT_DAYS), abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
  });
  Validations.of(bucket).acknowledge({
    id: "AwsSolutions-S1",
    reason:
      "Each export is a record with who asked for it, and the log of the API says who asked for its files",
  });
  return bucket;
}
