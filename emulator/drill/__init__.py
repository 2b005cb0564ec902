"""A fire drill: changes, deletes and adds resources behind Pulumi's back, as people do in an incident."""
