/** What the configuration of the monitoring may say; without the SDK, which takes as long to load as all else of it. */

/** Units that metric filters are used with here; CloudWatch knows more. */
export const METRIC_UNITS = ["Count", "Seconds", "Milliseconds", "Bytes", "Percent", "None"] as const;
