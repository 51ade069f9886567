const REMEMBERED = 500;

/** Which call each one is of its invocation. */
export interface Places {
  readonly next: (instance: string, trace: string | readonly string[] | undefined) => number;
}

/** Counts calls by instance and trace: an instance has one invocation at a time. */
export const openPlaces = (): Places => {
  const last = new Map<string, { readonly trace: string; readonly place: number }>();
  return {
    next(instance, trace) {
      const of = String(trace);
      const before = last.get(instance);
      const place = before?.trace === of ? before.place + 1 : 1;
      last.delete(instance);
      last.set(instance, { trace: of, place });
      const [oldest] = last.keys();
      if (last.size > REMEMBERED && oldest !== undefined) last.delete(oldest);
      return place;
    },
  };
};
