export { Database, type DatabaseArgs } from "./database";
export { hasInsights } from "./databaseInsights";
export { BACKUP_WINDOW, MAINTENANCE_WINDOW, parameterGroupOptions } from "./databaseServer";
