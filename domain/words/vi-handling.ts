import { Assigned, Migrated, Ticked } from "../kernel/handling.ts";
import type { Envelope } from "../kernel/event.ts";
import { labelOf } from "./labels.ts";
import type { Voice } from "./voice.ts";

/** How a record of any stage is handled, told in Vietnamese; undefined for any other event. */
export function viHandling({ type, stage, data }: Envelope, voice: Voice): string | undefined {
  const label = labelOf(voice.labels, `stage.${stage}`);
  switch (type) {
    case `${stage}.assigned`: {
      const { after } = Assigned.parse(data);
      return after === undefined ? `${label} không còn người phụ trách` : `${label} được giao cho ${after}`;
    }
    case `${stage}.ticked`: {
      const { check, done } = Ticked.parse(data);
      return `${label}: ${voice.check(check)} ${done ? "đã xong" : "được mở lại"}`;
    }
    case `${stage}.migrated`: {
      const { after } = Migrated.parse(data);
      return `${label} theo quy trình ${after.name}, phiên bản ${after.version}`;
    }
    default:
      return undefined;
  }
}
