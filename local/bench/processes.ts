import { readdirSync, readFileSync } from "node:fs";

/** A process of the running system. */
export interface Process {
  readonly pid: number;
  /** What it is for: "runtime", "queues", "tables". */
  readonly name: string;
  /** Seconds of both user and system since its start. */
  readonly cpuSeconds: number;
  /** The most memory that it ever held. */
  readonly peakBytes: number;
  /** The memory that it holds now. */
  readonly bytes: number;
}

// USER_HZ, which the kernel counts in towards programs: 100 on every Linux that Node runs on.
const TICKS_PER_SECOND = 100;

const names: readonly (readonly [RegExp, string])[] = [
  [/supervisor\.ts/, "queues"],
  [/dynoxide/, "tables"],
];

const readProc = (pid: string, file: string) => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
};

const statOf = (pid: string) => {
  // The second field is the name in brackets and may hold blanks: the fields are counted from behind it.
  const fields = readProc(pid, "stat")
    .replace(/^.*\) /s, "")
    .split(" ");
  const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
  return { pid, parent: parent ?? 0, ticks: (user ?? 0) + (system ?? 0) };
};

const processOf = ({ pid, ticks }: ReturnType<typeof statOf>, isRoot: boolean): Process => {
  const command = readProc(pid, "cmdline");
  const status = readProc(pid, "status");
  const bytesOf = (line: RegExp) => Number(line.exec(status)?.[1] ?? 0) * 1024;
  const known = names.find(([pattern]) => pattern.test(command))?.[1];
  return {
    pid: Number(pid),
    name: isRoot ? "runtime" : (known ?? "other"),
    cpuSeconds: ticks / TICKS_PER_SECOND,
    peakBytes: bytesOf(/VmHWM:\s+([0-9]+)/),
    bytes: bytesOf(/VmRSS:\s+([0-9]+)/),
  };
};

/** A process with all that it has started; none where the kernel does not tell (Linux does). */
export const processTree = (root: number): readonly Process[] => {
  let pids: string[];
  try {
    pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
  const all = pids.map(statOf);
  const tree = all.filter(({ pid }) => Number(pid) === root);
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === Number(pid)));
  return tree.map((stat) => processOf(stat, Number(stat.pid) === root));
};
