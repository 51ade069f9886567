import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

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
