// Generated from the contracts of the events by "npm run contracts": do not edit.

/**
 * The day of the contracts that this package has types for: ask the feed, exports and subscriptions for it, as
 * `contracts`, and each event comes in the version that is known here until that version ends.
 */
export const CONTRACTS = "2026-11-26";
