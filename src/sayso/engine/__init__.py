"""The list of stages, the planner, the runners, and what carries a pile through them into a case."""
