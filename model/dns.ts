/** The stack output with the records that people have to make, where DNS is elsewhere. */
export const RECORDS_OUTPUT = "dnsRecords";
