import { Validations } from "aws-cdk-lib";
import { HttpMethod, HttpNoneAuthorizer, HttpRoute, HttpRouteKey } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Function } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { Api } from "./api.ts";

const methods = {
  GET: HttpMethod.GET,
  POST: HttpMethod.POST,
  PATCH: HttpMethod.PATCH,
  PUT: HttpMethod.PUT,
  OPTIONS: HttpMethod.OPTIONS,
} as const;

/** A method and a path; the route of everything that no other route takes is `$default`. */
export type RouteKey = { readonly method: keyof typeof methods; readonly path: string } | "$default";

/** Leads these routes to one function, for who is signed in; a reason opens them to everybody. */
export function addRoutes(
  scope: Construct,
  api: Api,
  fn: Function,
  routes: readonly RouteKey[],
  options: { readonly publicBecause?: string } = {},
): void {
  const { publicBecause } = options;
  const integration = new HttpLambdaIntegration(`${fn.node.id}-integration`, fn);
  for (const route of routes) {
    const key =
      route === "$default" ? HttpRouteKey.DEFAULT : HttpRouteKey.with(route.path, methods[route.method]);
    const made = new HttpRoute(scope, `${fn.node.id} ${key.key}`.replaceAll("/", " "), {
      httpApi: api.httpApi,
      routeKey: key,
      integration,
      authorizer: publicBecause === undefined ? api.signedIn : new HttpNoneAuthorizer(),
    });
    if (publicBecause !== undefined) {
      Validations.of(made).acknowledge({ id: "AwsSolutions-APIG4", reason: publicBecause });
    }
  }
}
