import { captureLeadOfAcceptedSubmission } from "../../domain/flow/capturing.ts";
import { react } from "../runtime/react.ts";

export const handler = react(captureLeadOfAcceptedSubmission);
