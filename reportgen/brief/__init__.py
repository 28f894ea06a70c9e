"""The brief: an edition's texts and exhibits, composed around cited facts."""
