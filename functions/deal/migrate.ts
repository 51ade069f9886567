import { migrateDeal } from "../runtime/migrate.ts";

export const handler = migrateDeal();
