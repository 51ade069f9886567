/** Types that become part of the running system. */
const run: ReadonlySet<string> = new Set([
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::Authorizer",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::Cognito::UserPool",
  "AWS::Cognito::UserPoolClient",
  "AWS::DynamoDB::GlobalTable",
  "AWS::DynamoDB::Table",
  "AWS::Events::EventBus",
  "AWS::Events::Rule",
  "AWS::KMS::Key",
  "AWS::Lambda::Alias",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Lambda::Function",
  "AWS::Lambda::Version",
  "AWS::S3::Bucket",
  "AWS::SES::ReceiptRule",
  "AWS::SES::ReceiptRuleSet",
  "AWS::SNS::Subscription",
  "AWS::SNS::Topic",
  "AWS::SQS::Queue",
  "AWS::Scheduler::ScheduleGroup",
]);

/** Permissions, keys, notes, schemas that only developers read, and how often is tried what the clock brings again anyway: they change nothing of what the system does on one machine. */
const silent: readonly string[] = [
  "AWS::CDK::",
  "AWS::IAM::",
  "AWS::KMS::",
  "AWS::Logs::",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::Permission",
  "AWS::SQS::QueuePolicy",
  "AWS::S3::BucketPolicy",
  "AWS::Events::EventBusPolicy",
  "AWS::EventSchemas::",
  "AWS::SNS::TopicPolicy",
  "AWS::Cognito::UserPoolGroup",
];

/** Watching, keeping and guarding: without them the system does the same, so they are only named at the start. */
const harmless: readonly string[] = [
  "AWS::ApplicationInsights::",
  "AWS::Backup::",
  "AWS::Budgets::",
  "AWS::CloudWatch::",
  "AWS::CodeDeploy::",
  "AWS::Cognito::UserPoolDomain",
  "AWS::Cognito::UserPoolResourceServer",
  "AWS::Events::Archive",
  "AWS::ResourceGroups::",
  "AWS::SNS::",
  "AWS::SSM::Parameter",
  "AWS::ServiceCatalogAppRegistry::",
  "AWS::WAFv2::",
  "AWS::XRay::",
  "AWS::CloudFormation::CustomResource",
  "Custom::",
];

const startsWithOneOf = (type: string, prefixes: readonly string[]) =>
  prefixes.some((prefix) => type.startsWith(prefix));

/** What happens locally to a resource of this type: it runs, it needs nothing, it is left out and named, or it is not known. */
export const fateOf = (type: string): "runs" | "silent" | "left-out" | "unknown" => {
  if (run.has(type)) return "runs";
  if (startsWithOneOf(type, silent)) return "silent";
  return startsWithOneOf(type, harmless) ? "left-out" : "unknown";
};
