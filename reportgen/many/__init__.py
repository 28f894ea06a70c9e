"""Many editions over an Executor: pure tasks for workers, and what whoever asked does with what comes back."""
