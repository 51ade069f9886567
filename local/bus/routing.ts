import type { RuleSpec } from "../model.ts";
import type { BusEvent } from "./bus-event.ts";
import { compilePattern } from "../../domain/pattern/pattern.ts";

/** The queue URLs of every target of every rule of the bus that the event matches; a queue as often as it is named. */
export type Route = (bus: string, event: BusEvent) => readonly string[];

/** Compiles the rules once; throws an error that names the rule when its pattern or its bus is not valid. */
export function routeBy(rules: readonly RuleSpec[], buses: ReadonlySet<string>): Route {
  const compiled = rules.map((rule) => compileRule(rule, buses));
  const byBus = Map.groupBy(compiled, (rule) => rule.bus);
  return (bus, event) =>
    (byBus.get(bus) ?? []).flatMap((rule) => (rule.matches(event) ? rule.queueUrls : []));
}

function compileRule(rule: RuleSpec, buses: ReadonlySet<string>) {
  if (!buses.has(rule.busName))
    throw new Error(`Rule ${rule.name}: the templates define no event bus named ${rule.busName}`);
  const pattern = compilePattern(patternOf(rule));
  if (!pattern.ok) throw new Error(`Rule ${rule.name}: ${pattern.reason}`);
  return {
    bus: rule.busName,
    matches: pattern.matches,
    queueUrls: rule.targets.map((target) => target.queueUrl),
  };
}

/** CloudFormation takes a pattern as an object or as its JSON text, the only way to write null in a template. */
function patternOf(rule: RuleSpec): unknown {
  if (typeof rule.pattern !== "string") return rule.pattern;
  try {
    return JSON.parse(rule.pattern);
  } catch {
    throw new Error(`Rule ${rule.name}: Event pattern is not valid. Reason: Invalid JSON`);
  }
}
