"""sbparse."""
