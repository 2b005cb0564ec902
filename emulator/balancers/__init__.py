"""Serves application load balancers: the rules of their listeners, and targets with real health checks."""
