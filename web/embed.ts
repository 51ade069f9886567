import { byTicket } from "./prover.ts";
import { start } from "./start.ts";

start(byTicket());
