"""Tools of this project's own making: they check it, and write the parts of its docs that are made from the code."""
