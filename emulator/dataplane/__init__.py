"""What runs behind the resources: sites, HTTP APIs and functions, so that a person can look at them."""
