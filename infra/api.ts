import { type App, CfnOutput, RemovalPolicy, Stack } from "aws-cdk-lib";
import { AccessLogField, AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  HttpApi,
  HttpAuthorizer,
  HttpAuthorizerType,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { People } from "./people.ts";

/** The HTTP API, and what lets in only who is signed in. */
export interface Api {
  readonly stack: Stack;
  readonly httpApi: HttpApi;
  readonly signedIn: IHttpRouteAuthorizer;
}

/** The stack of the HTTP API; the routes are added by whoever has a function for them. */
export function createApi(app: App, people: People): Api {
  const stack = new Stack(app, "salesline-api", {
    description: "Salesline: the HTTP API and what is read over it",
  });
  const httpApi = new HttpApi(stack, "Api", { apiName: "salesline", createDefaultStage: false });
  const stage = createStage(stack, httpApi);
  new CfnOutput(stack, "ApiUrl", { value: stage.url });
  return { stack, httpApi, signedIn: createAuthorizer(stack, httpApi, people) };
}

function createAuthorizer(stack: Stack, httpApi: HttpApi, people: People): IHttpRouteAuthorizer {
  const { authorizerId } = new HttpAuthorizer(stack, "Authorizer", {
    httpApi,
    type: HttpAuthorizerType.JWT,
    identitySource: ["$request.header.Authorization"],
    jwtIssuer: `https://cognito-idp.${stack.region}.amazonaws.com/${people.pool.userPoolId}`,
    jwtAudience: [people.client.userPoolClientId],
  });
  // By reference, so that the routes of other stacks share this one and do not each make their own.
  return HttpAuthorizer.fromHttpAuthorizerAttributes(stack, "SignedIn", {
    authorizerId,
    authorizerType: "JWT",
  });
}

function createStage(scope: Construct, httpApi: HttpApi): HttpStage {
  const logGroup = new LogGroup(scope, "AccessLog", {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  return new HttpStage(scope, "Stage", {
    httpApi,
    stageName: "$default",
    autoDeploy: true,
    // Far above what a company asks of its sales; an endless loop somewhere outside must not become a bill.
    throttle: { rateLimit: 100, burstLimit: 200 },
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: accessLogFormat() },
  });
}

/** One JSON object for each request: who asked what, the answer and how long it took. */
function accessLogFormat(): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      at: AccessLogField.contextRequestTime(),
      request: AccessLogField.contextRequestId(),
      ip: AccessLogField.contextIdentitySourceIp(),
      caller: "$context.authorizer.claims.sub",
      route: "$context.routeKey",
      path: AccessLogField.contextPath(),
      status: AccessLogField.contextStatus(),
      milliseconds: AccessLogField.contextResponseLatency(),
      bytes: AccessLogField.contextResponseLength(),
      error: "$context.error.message",
      integrationError: "$context.integrationErrorMessage",
    }),
  );
}
