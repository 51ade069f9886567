import { giveCapturedLead } from "../../domain/flow/assigning.ts";
import { react } from "../runtime/react.ts";

export const handler = react(giveCapturedLead);
