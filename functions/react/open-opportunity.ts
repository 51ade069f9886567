import { openOpportunityOfQualifiedLead } from "../../domain/flow/qualifying.ts";
import { react } from "../runtime/react.ts";

export const handler = react(openOpportunityOfQualifiedLead);
