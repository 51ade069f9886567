import { freeDepositOfReturn } from "../../domain/flow/billing.ts";
import { react } from "../runtime/react.ts";

export const handler = react(freeDepositOfReturn);
