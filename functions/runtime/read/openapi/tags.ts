import { flow } from "../../../../domain/flow.ts";
import type { AnyStage } from "../../../../domain/kernel/stage.ts";
import { stages } from "../../../../domain/stages.ts";

function followsOf({ events }: AnyStage): string[] {
  return flow.flatMap(({ types, action }) => {
    const own = types.filter((type) => type in events);
    return own.length === 0 ? [] : [`- ${own.join(", ")} → ${action.name}`];
  });
}

function described(home: AnyStage): string {
  const follows = followsOf(home);
  return [
    `Statuses: ${home.statuses.join(", ")}.`,
    `Events: ${Object.keys(home.events).join(", ")}.`,
    ...(follows.length > 0 ? [`What follows by itself:\n\n${follows.join("\n")}`] : []),
  ].join("\n\n");
}

/** One tag for each stage: its statuses, its events, and what follows from them. */
export function tags(): readonly { readonly name: string; readonly description: string }[] {
  return [
    ...stages.map(({ stage }) => ({ name: stage.name, description: described(stage) })),
    { name: "deal", description: "The chain from a lead to its paid invoices, told in order." },
    {
      name: "snapshot",
      description: "All records as they are, for a system that is then to follow the feed.",
    },
    { name: "events", description: "All events in one order, for systems that read instead of being told." },
    { name: "api", description: "This description." },
  ];
}
