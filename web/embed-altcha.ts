import { solveAltcha } from "./altcha.ts";
import { byTicket } from "./prover.ts";
import { start } from "./start.ts";

start(byTicket(solveAltcha));
