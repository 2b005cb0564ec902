export { databaseLink } from "./databaseLink";
export { Database, type DatabaseArgs } from "./database";
export { OsMetricsLog, type OsMetricsLogArgs } from "./osMetricsLog";
export { BACKUP_WINDOW, MAINTENANCE_WINDOW, parameterGroupOptions } from "./databaseServer";
