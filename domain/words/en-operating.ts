/** English labels of what operators do. */
export const enOperating = {
  "stage.dead-letter": "Dead letter",
  "status.dead-letter.discarded": "Put away",
  "field.dead-letter.content": "Content of the message",
  "field.event": "Event",
  "field.reaction": "Reaction",
  "field.record": "Record",
  "field.tries": "Tries",
};
