/** Where the files of exports lie. */
export const EXPORT_PREFIX = "exports/";

/** Days for which the files of an export are kept: the bucket removes them then. */
export const KEPT_DAYS = 30;
