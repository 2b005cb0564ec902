import type { Check } from "./check";

/** A compliance lock can never be undone, so that it must be meant. */
export const backupLock: Check = {
    keys: ["backup", "protect"],
    run: ({ backup, protect }) =>
        backup.lock === "compliance" && !protect
            ? [
                  {
                      key: "plumbline:backup.lock",
                      message:
                          '"compliance" is not allowed without protect, because the vault can then never be deleted; it must be none or governance, or set protect to true',
                  },
              ]
            : [],
};
