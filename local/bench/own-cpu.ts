import { cpuUsage } from "node:process";
import type { Process } from "./processes.ts";

/** What this process has used: the clients. */
export const ownCpu = (): Process => {
  const { user, system } = cpuUsage();
  return {
    pid: process.pid,
    name: "clients",
    cpuSeconds: (user + system) / 1e6,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    bytes: process.memoryUsage.rss(),
  };
};
