"""What a document carries of itself: citations, claims and appendix lines, written by the press, read by the proof."""
