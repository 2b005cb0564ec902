/** What the configuration of the monitoring may say; without the SDK, which takes as long to load as all else of it. */

/** Units that metric filters are used with here; CloudWatch knows more. */
export const METRIC_UNITS = ["Count", "Seconds", "Milliseconds", "Bytes", "Percent", "None"] as const;

/** Minutes between two runs of a canary, and seconds that an answer may take, if nobody says otherwise. */
export const CANARY_MINUTES = 5;
export const CANARY_TIMEOUT_SECONDS = 10;
