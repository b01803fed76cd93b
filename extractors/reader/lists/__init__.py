"""Pages that show many works: where the entries stand, what each tells, and what stands once for all of them."""
