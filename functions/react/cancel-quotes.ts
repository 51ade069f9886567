import { cancelQuotesOfClosedOpportunity } from "../../domain/flow/quoting.ts";
import { react } from "../runtime/react.ts";

export const handler = react(cancelQuotesOfClosedOpportunity);
