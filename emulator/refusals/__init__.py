"""What AWS refuses and no model says, one file per service; each rule with its source.

A rule sees the request after the model has passed it, and before any correction and moto. It reads moto's
models and the emulator's own records, changes nothing, and raises `Refused` with AWS's code and message.
"""
