"""Two hubs compared, what a change does in plain words, and who looks at it."""
