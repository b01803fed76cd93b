"""Lines that are no part of a record: rules, the scan that finds them, shared phrases, refusals."""
