import * as z from "zod";
import { readSchedule, type ReadSchedule, type Schedule } from "./schedule.ts";
import type { ScheduleStore, StoredSchedule } from "./schedule-store.ts";

/** The HTTP status of each error of EventBridge Scheduler that can happen here. */
export const faults = { ConflictException: 409, ResourceNotFoundException: 404, ValidationException: 400 };

/** What a call gives: its output, or the name and words of the error. */
export type Answer =
  | { readonly output: Readonly<Record<string, unknown>> }
  | { readonly fault: keyof typeof faults; readonly message: string };

/** One call of the REST protocol; `name` is undefined for the list. */
export interface Call {
  readonly method: string;
  readonly name: string | undefined;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** What calls are answered from. */
export interface CallOptions {
  readonly store: ScheduleStore;
  /** Names of the groups besides "default", which always exists. */
  readonly groups: readonly string[];
  readonly region: string;
  readonly account: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called after a schedule was written. */
  readonly written: () => void;
}

const Page = z.object({
  ScheduleGroup: z.string().optional(),
  NamePrefix: z.string().default(""),
  State: z.enum(["ENABLED", "DISABLED"]).optional(),
  MaxResults: z.coerce.number().int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
});
const Place = z.tuple([z.string(), z.string()]);

type Refused = Extract<Answer, { readonly fault: unknown }>;
type Kept = Extract<ReadSchedule, { readonly ok: true }>;

const fault = (name: keyof typeof faults, message: string): Refused => ({ fault: name, message });
const noSchedule = (name: string) => fault("ResourceNotFoundException", `Schedule ${name} does not exist.`);
const seconds = ({ created, modified }: StoredSchedule) => ({
  CreationDate: created / 1000,
  LastModificationDate: modified / 1000,
});

/** Answers the calls of EventBridge Scheduler that keep schedules: create, update, get, delete and list. */
export class ScheduleCalls {
  readonly #options: CallOptions;

  constructor(options: CallOptions) {
    this.#options = options;
  }

  /** Undefined: there is no such call here. */
  answer({ method, name, query, body }: Call): Answer | undefined {
    if (name === undefined) return method === "GET" ? this.#list(query) : undefined;
    const group = query.get("groupName") ?? "default";
    if (method === "POST") return this.#create(name, body);
    if (method === "PUT") return this.#update(name, body);
    if (method === "GET") return this.#get(name, group);
    if (method !== "DELETE") return undefined;
    return this.#options.store.remove(group, name) ? { output: {} } : noSchedule(name);
  }

  #create(name: string, body: string): Answer {
    const read = this.#read(name, body);
    if ("fault" in read) return read;
    const found = this.#options.store.find(read.schedule.GroupName, name);
    if (found === undefined) return this.#write(read);
    // The SDK sends a call again, with its token, when the answer was lost.
    if (read.token !== "" && found.token === read.token)
      return { output: { ScheduleArn: this.#arnOf(found.schedule) } };
    return fault("ConflictException", `Schedule ${name} already exists.`);
  }

  #update(name: string, body: string): Answer {
    const read = this.#read(name, body);
    if ("fault" in read) return read;
    const found = this.#options.store.find(read.schedule.GroupName, name);
    return found === undefined ? noSchedule(name) : this.#write(read);
  }

  #read(name: string, body: string): Kept | Refused {
    const read = readSchedule(name, body);
    if (!read.ok) return fault("ValidationException", read.message);
    const group = read.schedule.GroupName;
    return group === "default" || this.#options.groups.includes(group)
      ? read
      : fault("ResourceNotFoundException", `Schedule group ${group} does not exist.`);
  }

  #write({ schedule, due, token }: Kept): Answer {
    const { store, now, written } = this.#options;
    store.write(schedule, due, token, now());
    written();
    return { output: { ScheduleArn: this.#arnOf(schedule) } };
  }

  #get(name: string, group: string): Answer {
    const found = this.#options.store.find(group, name);
    if (found === undefined) return noSchedule(name);
    return { output: { Arn: this.#arnOf(found.schedule), ...found.schedule, ...seconds(found) } };
  }

  #list(query: URLSearchParams): Answer {
    const page = Page.safeParse(Object.fromEntries(query));
    const place = page.success ? placeOf(page.data.NextToken) : undefined;
    if (!page.success || place === undefined)
      return fault(
        "ValidationException",
        "The list cannot be narrowed so: see MaxResults, State, NextToken.",
      );
    const { ScheduleGroup, NamePrefix, State, MaxResults } = page.data;
    const found = this.#options.store
      .after(...place)
      .filter(({ schedule }) => ScheduleGroup === undefined || schedule.GroupName === ScheduleGroup)
      .filter(({ schedule }) => schedule.Name.startsWith(NamePrefix))
      .filter(({ schedule }) => State === undefined || schedule.State === State)
      .take(MaxResults + 1)
      .toArray();
    const last = found.length > MaxResults ? found[MaxResults - 1]?.schedule : undefined;
    const Schedules = found.slice(0, MaxResults).map((one) => this.#summary(one));
    return { output: { Schedules, ...(last && { NextToken: JSON.stringify([last.GroupName, last.Name]) }) } };
  }

  #summary(one: StoredSchedule) {
    const { Name, GroupName, State, Target } = one.schedule;
    const Arn = this.#arnOf(one.schedule);
    return { Arn, Name, GroupName, State, Target: { Arn: Target.Arn }, ...seconds(one) };
  }

  #arnOf({ GroupName, Name }: Schedule): string {
    const { region, account } = this.#options;
    return `arn:aws:scheduler:${region}:${account}:schedule/${GroupName}/${Name}`;
  }
}

function placeOf(token: string | undefined): readonly [string, string] | undefined {
  if (token === undefined) return ["", ""];
  try {
    return Place.parse(JSON.parse(token));
  } catch {
    return undefined;
  }
}
