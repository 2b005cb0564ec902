"""Keeps the tasks of ECS services running, as processes of this machine."""
