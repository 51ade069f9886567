import type { Superseded } from "./kernel/version.ts";

/**
 * The events that have older versions, by their types: all that whoever publishes, filters or reads any event needs to
 * know of versions. A list of its own, since those functions carry no stages; a test compares it with them.
 */
export const superseded: Superseded = new Map();
