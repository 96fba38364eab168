"""What several commands share: options, opening the hub, output."""
