export { CodeBucket } from "./codeBucket";
export type { QueueSource, TableSource } from "./eventSources";
export { FunctionAlarms, type FunctionAlarmsArgs } from "./functionAlarms";
export { FunctionLayer, type FunctionLayerArgs } from "./functionLayer";
export { functionWidgets } from "./functionMetrics";
export { ServerlessFunction, type ServerlessFunctionArgs } from "./serverlessFunction";
