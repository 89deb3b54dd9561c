"""One open letter and the letters open at a time: page, tabs, autosave, generating and issuing."""
