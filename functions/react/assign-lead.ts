import { assignGivenLead } from "../../domain/flow/assigning.ts";
import { react } from "../runtime/react.ts";

export const handler = react(assignGivenLead);
