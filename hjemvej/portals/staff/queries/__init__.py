"""What do the pages that cross rooms ask? Each room its own queries; here they are only put together."""
