"""Runs the resources of a stack: functions, HTTP APIs and CloudFront distributions."""
