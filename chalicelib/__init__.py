"""Learning Yogi's backend: reads a teacher's weekly timetable out of a document and serves it.

The packages are the pipeline, in the order of the work: ``classification`` → ``preprocessing`` → ``ocr`` →
``extraction`` → ``llm`` → ``validation``. Around it stand ``storage`` (PostgreSQL, S3, Redis, DynamoDB), ``events``
(the bus), ``workflow`` (the functions of the state machine), ``api`` (REST) and ``realtime`` (WebSocket).
"""
