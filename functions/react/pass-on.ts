import { passOnOfMergedLead } from "../../domain/flow/merging.ts";
import { react } from "../runtime/react.ts";

export const handler = react(passOnOfMergedLead);
