"""What happens with a landlord's list of dwellings? Planned, imported in one transaction, and withdrawn."""
