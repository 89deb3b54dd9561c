"""The register (发文登记簿): numbers, letters and their history, kept so that nothing acknowledged is ever lost."""
