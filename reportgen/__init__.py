"""reportgen: investor briefs whose every number is bound to a fact."""

__version__ = "0.1.0"
