import { StartProblem } from "../problem.ts";

/** Creates the buckets that are missing; their objects are kept. Throws StartProblem. */
export const provisionBuckets = async (endpoint: string, buckets: readonly string[]): Promise<void> => {
  for (const bucket of buckets) {
    const answer = await fetch(`${endpoint}/${bucket}`, { method: "PUT" });
    // 409: it is there already.
    if (!answer.ok && answer.status !== 409) {
      throw new StartProblem(`The bucket ${bucket} cannot be created: ${await answer.text()}`);
    }
  }
};
