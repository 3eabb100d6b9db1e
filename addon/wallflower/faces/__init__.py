"""Pictures become people: engines, gallery, tracker, visits."""
