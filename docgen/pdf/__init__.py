"""The letter as PDF, painted from its pages; the object layer is pydyf's."""
