"""From what a person typed into a form to the act she means."""
