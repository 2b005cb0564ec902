export type { QueueSource, TableSource } from "./eventSources";
export { FunctionAlarms, type FunctionAlarmsArgs } from "./functionAlarms";
export { functionWidgets } from "./functionMetrics";
export { ServerlessFunction, type ServerlessFunctionArgs } from "./serverlessFunction";
