export { Alerts, type AlertsArgs } from "./alerts";
export { Canary, RUN_DAYS, type CanaryArgs } from "./canary";
export { Monitoring, type MonitoringArgs } from "./monitoring";
