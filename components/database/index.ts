export { Database, type DatabaseArgs } from "./database";
export { BACKUP_WINDOW, MAINTENANCE_WINDOW, parameterGroupOptions } from "./databaseServer";
