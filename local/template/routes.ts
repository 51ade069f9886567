import * as z from "zod";
import type { RouteSpec } from "../model.ts";
import { StartProblem } from "../problem.ts";
import { functionArnOf } from "./functions.ts";
import type { Resource, World } from "./world.ts";

const Api = z.object({
  ProtocolType: z.literal("HTTP", { error: "only HTTP APIs are run locally" }),
  Body: z.undefined({ error: "routes in a Body are not run locally" }).optional(),
});
const Route = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z
    .enum(["NONE", "JWT"], { error: "only JWT authorisers are run locally" })
    .default("NONE"),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.tuple([], { error: "scopes are not checked locally" }).optional(),
});
const Integration = z.object({
  IntegrationType: z.literal("AWS_PROXY", { error: "only Lambda integrations are run locally" }),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0", { error: "only payload format 2.0 is run locally" }),
});
const Authorizer = z.object({
  AuthorizerType: z.literal("JWT", { error: "only JWT authorisers are run locally" }),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()).min(1) }),
});

const referred = (world: World, type: string, ref: string | undefined, where: string): Resource => {
  const found = world.ofType(type).find(({ identity }) => identity.ref === ref);
  if (found !== undefined) return found;
  throw new StartProblem(`${where}: ${ref ?? "nothing"} is not an ${type} of the templates`);
};

const authorizerOf = (world: World, id: string | undefined, where: string): RouteSpec["authorizer"] => {
  const { JwtConfiguration } = referred(world, "AWS::ApiGatewayV2::Authorizer", id, where).read(Authorizer);
  return { issuer: JwtConfiguration.Issuer, audience: JwtConfiguration.Audience };
};

const routeOf = (world: World, resource: Resource): RouteSpec => {
  const { RouteKey, Target, AuthorizationType, AuthorizerId } = resource.read(Route);
  const { where } = resource;
  const id = Target.replace("integrations/", "");
  const { IntegrationUri } = referred(world, "AWS::ApiGatewayV2::Integration", id, where).read(Integration);
  return {
    routeKey: RouteKey,
    functionArn: functionArnOf(world, IntegrationUri, where),
    authorizer: AuthorizationType === "NONE" ? undefined : authorizerOf(world, AuthorizerId, where),
  };
};

/** The routes of the HTTP API of the templates. Throws StartProblem when there is more than one API. */
export const routesOf = (world: World): RouteSpec[] => {
  const [, second] = world.ofType("AWS::ApiGatewayV2::Api").map((api) => ({ api, ...api.read(Api) }));
  if (second !== undefined)
    throw new StartProblem(`${second.api.where}: only one HTTP API can be run locally`);
  return world.ofType("AWS::ApiGatewayV2::Route").map((resource) => routeOf(world, resource));
};
