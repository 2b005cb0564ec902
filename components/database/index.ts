export { Database, type DatabaseArgs } from "./database";
export { createOsMetricsLog } from "./osMetricsLog";
export { BACKUP_WINDOW, MAINTENANCE_WINDOW, parameterGroupOptions } from "./databaseServer";
