import { start } from "./start.ts";
import { byTurnstile } from "./turnstile.ts";

start(byTurnstile);
