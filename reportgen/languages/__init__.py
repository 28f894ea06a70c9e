"""The words of each language, one folder a language: tables and patterns only, which the other rooms join."""
