"""Who said it: embeddings of voices, enrolment, recognition, and provisional speakers."""
