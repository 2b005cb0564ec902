/** Values of the monitoring's configuration; without the SDK, which would double the time to load the configuration. */

/** Units that metric filters are used with here; CloudWatch knows more. */
export const METRIC_UNITS = ["Count", "Seconds", "Milliseconds", "Bytes", "Percent", "None"] as const;
