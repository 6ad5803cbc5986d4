"""The example assignment, run for real by nbgrader."""
