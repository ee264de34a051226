"""Made timetables: documents drawn by program, whose answer is known because the same model wrote both.

The tree is the way a document comes about: ``lot`` (which ``traits`` it has) → ``week`` (what is taught when) →
``layout`` (which cell says what) → ``sheet`` (grids, cells and texts) → ``typeset`` (where every stroke and word
goes) → ``raster``, ``pdf`` or ``word`` (bytes) → ``effects`` (what a camera or scanner does to them).

``others`` makes documents that are no timetables by the same means.
"""
