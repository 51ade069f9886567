import type { IncomingHttpHeaders } from "node:http";
import * as z from "zod";

/** A service as its errors are worded. */
export type Service = "table" | "stream" | "bus" | "queues" | "objects" | "other";

/** The JSON body of a call. */
export const Input = z.record(z.string(), z.unknown());
export type Input = z.output<typeof Input>;

/** One call of a part to a service. */
export interface Call {
  /** "place-order" of "place-order~3", or a part of the runtime: "stream", "queues", "bus". */
  readonly caller: string;
  /** The instance of a function, to be ended by this name; undefined for parts of the runtime. */
  readonly instance: string | undefined;
  /** Which call it is of its invocation, from 1. */
  readonly place: number;
  readonly service: Service;
  readonly operation: string;
  /** Undefined when the body is no JSON. */
  readonly input: Input | undefined;
}

const services: Readonly<Record<string, Service>> = {
  DynamoDB_20120810: "table",
  DynamoDBStreams_20120810: "stream",
  AWSEvents: "bus",
  AmazonSQS: "queues",
};

const inputOf = (body: Buffer): Input | undefined => {
  try {
    return Input.safeParse(JSON.parse(body.toString())).data;
  } catch {
    return undefined;
  }
};

/** Who calls and whom, from the path that the door has given out: `/<caller>/<host>/...`. */
export const wayOf = (url: string) => {
  const [, who = "", host = "", path = ""] = /^\/([^/]*)\/([^/]*)(.*)$/.exec(url) ?? [];
  const instance = decodeURIComponent(who);
  const caller = instance.replace(/~[0-9]+$/, "");
  return { caller, instance: caller === instance ? undefined : instance, host, path: path || "/" };
};

/** What a request is about. */
export const callOf = (
  way: Pick<ReturnType<typeof wayOf>, "caller" | "instance" | "path">,
  method: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
  place: number,
): Call => {
  const [name = "", target = ""] = String(headers["x-amz-target"] ?? "").split(".");
  const isObject = target === "" && !way.path.startsWith("/schedules") && !way.path.startsWith("/v2/");
  return {
    caller: way.caller,
    instance: way.instance,
    place,
    service: services[name] ?? (isObject ? "objects" : "other"),
    operation: target === "" ? method : target,
    input: target === "" ? undefined : inputOf(body),
  };
};
