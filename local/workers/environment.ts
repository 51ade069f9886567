import { join } from "node:path";
import type { FunctionSpec } from "../model.ts";

// Compiled code of all instances: without it each worker translates its TypeScript again (30 MB and 30 ms each).
const compileCache = join(import.meta.dirname, "../../node_modules/.cache/salesline-workers");

/** The environment of one function: the template's variables, what the machine adds, and what Lambda itself sets. */
export function environmentOf(
  spec: FunctionSpec,
  shared: Readonly<Record<string, string>>,
): Record<string, string> {
  const region = spec.arn.split(":")[3] ?? "";
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    ...spec.environment,
    ...shared,
    _HANDLER: spec.handler,
    LAMBDA_TASK_ROOT: spec.codeDir,
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "local",
    NODE_COMPILE_CACHE: compileCache,
  };
}
