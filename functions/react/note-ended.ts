import { noteEndedLead } from "../../domain/flow/assigning.ts";
import { react } from "../runtime/react.ts";

export const handler = react(noteEndedLead);
