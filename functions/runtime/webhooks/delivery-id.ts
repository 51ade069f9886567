/** The id of a delivery among those of its subscription. */
export function deliveryId(position: number): string {
  return `dlv_${position}`;
}

/** The position in the feed of the event that a delivery is of; undefined when this is no id of one. */
export function positionOfDelivery(id: string): number | undefined {
  const [, digits] = /^dlv_([1-9][0-9]{0,9})$/.exec(id) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
