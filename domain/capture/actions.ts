import { accept } from "../kernel/decision.ts";
import { sameJson } from "../kernel/equal.ts";
import { capture } from "./capture.ts";
import { CapturePolicy } from "./policy.ts";

export const changeCapture = capture.action("change", {
  summary: "Set all rules by which leads are taken in; leads that are there keep what was decided",
  roles: ["admin"],
  from: ["none", "active"],
  via: "PUT",
  input: CapturePolicy,
  decide(record, after) {
    const before = record.status === "none" ? undefined : CapturePolicy.strip().parse(record);
    return accept(sameJson(before, after) ? [] : [{ type: "capture.changed", data: { before, after } }]);
  },
});
