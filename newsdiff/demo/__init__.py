"""The demonstration: invented articles on a small site of this machine, watched by the real newsdiff."""
