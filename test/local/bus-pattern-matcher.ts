import { compilePattern } from "../../domain/pattern/pattern.ts";

/** A sentence, the pattern that it is about, the events that match and the events that do not. */
export type Sentence = readonly [
  sentence: string,
  pattern: unknown,
  matching: readonly unknown[],
  others: readonly unknown[],
];

/** The test that a valid pattern compiles to. */
export function matcher(pattern: unknown): (event: unknown) => boolean {
  const compiled = compilePattern(pattern);
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.matches;
}

/** An event, or a pattern, with that under `detail`. */
export const is = (detail: unknown) => ({ detail });

/** The example event of AWS's own documentation. */
export const ec2 = {
  version: "0",
  id: "ddddd4-aaaa-7777-4444-345dd43cc333",
  "detail-type": "EC2 Instance State-change Notification",
  source: "aws.ec2",
  account: "012345679012",
  time: "2017-10-02T16:24:49Z",
  region: "us-east-1",
  resources: ["arn:aws:ec2:us-east-1:123456789012:instance/i-000000aaaaaa00000"],
  detail: {
    "c-count": 5,
    "d-count": 3,
    "x-limit": 301.8,
    "source-ip": "10.0.0.33",
    state: "running",
    eventVersion: "",
    responseElements: null,
  },
};
