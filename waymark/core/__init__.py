"""What everything stands on: ids, clock, actors, the audit chain, NHS fields and components, pages. Knows no room above it."""
