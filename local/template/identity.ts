import { createHash } from "node:crypto";

/** Where the templates are "deployed" to on this machine. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** Base URL of the queue engine; a queue's URL is `<queueEndpoint>/<account>/<name>`. */
  readonly queueEndpoint: string;
  /** Base URL of the HTTP API. */
  readonly apiUrl: string;
}

/** What Ref and Fn::GetAtt give for one resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

interface Kind {
  /** The property that holds a name given in the template. */
  readonly nameProperty?: string;
  /** Longest name the service takes; longer generated names are cut and hashed. */
  readonly longest?: number;
  readonly identity?: (name: string, place: Place) => Identity;
}

const arn = (service: string, { region, account }: Place, resource: string) =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

const table: Kind = {
  nameProperty: "TableName",
  longest: 255,
  identity: (name, place) => {
    const Arn = arn("dynamodb", place, `table/${name}`);
    return { ref: name, attributes: { Arn, StreamArn: `${Arn}/stream/local`, TableId: name } };
  },
};

const queue: Kind = {
  nameProperty: "QueueName",
  longest: 75,
  identity: (name, place) => {
    const url = `${place.queueEndpoint}/${place.account}/${name}`;
    return { ref: url, attributes: { Arn: arn("sqs", place, name), QueueName: name, QueueUrl: url } };
  },
};

const bus: Kind = {
  nameProperty: "Name",
  identity: (name, place) => ({
    ref: name,
    attributes: { Name: name, Arn: arn("events", place, `event-bus/${name}`) },
  }),
};

const rule: Kind = {
  nameProperty: "Name",
  identity: (name, place) => ({ ref: name, attributes: { Arn: arn("events", place, `rule/${name}`) } }),
};

const scheduleGroup: Kind = {
  nameProperty: "Name",
  longest: 64,
  identity: (name, place) => ({
    ref: name,
    attributes: { Arn: arn("scheduler", place, `schedule-group/${name}`) },
  }),
};

const lambda: Kind = {
  nameProperty: "FunctionName",
  longest: 64,
  identity: (name, place) => ({ ref: name, attributes: { Arn: arn("lambda", place, `function:${name}`) } }),
};

const api: Kind = {
  identity: (name, { apiUrl }) => ({ ref: name, attributes: { ApiId: name, ApiEndpoint: apiUrl } }),
};

const userPool: Kind = {
  identity: (name, place) => {
    const id = `${place.region}_${name.replaceAll(/[^A-Za-z0-9]/g, "")}`;
    const ProviderName = `cognito-idp.${place.region}.amazonaws.com/${id}`;
    const Arn = arn("cognito-idp", place, `userpool/${id}`);
    return {
      ref: id,
      attributes: { UserPoolId: id, ProviderName, ProviderURL: `https://${ProviderName}`, Arn },
    };
  },
};

const bucket: Kind = {
  nameProperty: "BucketName",
  longest: 63,
  identity: (name, { region }) => {
    const ref = name.toLowerCase();
    const DomainName = `${ref}.s3.amazonaws.com`;
    const RegionalDomainName = `${ref}.s3.${region}.amazonaws.com`;
    return { ref, attributes: { Arn: `arn:aws:s3:::${ref}`, DomainName, RegionalDomainName } };
  },
};

const topic: Kind = {
  nameProperty: "TopicName",
  longest: 256,
  identity: (name, place) => {
    const TopicArn = arn("sns", place, name);
    return { ref: TopicArn, attributes: { TopicArn, TopicName: name } };
  },
};

const key: Kind = {
  identity: (name, place) => {
    const Arn = arn("kms", place, `key/${name}`);
    return { ref: name, attributes: { Arn, KeyId: name } };
  },
};

const kinds: ReadonlyMap<string, Kind> = new Map([
  ["AWS::DynamoDB::Table", table],
  ["AWS::DynamoDB::GlobalTable", table],
  ["AWS::SES::ReceiptRuleSet", { nameProperty: "RuleSetName" }],
  ["AWS::SNS::Topic", topic],
  ["AWS::SQS::Queue", queue],
  ["AWS::Events::EventBus", bus],
  ["AWS::Events::Rule", rule],
  ["AWS::Scheduler::ScheduleGroup", scheduleGroup],
  ["AWS::KMS::Key", key],
  ["AWS::Lambda::Function", lambda],
  ["AWS::ApiGatewayV2::Api", api],
  ["AWS::ApiGatewayV2::Stage", { nameProperty: "StageName" }],
  ["AWS::Cognito::UserPool", userPool],
  ["AWS::S3::Bucket", bucket],
  ["AWS::Logs::LogGroup", { nameProperty: "LogGroupName" }],
  ["AWS::IAM::Role", { nameProperty: "RoleName" }],
]);

/** The property of this resource type in which a template gives a name of its own. */
export const namePropertyOf = (type: string): string | undefined => kinds.get(type)?.nameProperty;

/** A name for what the template leaves unnamed: the same at every start, within the service's length. */
export const generatedName = (type: string, stack: string, logicalId: string): string => {
  const name = `${stack}-${logicalId}`;
  const longest = kinds.get(type)?.longest ?? Infinity;
  if (name.length <= longest) return name;
  return `${name.slice(0, longest - 9)}-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
};

/** What Ref and Fn::GetAtt give for a resource of this name; kinds that nothing is known of get an ARN of the usual form. */
export const identify = (type: string, name: string, place: Place): Identity => {
  const known = kinds.get(type)?.identity?.(name, place);
  if (known !== undefined) return known;
  const service = type.split("::")[1]?.toLowerCase() ?? "unknown";
  return { ref: name, attributes: { Arn: arn(service, place, name) } };
};
