"""The house's own rules: style, types, layers, dependencies, what a wheel holds."""
