"""A drill: changes, deletes and adds resources outside of Pulumi, as happens in an incident."""
