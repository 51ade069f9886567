import * as z from "zod";
import { flow } from "../../../domain/flow.ts";
import type { Listing, StackResource } from "./listing.ts";

/** What feeds one function: its queue, and the dead letters of what it could not do. */
export interface Line {
  /** "issue-invoice", "set-timers", "take-mail". */
  readonly name: string;
  /** undefined: nothing can be put back, as with what the stream gave up. */
  readonly queue: string | undefined;
  /** The URL of the dead letters. */
  readonly dead: string;
}

const Settings = z.object({
  timeZone: z.string().default("UTC"),
  currency: z.string().default("EUR"),
  paymentDays: z.int().default(30),
  country: z.string().default(""),
  reactionTries: z.int().optional(),
  /** The restored table, when it is not the one of the stack. */
  table: z.string().optional(),
});

/** An installation, as tools see it. */
export interface Place {
  /** "AWS in eu-west-1", for people. */
  readonly name: string;
  readonly table: string;
  readonly bus: string;
  readonly archive: string | undefined;
  /** The bucket of what comes in. */
  readonly intake: string | undefined;
  readonly lines: readonly Line[];
  /** The rule on the bus that feeds each line, by its name: "<bus>|<rule>". */
  readonly rules: ReadonlyMap<string, string>;
  readonly settings: z.output<typeof Settings>;
}

/** Queues that no reaction has. */
const others = [
  "set-timers",
  "fire-timers",
  "take-mail",
  "read-card",
  "run-lists",
  "export-run",
  "capture-confirm-mail",
  "append-feed",
  "slow-lane",
  "webhook-delivery",
  "publish",
];

/** Names of constructs, as they are in logical ids: without what is no letter or digit. */
const known = new Map(
  [...flow.map(({ name }) => name), ...others].map((name) => [name.replaceAll("-", ""), name]),
);

const INTAKE = /^Intake[0-9A-F]{8}$/;
const PARTS = /^(?<name>.+?)(?<part>queue|failed|rule)[0-9A-F]{8}$/;

/** The line that a resource belongs to, and which part of it this is. */
function partOf({ logicalId }: StackResource): { readonly name: string; readonly part: string } | undefined {
  const { name, part } = PARTS.exec(logicalId)?.groups ?? {};
  return name === undefined || part === undefined ? undefined : { name: known.get(name) ?? name, part };
}

/** What lies on the lines by name, for one of their parts. */
function partsOf(resources: readonly StackResource[], wanted: string): ReadonlyMap<string, string> {
  return new Map(
    resources.flatMap((resource): [string, string][] => {
      const found = partOf(resource);
      return found?.part === wanted ? [[found.name, resource.id]] : [];
    }),
  );
}

/** An installation cannot be operated; the message says what is missing. */
export class NoPlace extends Error {
  override readonly name = "NoPlace";
}

/** Reads an installation from what CloudFormation lists of it. Throws NoPlace. */
export function placeOf(name: string, { resources, settings }: Listing): Place {
  const ofType = (...types: readonly string[]) => resources.filter(({ type }) => types.includes(type));
  const only = (...types: readonly string[]) => {
    const [found] = ofType(...types);
    if (found === undefined)
      throw new NoPlace(`${name} has no ${types.join(" or ")}: is Salesline deployed there?`);
    return found.id;
  };
  const read = Settings.parse(JSON.parse(settings));
  const allQueues = ofType("AWS::SQS::Queue");
  const queues = partsOf(allQueues, "queue");
  const lines = [...partsOf(allQueues, "failed")].map(([line, dead]) => ({
    name: line,
    queue: queues.get(line),
    dead,
  }));
  return {
    name,
    table: read.table ?? only("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table"),
    bus: only("AWS::Events::EventBus"),
    archive: ofType("AWS::Events::Archive")[0]?.id,
    intake: ofType("AWS::S3::Bucket").find(({ logicalId }) => INTAKE.test(logicalId))?.id,
    lines: lines.toSorted((a, b) => a.name.localeCompare(b.name)),
    rules: partsOf(ofType("AWS::Events::Rule"), "rule"),
    settings: read,
  };
}
