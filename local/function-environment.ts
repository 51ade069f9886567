import type { Place } from "./template/identity.ts";

/** Where the parts of AWS are on this machine. */
export interface Endpoints {
  readonly dynamodb: string;
  /** Queues and buckets. */
  readonly sqs: string;
  readonly events: string;
  readonly scheduler: string;
  readonly textract: string;
  readonly ses: string;
  readonly kms: string;
}

/** The variables that every function gets besides its own: region, credentials that anything takes, and where AWS is. */
export const functionEnvironment = (
  endpoints: Endpoints,
  { region }: Pick<Place, "region">,
): Record<string, string> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_SESSION_TOKEN: "local",
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoints.dynamodb,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
  AWS_ENDPOINT_URL_S3: endpoints.sqs,
  AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.events,
  AWS_ENDPOINT_URL_SCHEDULER: endpoints.scheduler,
  AWS_ENDPOINT_URL_TEXTRACT: endpoints.textract,
  AWS_ENDPOINT_URL_SESV2: endpoints.ses,
  AWS_ENDPOINT_URL_KMS: endpoints.kms,
});
