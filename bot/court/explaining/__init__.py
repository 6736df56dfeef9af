"""What a saved page, or a kept rehearsal, is to this software, in plain words. PURE, and asks nobody.

For whoever mends the readers. It reads with the same readers and decides with the same procedure as a run, so what it
says is what a run would do.
"""
