import { functionEnvironment, type Endpoints } from "./function-environment.ts";
import type { SystemSpec } from "./model.ts";
import type { InstanceSeams } from "./workers/instance-seams.ts";

/**
 * Where somebody else may stand between the parts of a running system, such as a proof that makes them fail.
 * A system that is just run has none of these.
 */
export interface Seams {
  /** The endpoint that a part is told instead of the real one. */
  readonly via: (caller: string, endpoint: string) => string;
  /** The last word on what the templates say. */
  readonly arrange: (spec: SystemSpec) => SystemSpec;
  /** How instances of functions are started. */
  readonly instances?: InstanceSeams;
}

/** Nobody in between. */
export const noSeams: Seams = { via: (_, endpoint) => endpoint, arrange: (spec) => spec };

const endpointsVia = ({ via }: Seams, caller: string, endpoints: Endpoints): Endpoints => ({
  dynamodb: via(caller, endpoints.dynamodb),
  sqs: via(caller, endpoints.sqs),
  events: via(caller, endpoints.events),
  scheduler: via(caller, endpoints.scheduler),
  textract: via(caller, endpoints.textract),
  ses: via(caller, endpoints.ses),
  kms: via(caller, endpoints.kms),
});

/** The seams of instances, each told endpoints of its own; undefined when nobody stands in between. */
export const instanceSeams = (
  seams: Seams,
  endpoints: Endpoints,
  spec: SystemSpec,
): InstanceSeams | undefined =>
  seams.instances && {
    ...seams.instances,
    environment: (instance) => ({
      ...functionEnvironment(endpointsVia(seams, instance, endpoints), spec),
      ...seams.instances?.environment(instance),
    }),
  };
