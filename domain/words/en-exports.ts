/** English labels of exports. */
export const enExports = {
  "stage.export": "Export",
  "status.export.requested": "Requested",
  "status.export.running": "Running",
  "status.export.done": "Done",
  "status.export.failed": "Failed",
  "status.export.cancelled": "Cancelled",
  "action.export.request": "Request",
  "action.export.cancel": "Cancel",
  "field.after": "After",
  "field.events": "Events",
  "field.searchedTo": "Looked through up to",
  "field.position": "Position in the feed",
  "field.sha256": "SHA-256",
  "field.types": "Types of events",
  "field.until": "Up to",
};
