import { describe, expect, it } from "vitest";
import * as z from "zod";
import { cardRoutes } from "../../functions/runtime/capture/cards/routes.ts";
import { listRoutes } from "../../functions/runtime/capture/lists/routes.ts";
import { formRoutes } from "../../functions/runtime/capture/forms/routes.ts";
import { exportRoutes } from "../../functions/runtime/export/routes.ts";
import { feedRoutes } from "../../functions/runtime/feed/routes.ts";
import { processRoutes } from "../../functions/runtime/read/process-routes.ts";
import { routeUnder } from "../../domain/kernel/action.ts";
import { readEntries } from "../../infra/entries.ts";
import { plan, routedActions } from "../../infra/plan.ts";
import { functionNames, must, ofType, root, synthesise } from "./synthesis.ts";

const made = synthesise();
const names = functionNames(made);
const actions = plan.stages.flatMap((entry) => routedActions(entry.actions));
const nameOf = (arn: string) => must(names.get(arn), `function ${arn}`);

const Pattern = z.object({ "detail-type": z.array(z.string()).default(["(every event)"]) });

const timerEvents = made.system.queueSources.find(
  ({ functionArn }) => names.get(functionArn) === "timers-set",
)?.queueArn;

/** The function of a source that works through what an event began, such as the rows of a list, or of the feed. */
function workerFedBy(queue: string): string | undefined {
  const source = made.system.queueSources.find(({ queueArn }) => queueArn === queue);
  const name = source && nameOf(source.functionArn);
  return name !== undefined && /^(?:capture|feed)-|^(?:export-run|webhooks-follow)$/.test(name)
    ? name
    : undefined;
}

function reactionFedBy(queue: string) {
  const source = must(
    made.system.queueSources.find(({ queueArn }) => queueArn === queue),
    `function fed by ${queue}`,
  );
  const name = nameOf(source.functionArn);
  return must(
    plan.flow.find((reaction) => `react-${reaction.name}` === name),
    `reaction for ${name}`,
  );
}

describe("The HTTP API", () => {
  it("leads every route to a function", () => {
    expect(made.system.routes.filter(({ functionArn }) => !names.has(functionArn))).toEqual([]);
  });

  it("has fewer routes and integrations than API Gateway takes, and each stack fewer resources than CloudFormation does", () => {
    for (const type of ["AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Integration"]) {
      expect(ofType(made, type).length).toBeLessThanOrEqual(300);
    }
    for (const resources of made.resources.values()) {
      expect(Object.keys(resources).length).toBeLessThanOrEqual(500);
    }
  });

  it("lets in only who is signed in, but for visitors of forms, the description of the API and the answer to unknown routes", () => {
    const open = made.system.routes.filter(({ authorizer }) => authorizer === undefined);
    const others = open.map(({ routeKey }) => routeKey).filter((key) => !key.includes(" /f/{formId}"));
    expect(others.toSorted()).toEqual(["$default", "GET /openapi.json"]);
  });

  it("trusts the tokens of one user pool, and of its client", () => {
    const authorizers = new Set(made.system.routes.map(({ authorizer }) => JSON.stringify(authorizer)));
    authorizers.delete(JSON.stringify(undefined));
    expect(authorizers.size).toBe(1);
    expect(ofType(made, "AWS::ApiGatewayV2::Authorizer")).toHaveLength(1);
  });

  it("has one route to one function for each action that somebody may ask", () => {
    const others = new Set(
      [...processRoutes, ...formRoutes, ...Object.values(cardRoutes), ...listRoutes].map(
        ({ method, path }) => `${method} ${path}`,
      ),
    );
    const asked = made.system.routes.filter(
      ({ routeKey }) => !/^(GET |\$default)/.test(routeKey) && !others.has(routeKey),
    );
    expect(
      asked.map(({ routeKey, functionArn }) => `${routeKey} -> ${nameOf(functionArn)}`).toSorted(),
    ).toEqual(
      actions
        .flatMap((action) =>
          [action.route, ...action.under.map((home) => routeUnder(home, action))].map(
            ({ method, path }) => `${method} ${path} -> ${action.home.name}-${action.verb}`,
          ),
        )
        .toSorted(),
    );
  });

  it("has one route to one function for all else that is asked", () => {
    const functions = new Map(
      made.system.routes.map(({ routeKey, functionArn }) => [routeKey, nameOf(functionArn)]),
    );
    const routes = [...processRoutes, ...feedRoutes, ...formRoutes, ...listRoutes, ...exportRoutes];
    for (const { method, path, entry } of routes) {
      expect(functions.get(`${method} ${path}`)).toBe(entry);
    }
  });

  it("limits how much can be asked, and logs who asked what", () => {
    const [stage] = ofType(made, "AWS::ApiGatewayV2::Stage");
    expect(stage?.properties["DefaultRouteSettings"]).toEqual({
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    });
    expect(JSON.stringify(stage?.properties["AccessLogSettings"])).toContain(
      "$context.authorizer.claims.sub",
    );
  });
});

describe("What is deployed", () => {
  it("is every entry file on disk, and nothing without one", () => {
    expect([...names.values()].toSorted()).toEqual(
      readEntries(root)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it("is what the reviewed map says", async () => {
    const titles = new Map(actions.map(({ name, home, verb }) => [`${home.name}-${verb}`, name]));
    const routes = made.system.routes.map(({ routeKey, functionArn }) => {
      const name = nameOf(functionArn);
      return `${routeKey} -> ${titles.get(name) ?? name}`;
    });
    const reactions = made.system.rules.flatMap(({ pattern, targets }) =>
      targets.flatMap(({ queueArn }) => {
        if (queueArn === timerEvents) return [];
        const worker = workerFedBy(queueArn);
        if (worker !== undefined) {
          return Pattern.parse(pattern)["detail-type"].map((type) => `${type} -> ${worker}`);
        }
        const { name, action } = reactionFedBy(queueArn);
        return Pattern.parse(pattern)["detail-type"].map((type) => `${type} -> ${action.name} (${name})`);
      }),
    );
    const timers = plan.timers.flatMap(({ name, types, action }) => [
      ...types.map((type) => `${type} -> ${name}`),
      `${name} -> ${action.name}`,
    ]);
    const map = [...routes.toSorted(), "", ...reactions.toSorted(), "", ...timers, ""].join("\n");
    await expect(map).toMatchFileSnapshot("map.snap.txt");
  });

  it("runs on Node 24 and arm64 with 256 MB (512 for lists, 1769 for mails), traced, its logs kept for 90 days", () => {
    const functions = ofType(made, "AWS::Lambda::Function").map(({ properties }) => properties);
    expect(functions.filter(({ MemorySize }) => MemorySize === 1769)).toHaveLength(1);
    const each = {
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      MemorySize: expect.toBeOneOf([256, 512, 1769]),
      TracingConfig: { Mode: "Active" },
      LoggingConfig: { LogFormat: "JSON", LogGroup: { Ref: expect.stringContaining("log") } },
    };
    expect(functions).toEqual(functions.map(() => expect.objectContaining(each)));
    const logs = ofType(made, "AWS::Logs::LogGroup");
    expect(logs.map(({ properties }) => properties["RetentionInDays"])).toEqual(logs.map(() => 90));
    expect(
      made.system.functions.every(({ timeoutSeconds }) => [10, 29, 30, 60].includes(timeoutSeconds)),
    ).toBe(true);
  });
});
