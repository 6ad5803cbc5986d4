"""The top floor: what can be typed after `kit`, one file a command."""
