"""An AWS that runs on this machine: moto, behind a front that corrects and completes it."""
