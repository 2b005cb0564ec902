"""Permissions: what the policies of a caller and of a resource allow, judged as IAM does."""
