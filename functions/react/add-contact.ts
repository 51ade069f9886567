import { addContactOfQualifiedLead } from "../../domain/flow/qualifying.ts";
import { react } from "../runtime/react.ts";

export const handler = react(addContactOfQualifiedLead);
