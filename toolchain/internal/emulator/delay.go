package emulator

import (
	"os"
	"time"
)

// quick is whether waiters poll quickly; AWS_EMULATOR_WAITERS=slow keeps Terraform's pace.
var quick = os.Getenv("AWS_EMULATOR_WAITERS") != "slow"

// emulatorDelay shortens pauses that only make sense with the real AWS: up to a minute before the first
// look, up to 15 good answers 5-15 s apart. They allow for eventual consistency, which an emulator lacks.
func emulatorDelay(d time.Duration) time.Duration {
	if quick {
		return min(d, 50*time.Millisecond)
	}
	return d
}
