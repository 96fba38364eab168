"""From outputs to a site: plan, shells, writing, search index, verification and publication."""
