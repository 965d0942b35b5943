"""Groups published quotes into sayings, in the database."""
