"""What happens with each row of a landlord's list of dwellings? Values in, a fate with its reasons out. Pure."""
