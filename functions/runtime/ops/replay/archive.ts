import { DescribeArchiveCommand, DescribeRuleCommand, StartReplayCommand } from "@aws-sdk/client-eventbridge";
import type { Ops } from "../ops.ts";

/** Has the bus send what its archive holds of a time to the rule of one reaction, and gives the name of that replay. Throws when there is no archive. */
export async function replayArchive(
  { bus, place: { archive, rules, name }, world }: Ops,
  reaction: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<string> {
  const rule = rules.get(reaction);
  if (archive === undefined || rule === undefined)
    throw new Error(`${name} has no archive, or no rule ${reaction}`);
  // The physical id of a rule is "<bus>|<rule>".
  const [EventBusName = "", Name = ""] = rule.split("|");
  const [{ ArchiveArn, EventSourceArn }, { Arn }] = await Promise.all([
    bus.send(new DescribeArchiveCommand({ ArchiveName: archive })),
    bus.send(new DescribeRuleCommand({ Name, EventBusName })),
  ]);
  if (ArchiveArn === undefined || EventSourceArn === undefined || Arn === undefined) {
    throw new Error(`The archive ${archive} or the rule ${rule} has no ARN`);
  }
  const ReplayName = `${reaction}-${world.now().getTime()}`.slice(-64);
  await bus.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: ArchiveArn,
      EventStartTime: new Date(from),
      EventEndTime: new Date(to),
      Destination: { Arn: EventSourceArn, FilterArns: [Arn] },
    }),
  );
  return ReplayName;
}
