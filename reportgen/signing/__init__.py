"""Signatures: who signed what. Keys and certificates, detached CMS over bytes, and time stamps."""
